"""Each place in the App Home and its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from bot.models import Answer
from bot.question.index import Index, index_of
from bot.reply.compose import MOST_QUOTES
from bot.show.home import Link, Page, Part
from bot.show.places import ASKED, INITIATIVES, MEETINGS, OFFICIALS, Place, asking
from bot.show.wording import searched
from bot.slack.answers import answer_to
from bot.slack.desk import Desk
from bot.slack.home import meetings, registers
from bot.slack.home.front import Visitor, front
from bot.slack.home.leaves import TO_FRONT, leaf

_BROWSED: dict[str, Callable[[Place, Index], Page | None]] = {
    INITIATIVES: partial(registers.page, registers.INITIATIVES),
    MEETINGS: meetings.page,
    OFFICIALS: partial(registers.page, registers.OFFICIALS),
}

_GONE = "What stood here is no longer in the sources. This is what there is now."


def page_at(desk: Desk, visitor: Visitor, place: Place) -> Page:
    """The page at a place; where what it is about is known no more, the list that led there says so."""
    if not place:
        return front(desk, visitor)
    if place[0].name == ASKED:
        return answer_page(place, answer_to(desk, (place[-1].name,)))
    browsed, index = _BROWSED[place[0].name], index_of(desk.knowledge)
    page = browsed(place, index)
    if page:
        return page
    listed = browsed(place[:1], index)
    return (
        replace(listed, parts=(Part(paragraphs=(_GONE,)), *listed.parts)) if listed else front(desk, visitor)
    )


def answer_page(place: Place, answer: Answer) -> Page:
    """The answer to the question that ends the place, five quotes on a leaf."""
    shown = leaf((*answer.quotes, *answer.more), place, MOST_QUOTES)
    part = Part(
        place[-1].name,
        (*answer.notes, answer.lead),
        quotes=tuple(shown.items),
        small_print=(searched(answer.scope),),
        links=tuple(Link(one, asking(one)) for one in answer.suggestions),
    )
    return Page(shown.place, (part,), (TO_FRONT,), shown.leaves)
