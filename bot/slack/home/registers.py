"""Officials and initiatives by name → what the articles tell of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.knowledge.store import Shelf
from bot.models import Initiative, Official
from bot.question.index import Index
from bot.question.passages import Passage
from bot.reply.catalogue import initiatives_by_name, officials_by_name, told_of_initiative, told_of_official
from bot.reply.wording import person
from bot.show.home import Entry, Link, Page
from bot.show.places import Place, inside
from bot.slack.home.leaves import LISTED, leaf, list_page, quotes_page

T = TypeVar("T", Official, Initiative)


@dataclass(frozen=True, slots=True)
class Register(Generic[T]):
    """Records of one kind: their order and where they are, what one is called, and what is told of it."""

    plural: str
    by_name: Callable[[Index], Sequence[int]]
    shelf: Callable[[Index], Shelf[T]]
    called: Callable[[T], str]
    told_of: Callable[[T, Index], Sequence[Passage]]


def page(register: Register[T], place: Place, index: Index) -> Page | None:
    """The page at a place in a register; None where it is about a record that is known no more."""
    if len(place) == 1:
        return _all(register, place, index)
    record = register.shelf(index).get(place[1].name)
    if record is None:
        return None
    to_list = Link(f"All {register.plural}", place[:1])
    return quotes_page(register.called(record), place, register.told_of(record, index), index, (to_list,))


def _all(register: Register[T], place: Place, index: Index) -> Page:
    numbers = register.by_name(index)
    shown = leaf(numbers, place, LISTED)
    entries = (_entry(register, shown.place, one) for one in register.shelf(index).several(shown.items))
    return list_page(f"{register.plural.capitalize()}, by name ({len(numbers):,})", shown, entries)


def _entry(register: Register[T], place: Place, record: T) -> Entry:
    name = register.called(record)
    return Entry(name, Link("Show quotes", inside(place, record.id), f"Show quotes: {name}"))


def _with_acronym(initiative: Initiative) -> str:
    return f"{initiative.name} ({initiative.acronym})" if initiative.acronym else str(initiative.name)


OFFICIALS: Register[Official] = Register(
    "officials", officials_by_name, lambda index: index.knowledge.records.officials, person, told_of_official
)
INITIATIVES: Register[Initiative] = Register(
    "initiatives",
    initiatives_by_name,
    lambda index: index.knowledge.records.initiatives,
    _with_acronym,
    told_of_initiative,
)
