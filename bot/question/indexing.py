"""The index is written: the passages of all articles, and under each key those that have it."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import msgspec

from bot.draft.article import read_article
from bot.draft.dates import find_dates
from bot.knowledge.base import Shelves, write_knowledge
from bot.knowledge.cores import on_all_cores
from bot.knowledge.shelving import new_database, post, shelve, state
from bot.models import Meeting, Records, Seed, Value
from bot.question.cutting import Told, find_passages
from bot.question.days import keys_on
from bot.question.index import Extent
from bot.question.lexicon import keys_of
from bot.question.listing import write_listing
from bot.question.meetings import meeting_days, meeting_evidence
from bot.question.mentions import PRONOUNS
from bot.question.passages import Passage, moved
from bot.question.registers import named_words, write_registers
from bot.question.vocabulary import hyphenated, write_words
from bot.word_lists import WORD_LISTS, word_lists

MANY, CHAMPIONS = 20_000, 1_000
"""Passages from which on a key is so common that its briefest ones are kept too, and how many of these."""


class Found(msgspec.Struct, frozen=True):
    """The passages of an article, each with the keys of the days that it names.

    `above` are the keys of what stands above the text: letterhead, headline, dateline.
    """

    file: str
    above: frozenset[str]
    passages: list[tuple[Passage, set[str]]]


Each = Callable[[Callable[[tuple[Seed, Told]], Found], Iterable[tuple[Seed, Told]]], Iterable[Found]]
"""How a function is applied to each article: here, as `map` does, or on several processors."""


@dataclass
class _Gathered:
    """What is gathered while the articles go by.

    `reported` are the numbers of the meetings in each article, `meetings` those by their ids, `meant` the
    people whom the last passage was on.
    """

    reported: Mapping[str, Sequence[int]]
    meetings: Mapping[str, int]
    days: Mapping[str, set[str]]
    postings: dict[tuple[str, str], array[int]] = field(default_factory=lambda: defaultdict(_no_numbers))
    lengths: array[int] = field(default_factory=lambda: array("H"))
    meant: Sequence[str] = ()
    vocabulary: Counter[str] = field(default_factory=Counter)
    compounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    extents: list[tuple[str, Extent]] = field(default_factory=list)


def write_index(
    database: sqlite3.Connection, records: Records | Shelves, seeds: Iterable[Seed], each: Each = map
) -> None:
    """Write into the database of some records and their seeds what questions look up in it."""
    told = _told(records)
    days = {one.id: keys_on(*held) for one in records.meetings if (held := meeting_days(one))}
    numbers = {one.id: number for number, one in enumerate(records.meetings)}
    gathered = _Gathered(_reported(records.meetings), numbers, days)
    found = each(passages_of, ((seed, told.get(seed.file, Told())) for seed in seeds))
    shelve(database, "passages", ((None, one) for one in _numbered(found, gathered)))
    shelve(database, "extents", gathered.extents)
    write_words(database, gathered.vocabulary, gathered.compounds, named_words(records))
    _describe(records.meetings, gathered)
    _keep_champions(gathered)
    _keep_articles(records, gathered)
    post(database, gathered.postings)
    write_registers(database, records)
    write_listing(database, records)
    years = sorted(key for kind, key in gathered.postings if kind.endswith(" day") and len(key) == 4)
    state(database, {"years": f"{years[0]}-{years[-1]}"} if years else {})


def write_file(
    path: Path, records: Records, seeds: Collection[Seed], watch: Callable[[Iterable[Seed]], Iterable[Seed]]
) -> None:
    """Write records, seeds and index into a new file; `watch` hands the seeds on as they are gone through."""
    database = new_database(path)
    write_knowledge(database, records, seeds)
    write_index(database, records, watch(seeds), on_all_cores)
    shelve(database, WORD_LISTS, word_lists().items())
    database.execute("COMMIT")
    database.close()


def passages_of(article: tuple[Seed, Told]) -> Found:
    """The passages of one article, and the keys of the days that each names."""
    seed, told = article
    read = read_article(seed)
    first = read.paragraphs[0].sentences[0].start if read.paragraphs else 0
    passages = [(one, _days_named(one.span.text)) for one in find_passages(read, told)]
    return Found(seed.file, keys_of(seed.text[:first]), passages)


def _days_named(text: str) -> set[str]:
    if not any(map(str.isdigit, text)):  # no year is written in words
        return set()
    dates = [one for one in find_dates(text) if one.year_stated]
    return set[str]().union(*(keys_on(one.first, one.last) for one in dates))


def _no_numbers() -> array[int]:
    return array("I")


def _told(records: Records | Shelves) -> dict[str, Told]:
    """By file, what the records tell of each article."""
    told: dict[str, Told] = defaultdict(Told)
    for statement in records.statements:
        told[statement.span.source].statements.append(statement)
    for official in records.officials:
        for span in official.mentions:
            told[span.source].mentions.append((span, official.id))
    for meeting in records.meetings:
        for file in dict.fromkeys(span.source for span in meeting_evidence(meeting)):
            told[file].meetings.append(meeting)
    return told


def _reported(meetings: Iterable[Meeting]) -> Mapping[str, Sequence[int]]:
    """By file, the numbers of the meetings that its article tells something of."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, meeting in enumerate(meetings):
        for file in {value.evidence.source for value in _describing(meeting) if value.evidence}:
            found[file].append(number)
    return found


