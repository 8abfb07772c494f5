"""Initiatives by name → what the articles tell of one."""

from __future__ import annotations

from bot.models import Initiative
from bot.question.index import Index
from bot.reply.catalogue import initiatives_by_name, told_of_initiative
from bot.show.home import Entry, Link, Page
from bot.show.places import Place, inside
from bot.slack.home.leaves import LISTED, known, leaf, list_page, quotes_page


def page(place: Place, index: Index) -> Page | None:
    """The page at a place among the initiatives; None where it is about one that is known no more."""
    if len(place) == 1:
        return _all(place, index)
    initiative = known(index.knowledge.initiative, place[1].name)
    if initiative is None:
        return None
    told = told_of_initiative(initiative, index)
    return quotes_page(_name(initiative), place, told, index, (Link("All initiatives", place[:1]),))


def _all(place: Place, index: Index) -> Page:
    numbers = initiatives_by_name(index)
    shown = leaf(numbers, place, LISTED)
    entries = (_entry(shown.place, index.knowledge.records.initiatives[number]) for number in shown.items)
    return list_page(f"Initiatives, by name ({len(numbers):,})", shown, entries)


def _entry(place: Place, initiative: Initiative) -> Entry:
    name = _name(initiative)
    return Entry(name, Link("Show quotes", inside(place, initiative.id), f"Show quotes: {name}"))


def _name(initiative: Initiative) -> str:
    return f"{initiative.name} ({initiative.acronym})" if initiative.acronym else str(initiative.name)
