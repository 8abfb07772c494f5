"""Which passages a question is about: those of its meetings, dates, initiatives and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from bot.draft.dates import DateMention, find_dates
from bot.draft.text import fold
from bot.knowledge.store import NONE, Numbers
from bot.question.index import Index
from bot.question.lexicon import key, keys_of, lexicon, name_words
from bot.question.meetings import meeting_days, meeting_evidence
from bot.question.passages import Passage
from bot.question.reading import Question

LOOKED_THROUGH = 500
"""Passages that are looked through, one after the other, for something that the index has no key for."""

Region: TypeAlias = Numbers | None
"""The numbers of the passages that are looked at; None for all there are."""


def in_scope(question: Question, index: Index) -> Region:
    """The passages that fit everything that the question names; terms apart."""
    parts: list[Region] = [
        _of_meetings(question, index) if question.meetings else None,
        _of_initiatives(question, index) or _of_acronyms(question, index),
        speaking_of(question.officials, index) if question.officials else None,
        dated_passages(question.dates, question.date_words, index) if question.dates else None,
    ]
    stated = [part for part in parts if part is not None]
    return Numbers.intersection(*stated) if stated else None


def narrowed(region: Region, by: Numbers) -> Numbers:
    """What is in a region and among these numbers."""
    return by if region is None else region & by


def passages_in(region: Region, index: Index) -> Iterator[Passage]:
    """The passages of a region in reading order."""
    if region is None:
        return iter(index.passages)
    return (index.passages[number] for number in region)


def spoken_passages(officials: Iterable[str], index: Index) -> Numbers:
    """The passages in which one of the officials says something."""
    return index.knowledge.store.having("speaker", officials)


def speaking_of(officials: Sequence[str], index: Index) -> Numbers:
    """The passages in which one of the officials says something or is named."""
    return spoken_passages(officials, index) | index.knowledge.store.having("official", officials)


def _of_meetings(question: Question, index: Index) -> Numbers:
    reporting = index.knowledge.store.having("meeting", question.meetings)
    if any(term.hard for term in question.terms):
        return reporting | articles(files_of(question, index), index)
    return reporting


def files_of(question: Question, index: Index) -> frozenset[str]:
    """The articles on the question's meetings: they also tell of the next edition, and of the first."""
    meetings = [index.knowledge.meeting(one) for one in question.meetings]
    return frozenset(span.source for one in meetings for span in meeting_evidence(one))


def coming_editions(question: Question, index: Index) -> list[Passage]:
    """What the articles on the question's meetings say of later ones, on the dates that it names."""
    held = [found[1] for one in question.meetings if (found := meeting_days(index.knowledge.meeting(one)))]
    if not held or not any(one.first > max(held) for one in question.dates):
        return []
    names = keys_of(" ".join(str(index.knowledge.meeting(one).name) for one in question.meetings))
    bare = {one for one in names if not one.startswith("<")} - lexicon().function
    there = [one for file in sorted(files_of(question, index)) for one in index.article(file)]
    wanted = [term.keys for term in question.terms if not term.hard]
    return [
        one
        for one in there
        if names_date(one, question) and one.keys & bare and all(one.keys & keys for keys in wanted)
    ]


def spoken_by(passage: Passage, officials: tuple[str, ...]) -> bool:
    """Whether one of the officials says something in the passage."""
    return any(speaker in officials for speaker in passage.speakers)


@lru_cache(maxsize=2)
def dated_passages(dates: Sequence[DateMention], words: Sequence[str], index: Index) -> Numbers:
    """The passages that report on a meeting of some dates, or name one of them, as in these words."""
    found = index.dated("passages", dates)
    for said in words:
        keys = [[key(word)] for word in name_words(said)]
        maybe = (index.passages_with_all(keys) - found)[:LOOKED_THROUGH]
        found |= Numbers(one.number for one in index.passages.several(maybe) if said in fold(one.span.text))
    return found


def names_date(passage: Passage, question: Question) -> bool:
    """Whether the passage itself names one of the question's dates."""
    if any(said in fold(passage.span.text) for said in question.date_words):
        return True
    named = find_dates(passage.span.text)
    return any(
        asked.meets(one.first, one.last) and not (asked.precision == "day" and one.precision == "year")
        for asked in question.dates
        for one in named
        if one.year_stated
    )


def _of_initiatives(question: Question, index: Index) -> Region:
    """The articles that speak of the question's initiatives: named in evidence, or by their acronym."""
    if not question.initiatives:
        return None
    files, short = set[str](), frozenset[str]()
    for initiative in index.knowledge.initiatives(question.initiatives):
        values = [initiative.name, initiative.acronym, initiative.established, *initiative.aliases]
        files |= {value.evidence.source for value in values if value and value.evidence}
        short |= keys_of(initiative.acronym.value) if initiative.acronym else frozenset()
    return index.articles_with(short) | articles(files, index) or None


def _of_acronyms(question: Question, index: Index) -> Region:
    """The articles that have the question's short forms, or what they stand for."""
    if not question.acronyms:
        return None
    store = index.knowledge.store
    known = [index.knowledge.records.acronyms[at] for at in store.having("acronym short", question.acronyms)]
    files = {value.evidence.source for one in known for value in (one.short, one.long) if value.evidence}
    short = frozenset().union(*(keys_of(one.short.value) for one in known))
    return index.articles_with(short) | articles(files, index) or None


def articles(files: Iterable[str], index: Index) -> Numbers:
    """The passages of these articles."""
    return NONE.union(*(Numbers(index.extent(file)) for file in files))
