"""A page of the App Home → its view: a box to ask in, lists and quotes, and buttons that lead on and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count

import msgspec
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConversationSelectElement,
    HeaderBlock,
    InputBlock,
    PlainTextInputElement,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.blocks.block_elements import ConversationFilter
from slack_sdk.models.views import View

from bot.models import Quote
from bot.show.buttons import abridged
from bot.show.parts import LINE, line, quoted, section
from bot.show.places import FRONT, Place, place_value, turned
from bot.show.slack_text import Json, plain_text, units

GO = "go"
"""Prefix of the action ids of the buttons whose value is a place."""
ASK_HERE = "ask_here"
"""Action id of the box whose text is a question."""
SET_UP = "set_up"
"""Action id of the chooser of a channel whose settings are wanted."""

LONGEST_QUESTION = 500
"""Characters that the box takes: the buttons under the answer have to hold the question."""

_HEADER = 150
_BUTTON = 75
_VALUE = 2000
_METADATA = 3000
_PLACEHOLDER = 150
_BLOCKS = 100
_ROW = 25


class Link(msgspec.Struct, frozen=True):
    """A button: what it says, where it leads, and what a screen reader says in its stead, if that is more."""

    text: str
    place: Place
    spoken: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A line of a list, and the button beside it."""

    text: str
    link: Link


class Part(msgspec.Struct, frozen=True):
    """A part of a page, from top to bottom; `choose_channel` invites to choose one, to set it up."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    quotes: tuple[Quote, ...] = ()
    small_print: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    choose_channel: str = ""


class Page(msgspec.Struct, frozen=True):
    """What stands at a place: its parts, and buttons above them; its list is on so many `leaves`."""

    place: Place
    parts: tuple[Part, ...]
    ways_back: tuple[Link, ...] = ()
    leaves: int = 1


def home(page: Page) -> View:
    """The page as a Home tab."""
    numbers = count()
    blocks = (
        _box(),
        *_row(page.ways_back, numbers),
        *chain.from_iterable(_part(part, numbers) for part in page.parts),
        *_row(_leaves(page), numbers),
    )
    place = place_value(page.place)
    kept = place if units(place) <= _METADATA else place_value(FRONT)
    return View("home", blocks=list(blocks[:_BLOCKS]), private_metadata=kept)


def _box() -> Block:
    return InputBlock(
        label=plain_text("Ask about meetings, officials and initiatives", 2000),
        dispatch_action=True,
        element=PlainTextInputElement(
            action_id=ASK_HERE,
            placeholder=plain_text("Your question, then Enter", _PLACEHOLDER),
            max_length=LONGEST_QUESTION,
            dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
        ),
    )


def _part(part: Part, numbers: Iterator[int]) -> Iterator[Block | Json]:
    if part.heading:
        yield HeaderBlock(text=plain_text(part.heading, _HEADER))
    yield from map(section, part.paragraphs)
    for entry in part.entries:
        beside = _buttons([entry.link], numbers)
        yield SectionBlock(text=plain_text(entry.text, LINE), accessory=beside[0] if beside else None)
    yield from chain.from_iterable(quoted(quote, number) for number, quote in enumerate(part.quotes))
    yield from map(line, part.small_print)
    yield from _row(part.links, numbers)
    if part.choose_channel:
        yield ActionsBlock(elements=[_chooser(part.choose_channel)])


def _leaves(page: Page) -> Iterator[Link]:
    """Buttons to turn the list over, each saying where it leads."""
    if page.leaves < 2:
        return
    turn, last = page.place[-1].turn, page.leaves - 1
    for text, to in (("First", 0), ("Previous", turn - 1), ("Next", turn + 1), ("Last", last)):
        beside = to in (turn - 1, turn + 1)
        if 0 <= to <= last and to != turn and (beside == (text in ("Previous", "Next"))):
            yield Link(f"{text} page, {to + 1:,} of {page.leaves:,}", turned(page.place, to))


def _row(links: Iterable[Link], numbers: Iterator[int]) -> Iterator[Block]:
    buttons = _buttons(links, numbers)
    if buttons:
        yield ActionsBlock(elements=buttons[:_ROW])


def _buttons(links: Iterable[Link], numbers: Iterator[int]) -> list[ButtonElement]:
    """The links as buttons, without those whose place is more than a button can hold."""
    return [_button(link, numbers) for link in links if units(place_value(link.place)) <= _VALUE]


def _button(link: Link, numbers: Iterator[int]) -> ButtonElement:
    return ButtonElement(
        text=plain_text(abridged(link.text), _BUTTON),
        action_id=f"{GO}:{next(numbers)}",
        value=place_value(link.place),
        accessibility_label=abridged(link.spoken) or None,
    )


def _chooser(invitation: str) -> ConversationSelectElement:
    return ConversationSelectElement(
        action_id=SET_UP,
        placeholder=plain_text(invitation, _PLACEHOLDER),
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )
