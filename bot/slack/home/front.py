"""The front of the App Home: what is known, how to ask, a digest, how well it answers, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from bot.dates_in_words import day_name
from bot.knowledge.base import KnowledgeBase
from bot.ledger.questions import how_many_unanswered
from bot.models import Answer
from bot.question.gaps import gaps_in
from bot.question.index import index_of
from bot.reply.compose import scope
from bot.reply.digest import digest
from bot.reports import Gap, Measurement
from bot.show.gaps import asked_on
from bot.show.home import Link, Page, Part
from bot.show.places import FRONT, INITIATIVES, MEETINGS, OFFICIALS, Step, asking
from bot.show.wording import days_covered
from bot.slack.desk import Desk
from bot.slack.help import LINES, examples

_GAPS = 5
"""Questions without an answer that are shown, the most pressing."""
_SUGGESTED = 5
_COUNTED = {MEETINGS: "meeting", OFFICIALS: "official", INITIATIVES: "initiative"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose Home it is: what others asked is not shown in it."""

    workspace: str
    user: str


def front(desk: Desk, visitor: Visitor) -> Page:
    """The page that everybody comes to first."""
    edition = desk.library.edition
    parts = (
        _known(edition.knowledge),
        Part("How to ask", ("\n".join(LINES),), links=_examples(edition.knowledge)),
        _digest(edition.knowledge),
        *_measured(edition.measured),
        *_lacking(desk, visitor),
        Part("Settings", choose_channel="Choose a channel to set up"),
    )
    return Page(FRONT, parts)


def _known(knowledge: KnowledgeBase) -> Part:
    records, searched = knowledge.records, scope(index_of(knowledge))
    counts = {
        MEETINGS: len(records.meetings),
        OFFICIALS: len(records.officials),
        INITIATIVES: len(records.initiatives),
    }
    told = [_counted(number, _COUNTED[name]) for name, number in counts.items()]
    about = f"{_counted(searched.sources, 'article')}, {', '.join(told)}."
    days = days_covered(searched)
    newest = _newest_article(knowledge)
    return Part(
        "What I know",
        (f"{about} {f'The meetings are of {days}.' if days else ''}".strip(),),
        small_print=(f"The newest article is of {day_name(newest)}.",) if newest else (),
        links=tuple(Link(f"Browse {name}", (Step(name),)) for name, number in counts.items() if number),
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _newest_article(knowledge: KnowledgeBase) -> date | None:
    """The latest day on which an article says that it was published."""
    newest = index_of(knowledge).knowledge.store.fact("newest article")
    return date.fromisoformat(newest) if newest else None


def _digest(knowledge: KnowledgeBase) -> Part:
    today = _digest_of(knowledge, date.today())
    return Part("Today’s digest", (*today.notes, today.lead), quotes=today.quotes)


@lru_cache(maxsize=2)
def _digest_of(knowledge: KnowledgeBase, day: date) -> Answer:
    """The digest for readers to whom no article is new."""
    return digest(knowledge, day, known=None, shown={})


def _measured(measured: Measurement | None) -> Iterator[Part]:
    if measured is None or not measured.questions:
        return
    right, wrong = (
        f"{number:,} ({number / measured.questions:.1%})" for number in (measured.right, measured.wrong)
    )
    told = (
        f"On {day_name(date.fromisoformat(measured.day))}, this knowledge was asked "
        f"{_counted(measured.questions, 'question')} of which the right reply is known. "
        f"Replied to as it should be: {right}. Answered with something else: {wrong}."
    )
    yield Part("How well I answer", (told,))


def _lacking(desk: Desk, visitor: Visitor) -> Iterator[Part]:
    """The visitor's own questions in words, those of all others by their number: they may be confidential."""
    desk.daybook.enter()
    asked_by = (visitor.workspace, visitor.user)
    nothing: tuple[Gap, ...] = ()
    own_gaps = partial(gaps_in, desk.ledger, asked_by=asked_by)
    gaps = desk.guard.attempt("questions", own_gaps, otherwise=nothing)
    count = partial(how_many_unanswered, desk.ledger, visitor.workspace)
    everybody = desk.guard.attempt("questions", count, otherwise=0)
    if gaps or everybody:
        own = tuple(f"• {gap.example} ({asked_on(gap)})" for gap in gaps[:_GAPS])
        heading = "Questions that I could not answer"
        in_all = f"Without an answer in this workspace, whoever asked: {_counted(everybody, 'question')}."
        yield Part(heading, own, small_print=(in_all,) if everybody else ())


def _examples(knowledge: KnowledgeBase) -> tuple[Link, ...]:
    return tuple(Link(question, asking(question)) for question in examples(knowledge)[:_SUGGESTED])
