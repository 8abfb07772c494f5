"""Officials by name → the offices of one, and what that official said."""

from __future__ import annotations

from bot.models import Official
from bot.question.index import Index
from bot.reply.catalogue import officials_by_name, told_of_official
from bot.reply.wording import person
from bot.show.home import Entry, Link, Page
from bot.show.places import Place, inside
from bot.slack.home.leaves import LISTED, known, leaf, list_page, quotes_page


def page(place: Place, index: Index) -> Page | None:
    """The page at a place among the officials; None where it is about one who is known no more."""
    if len(place) == 1:
        return _all(place, index)
    official = known(index.knowledge.official, place[1].name)
    if official is None:
        return None
    told = told_of_official(official, index)
    return quotes_page(person(official), place, told, index, (Link("All officials", place[:1]),))


def _all(place: Place, index: Index) -> Page:
    numbers = officials_by_name(index)
    shown = leaf(numbers, place, LISTED)
    entries = (_entry(shown.place, index.knowledge.records.officials[number]) for number in shown.items)
    return list_page(f"Officials, by name ({len(numbers):,})", shown, entries)


def _entry(place: Place, official: Official) -> Entry:
    name = person(official)
    return Entry(name, Link("Show quotes", inside(place, official.id), f"Show quotes: {name}"))
