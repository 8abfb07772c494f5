"""The registers of the index: people by their names and offices, meetings and initiatives by theirs."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from bot.draft.text import fold
from bot.draft.text import words as words_of
from bot.knowledge.base import Shelves
from bot.knowledge.shelving import post, shelve, state
from bot.models import Initiative, Meeting, Official, Records, Role, Value
from bot.question.acronyms import Acronyms
from bot.question.days import keys_on
from bot.question.index import Form
from bot.question.lexicon import GATHERING, UNDERTAKING, key, keys_of, lexicon, meanings, name_words
from bot.question.meetings import meeting_days, meeting_evidence
from bot.question.mentions import content_keys
from bot.question.near import buckets
from bot.question.offices import offices, rank_at

_NO_OFFICE = "-"
"""The word that must agree for somebody to be told by an office who has none: nobody says it."""

_Numbers = dict[tuple[str, str], list[int]]
_Forms = dict[tuple[str, tuple[str, ...], bool], list[str]]


def write_registers(database: sqlite3.Connection, records: Records | Shelves) -> None:
    """Write what leads from words to officials, meetings, initiatives and acronyms."""
    acronyms = Acronyms(records.acronyms)
    found: _Numbers = defaultdict(list)
    _register_people(records.officials, found)
    offices_held = _register_offices(records.officials, acronyms, found)
    _register_meetings(records.meetings, acronyms, found)
    _register_acronyms(acronyms, found)
    forms = _forms(records, acronyms)
    for number, (kind, form, _) in enumerate(forms):
        _add(found, f"{kind} form", form_keys(form), number)
        _add(found, "form key", set(form), number)
    borne = (word for field, word in found if field == "bearer")
    shelve(database, "near in names", sorted(buckets(borne).items()))
    shelve(
        database,
        "forms",
        ((None, Form(keys, whole, tuple(ids))) for (_, keys, whole), ids in forms.items()),
    )
    post(database, found)
    state(database, {"offices": str(offices_held), **_facts(records.meetings)})


def named_words(records: Records | Shelves) -> list[str]:
    """The words of all names, and the short forms."""
    named: Iterable[Official | Meeting | Initiative] = chain(
        records.officials, records.meetings, records.initiatives
    )
    names = (name_words(str(value)) for record in named for value in (record.name, *record.aliases))
    short = (name_words(acronym.short.value) for acronym in records.acronyms)
    return list(dict.fromkeys(word for several in chain(names, short) for word in several))


def form_keys(keys: tuple[str, ...]) -> set[str]:
    """What a name is found by: any two of its keys in their order, or its only key."""
    return {f"{one} {other}" for one, other in combinations(keys, 2)} if len(keys) > 1 else set(keys)


def _add(found: _Numbers, field: str, keys: Iterable[str], number: int) -> None:
    for one in keys:
        found[field, one].append(number)


def _register_people(officials: Iterable[Official], found: _Numbers) -> None:
    """The officials by each word of their names, by each piece written apart, and by the articles on them."""
    for number, official in enumerate(officials):
        names = [str(value) for value in (official.name, *official.aliases)]
        spoken = {word for name in names for word in name_words(name)} - lexicon().particles
        _add(found, "bearer", spoken, number)
        _add(
            found,
            "whole name",
            {"".join(name_words(piece)) for name in names for piece in name.split()},
            number,
        )
        _add(found, "named in", {span.source for span in official.mentions}, number)


def _register_offices(officials: Iterable[Official], acronyms: Acronyms, found: _Numbers) -> int:
    """The offices and ranks by what they are called, numbered official by official; how many there are."""
    number = 0
    for official in officials:
        _add(found, "office begins", [""], number)
        for exact, keys in _offices(official, acronyms):
            _add(found, "office", keys, number)
            _add(found, "office exact", exact, number)
            _add(found, "office opens", exact[:1] or [""], number)
            number += 1
    return number


def _offices(official: Official, acronyms: Acronyms) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """What each office, and the rank, of an official is called: the words that must agree, and its keys."""
    places: frozenset[str] = frozenset()
    for role in official.roles:
        said = f"{role.evidence.text} {role.title or ''} {role.organisation or ''}"
        keys = acronyms.expanded(keys_of(said))
        places |= keys & lexicon().countries
        yield _exact(role), keys
        if official.rank:  # "the lieutenant general of the IMS"
            yield (), _rank_keys(official.rank.value) | keys_of(role.organisation or "")
    if official.rank:
        rank = official.rank.value
        yield (), keys_of(rank) | _rank_keys(rank) | places
    if not (official.roles or official.rank):
        yield (_NO_OFFICE,), frozenset()


def _exact(role: Role) -> tuple[str, ...]:
    said = (key(word) for word, _, _ in words_of(role.title or role.evidence.text))
    return tuple(one for one in said if one in offices().exact)


def _rank_keys(rank: str) -> frozenset[str]:
    """The keys of the rank's full name, whatever short form the article uses."""
    keys = [key(word) for word, _, _ in words_of(fold(rank))]
    named = rank_at(keys, 0)
    return keys_of(named[0]) if named else frozenset()


