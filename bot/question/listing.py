"""What can be looked through and chosen from is written in order, so that it is read a page at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from bot.draft.text import fold
from bot.knowledge.base import Shelves
from bot.knowledge.shelving import post, shelve, state
from bot.models import Initiative, Meeting, Official, Records, Source, Value
from bot.question.index import BEGUN, Subject, SubjectKind
from bot.question.lexicon import name_words
from bot.question.meetings import meeting_days
from bot.question.near import buckets, starts


def write_listing(database: sqlite3.Connection, records: Records | Shelves) -> None:
    """Write records in their orders, and all that can be asked about by the words of its names."""
    orders = {
        "meetings by date": _by_date(records.meetings),
        "officials by name": _by_name(records.officials),
        "initiatives by name": _by_name(records.initiatives),
    }
    for order, numbers in orders.items():
        shelve(database, order, ((None, number) for number in numbers))
    if newest := max(_days(records.sources), default=None):
        state(database, {"newest article": newest.isoformat()})
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    shelve(database, "subjects", _registered(_subjects(records), found))
    words = sorted(word for field, word in found if field == "subject word")
    shelve(database, "subject words", sorted(buckets(words, starts).items()))
    post(database, found)


def _days(sources: Iterable[Source]) -> Iterator[date]:
    """The days on which articles say that they were published; bare years and months apart."""
    for source in sources:
        with suppress(ValueError):
            yield date.fromisoformat(str(source.date))


def _by_date(meetings: Iterable[Meeting]) -> list[int]:
    """The latest first; those whose day no source gives come last."""
    days = (((meeting_days(one) or (date.min,))[0], one.id) for one in meetings)
    ordered = sorted((-day.toordinal(), id_, number) for number, (day, id_) in enumerate(days))
    return [number for _, _, number in ordered]


def _by_name(records: Iterable[Official | Initiative]) -> list[int]:
    named = sorted((fold(str(one.name)), one.id, number) for number, one in enumerate(records))
    return [number for _, _, number in named]


def _registered(
    subjects: Iterable[tuple[Subject, set[str]]], found: dict[tuple[str, str], list[int]]
) -> Iterator[tuple[str, Subject]]:
    """The subjects, each with its key; gathers what they are found by on their way."""
    for number, (subject, words) in enumerate(subjects):
        for word in words:
            found["subject word", word].append(number)
        for beginning in {word[:length] for word in words for length in range(1, BEGUN + 1)}:
            found["subject begins", beginning].append(number)
        yield subject.key, subject


def _subjects(records: Records | Shelves) -> Iterator[tuple[Subject, set[str]]]:
    """Meetings, the newest first, then people, initiatives and topics, each with the words of its names."""
    topics: dict[str, None] = {}
    for meeting in sorted(records.meetings, key=lambda one: str(one.start_date or ""), reverse=True):
        yield _subject("meeting", meeting.id, meeting.name, *meeting.aliases)
    for official in records.officials:
        yield _subject("official", official.id, official.name, *official.aliases)
    for initiative in records.initiatives:
        acronym = (initiative.acronym,) if initiative.acronym else ()
        yield _subject("initiative", initiative.id, initiative.name, *acronym, *initiative.aliases)
    for meeting in records.meetings:
        topics |= dict.fromkeys(map(str, meeting.topics))
    for topic in topics:
        yield Subject("topic", topic, topic), {*name_words(topic)}


def _subject(kind: SubjectKind, identity: str, *names: Value) -> tuple[Subject, set[str]]:
    words = {word for name in names for word in name_words(str(name))}
    return Subject(kind, identity, str(names[0])), words