def _describing(meeting: Meeting) -> list[Value]:
    """The values that describe a meeting: names, place, host, participants."""
    single = [value for value in (meeting.place, meeting.host) if value]
    return [meeting.name, *meeting.aliases, *meeting.participants, *single]


def _describe(meetings: Iterable[Meeting], gathered: _Gathered) -> None:
    for number, meeting in enumerate(meetings):
        for value in _describing(meeting):
            for one in keys_of(value.value):
                gathered.postings["meeting described", one].append(number)


def _numbered(articles: Iterable[Found], gathered: _Gathered) -> Iterator[Passage]:
    """The passages of all articles, numbered from 0; gathers what they have on their way."""
    first = 0
    for found in articles:
        end = first + len(found.passages)
        gathered.extents.append((found.file, Extent(first, end)))
        for meeting in gathered.reported.get(found.file, ()):
            for key in found.above:
                gathered.postings["meeting described", key].append(meeting)
        for one, named in found.passages:
            passage = moved(one, first)
            gathered.meant = _meant(passage, gathered.meant)
            _gather(passage, named.union(*(gathered.days.get(held, ()) for held in one.meetings)), gathered)
            yield passage
        first = end


def _meant(passage: Passage, before: Sequence[str]) -> Sequence[str]:
    """The people whom a passage is on: those it names, else the only one of the passage that it goes on from.

    “Aikio is on leave. Her deputy stands in.”
    """
    goes_on = passage.number > passage.near[0] and not PRONOUNS.isdisjoint(passage.words[:1])
    return (*passage.officials, *(before if goes_on and len(before) == 1 else ()))


def _gather(passage: Passage, days: set[str], gathered: _Gathered) -> None:
    fields: dict[str, Iterable[str]] = {
        "key": passage.keys,
        "official": gathered.meant,
        "speaker": [one for one in passage.speakers if one],
        "meeting": passage.meetings,
        "passages day": days,
        "said": ("",) if passage.statements else (),
        "peopled": ("",) if passage.statements or passage.officials else (),
        "tabular": ("",) if "\t" in passage.span.text else (),
    }
    for kind, keys in fields.items():
        for one in keys:
            gathered.postings[kind, one].append(passage.number)
    for speaker in fields["speaker"]:
        known = (number for one in passage.meetings if (number := gathered.meetings.get(one)) is not None)
        gathered.postings["meeting quoting", speaker].extend(known)
    gathered.lengths.append(min(len(passage.words), 65535))
    gathered.vocabulary.update(passage.words)
    for parts in hyphenated(passage.span.text):
        gathered.compounds["".join(parts)] = parts


def _keep_champions(gathered: _Gathered) -> None:
    """The briefest passages of each key that very many have: what else they say, they say to the point."""
    common = [key for kind, key in gathered.postings if kind == "key"]
    for key in common:
        numbers = gathered.postings["key", key]
        if len(numbers) > MANY:
            briefest = sorted(numbers, key=gathered.lengths.__getitem__)[:CHAMPIONS]
            gathered.postings["champion", key] = array("I", briefest)


def _keep_articles(records: Records | Shelves, gathered: _Gathered) -> None:
    """All passages of the articles that have a short form: they are what tells of the thing."""
    explained = (one.short for one in records.acronyms)
    named = (one.acronym for one in records.initiatives if one.acronym)
    for key in frozenset().union(*(keys_of(short.value) for short in {*explained, *named})):
        around = _around(gathered.postings.get(("key", key), ()), gathered.extents)
        gathered.postings["article", key] = array("I", chain.from_iterable(around))


def _around(numbers: Iterable[int], extents: Sequence[tuple[str, Extent]]) -> Iterator[range]:
    """The numbers of all passages in the articles that have those of some numbers, which are in order."""
    end = 0
    for number in numbers:
        if number >= end:
            _, extent = extents[bisect_right(extents, number, key=_first) - 1]
            end = extent.end
            yield range(extent.first, end)


def _first(entry: tuple[str, Extent]) -> int:
    return entry[1].first
