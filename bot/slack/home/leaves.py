"""What pages have in common: lists on leaves, quotes on leaves, and the ways back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.question.index import Index
from bot.question.passages import Passage
from bot.reply.catalogue import quotes_of
from bot.reply.compose import MOST_QUOTES
from bot.show.home import Entry, Link, Page, Part
from bot.show.places import FRONT, Place, turned

LISTED = 20
"""Entries on one leaf."""

TO_FRONT = Link("Start page", FRONT)

_NOTHING = "The articles have no words on this that can be quoted."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """What of a list is shown at a place, the turn of which is one that the list has."""

    place: Place
    items: Sequence[T]
    leaves: int


def leaf(items: Sequence[T], place: Place, size: int) -> Leaf[T]:
    """The leaf of so many items that the place is turned to; the last one, where it is turned too far."""
    leaves = max(1, -(-len(items) // size))
    turn = min(max(place[-1].turn, 0), leaves - 1)
    return Leaf(turned(place, turn), items[turn * size : (turn + 1) * size], leaves)


def list_page(heading: str, shown: Leaf[int], entries: Iterable[Entry]) -> Page:
    """A leaf of a list that the front leads to."""
    return Page(shown.place, (Part(heading, entries=tuple(entries)),), (TO_FRONT,), shown.leaves)


def quotes_page(
    heading: str, place: Place, told: Sequence[Passage], index: Index, ways_back: Sequence[Link]
) -> Page:
    """A leaf of quotes, each cut from its seed now."""
    shown = leaf(told, place, MOST_QUOTES)
    quotes = quotes_of(shown.items, index)
    part = Part(heading, quotes=quotes) if quotes else Part(heading, (_NOTHING,))
    return Page(shown.place, (part,), (TO_FRONT, *ways_back), shown.leaves)
