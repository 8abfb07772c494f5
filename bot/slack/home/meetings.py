"""Meetings, the latest first → a meeting and who spoke there → what one of them said."""

from __future__ import annotations

from bot.models import Meeting
from bot.question.index import Index
from bot.reply.catalogue import meetings_by_date, quotes_of, said_at, speakers_at, told_of_meeting
from bot.reply.wording import dated_name, person, sentence_case
from bot.show.home import Entry, Link, Page, Part
from bot.show.places import Place, inside
from bot.slack.home.leaves import LISTED, TO_FRONT, leaf, list_page, quotes_page

_UNNAMED = "-"
"""Stands where an official's id would, for speakers whom the articles do not name; it is no id."""
_NOT_NAMED = "Speakers whom the articles do not name"
_NOBODY = "The articles name nobody who spoke there."


def page(place: Place, index: Index) -> Page | None:
    """The page at a place among the meetings; None where it is about what is known no more."""
    if len(place) == 1:
        return _all(place, index)
    meeting = index.knowledge.records.meetings.get(place[1].name)
    if meeting is None:
        return None
    return _meeting(place, meeting, index) if len(place) == 2 else _speaker(place, meeting, index)


def _all(place: Place, index: Index) -> Page:
    numbers = meetings_by_date(index)
    shown = leaf(numbers, place, LISTED)
    entries = (_entry(shown.place, index.knowledge.records.meetings[number]) for number in shown.items)
    return list_page(f"Meetings, the latest first ({len(numbers):,})", shown, entries)


def _entry(place: Place, meeting: Meeting) -> Entry:
    name = _name(meeting)
    return Entry(name, Link("Show speakers", inside(place, meeting.id), f"Show speakers: {name}"))


def _meeting(place: Place, meeting: Meeting, index: Index) -> Page:
    shown = leaf(_voices(meeting, index), place, LISTED)
    entries = tuple(_voice(shown.place, who, index) for who in shown.items)
    first = shown.place[-1].turn == 0
    told = quotes_of(told_of_meeting(meeting, index), index) if first else ()
    who_spoke = Part("Who spoke", () if entries else (_NOBODY,), entries)
    parts = (Part(_name(meeting), quotes=told), who_spoke)
    return Page(shown.place, parts, (TO_FRONT, _to_list(place)), shown.leaves)


def _voices(meeting: Meeting, index: Index) -> list[str]:
    """The speakers by their ids, and last, if there are any, those who are not named."""
    unnamed = [_UNNAMED] if said_at(meeting, None, index) else []
    return [*speakers_at(meeting, index), *unnamed]


def _voice(place: Place, who: str, index: Index) -> Entry:
    name = _called(who, index) or who
    return Entry(name, Link("Show quotes", inside(place, who), f"Show quotes: {name}"))


def _speaker(place: Place, meeting: Meeting, index: Index) -> Page | None:
    who = place[2].name
    name = _called(who, index)
    if name is None:
        return None
    said = said_at(meeting, None if who == _UNNAMED else who, index)
    back = Link("Back to the meeting", place[:2], f"Back to the meeting: {_name(meeting)}")
    return quotes_page(f"{name} at {dated_name(meeting)}", place, said, index, (_to_list(place), back))


def _called(who: str, index: Index) -> str | None:
    if who == _UNNAMED:
        return _NOT_NAMED
    official = index.knowledge.records.officials.get(who)
    return person(official) if official else None


def _name(meeting: Meeting) -> str:
    return sentence_case(dated_name(meeting))


def _to_list(place: Place) -> Link:
    return Link("All meetings", place[:1])