def _register_meetings(meetings: Iterable[Meeting], acronyms: Acronyms, found: _Numbers) -> None:
    """The meetings by the keys that describe them, by place, days, speakers and names."""
    for number, meeting in enumerate(meetings):
        names = [meeting.name, *meeting.aliases]
        around = [*_names_of(meeting, acronyms), *(one for one in (meeting.place, meeting.host) if one)]
        days = meeting_days(meeting)
        fields: dict[str, Iterable[str]] = {
            "meeting word": _keys_of_all(around) - {GATHERING},
            "meeting noun": _gatherings_in(meeting),
            "meeting place": keys_of(meeting.place.value) if meeting.place else (),
            "meetings day": keys_on(*days) if days else (),
            "meeting speaker": {one.value for one in meeting.speakers},
            "meeting name": {str(name).casefold() for name in names},
            "meeting named in": {meeting.name.evidence.source} if meeting.name.evidence else (),
            "meeting with speakers": ("",) if meeting.speakers else (),
        }
        for field, keys in fields.items():
            _add(found, field, keys, number)


def _gatherings_in(meeting: Meeting) -> frozenset[str]:
    """What the sources call a meeting, in so many nouns: a meeting, informal workshops."""
    told = name_words(" ".join(span.text for span in meeting_evidence(meeting)))
    return frozenset(key(word) for word, keys in zip(told, meanings(told), strict=True) if GATHERING in keys)


def _keys_of_all(values: Iterable[Value]) -> frozenset[str]:
    return frozenset[str]().union(*(keys_of(one.value) for one in values))


def _register_acronyms(acronyms: Acronyms, found: _Numbers) -> None:
    for number, acronym in enumerate(acronyms.every):
        _add(found, "acronym short", {acronym.short.value}, number)
        _add(found, "acronym long", acronyms.long_key(number), number)


def _forms(records: Records | Shelves, acronyms: Acronyms) -> _Forms:
    """By kind, keys and whether it must be given whole, the ids of all that bear a name."""
    forms: _Forms = defaultdict(list)
    for meeting in records.meetings:
        for keys in _plain_forms(meeting, acronyms):
            forms["meeting", keys, False].append(meeting.id)
    for initiative in records.initiatives:
        for keys in _plain_forms(initiative, acronyms):
            forms["initiative", keys, False].append(initiative.id)
    for acronym in acronyms.by_short.values():
        short = acronym.short.value
        for name in dict.fromkeys((short, acronym.long.value)):
            forms["acronym", content_keys(name_words(name)), True].append(short)
    return forms


def _plain_forms(record: Meeting | Initiative, acronyms: Acronyms) -> Iterator[tuple[str, ...]]:
    """A name's keys; a single common noun ("the Forum") names nothing by itself."""
    told = {content_keys(name_words(name.value)): name.value for name in _names_of(record, acronyms)}
    for keys, name in told.items():
        if keys and not (len(keys) == 1 and keys_of(name) & {GATHERING, UNDERTAKING}):
            yield keys


def _names_of(record: Meeting | Initiative, acronyms: Acronyms) -> list[Value]:
    """The names of a thing, with the long and short forms of what is in them."""
    short = [record.acronym] if isinstance(record, Initiative) and record.acronym else []
    names = [record.name, *record.aliases, *short]
    long = [acronyms.by_short[name.value].long for name in names if name.value in acronyms.by_short]
    return [*names, *long, *acronyms.shorts_in(" ".join(name.value for name in names))]


def _facts(meetings: Iterable[Meeting]) -> dict[str, str]:
    """The first and the last day of any meeting, and the meetings that began first and last."""
    days = [(*found, one.id) for one in meetings if (found := meeting_days(one))]
    if not days:
        return {}
    return {
        "first day": min(first for first, _, _ in days).isoformat(),
        "last day": max(last for _, last, _ in days).isoformat(),
        "earliest meeting": min((first, id_) for first, _, id_ in days)[1],
        "latest meeting": max((first, id_) for first, _, id_ in days)[1],
    }
