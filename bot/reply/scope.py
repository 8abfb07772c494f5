"""Which passages a question is about: those of its meetings, dates, initiatives and people."""

from __future__ import annotations

from bot.draft.dates import find_dates
from bot.draft.text import fold
from bot.question.index import Index
from bot.question.lexicon import keys_of, lexicon
from bot.question.meetings import dated, meeting_days, meeting_evidence
from bot.question.passages import Passage
from bot.question.reading import Question


def in_scope(question: Question, index: Index) -> list[Passage]:
    """The passages that fit everything that the question names; terms apart."""
    files = _initiative_files(question, index) or _acronym_files(question, index)
    editions = files_of(question, index) if any(term.hard for term in question.terms) else frozenset()
    return [
        passage
        for passage in index.passages
        if (
            not question.meetings
            or passage.meetings & set(question.meetings)
            or passage.span.source in editions
        )
        and (not files or passage.span.source in files)
        and (not question.officials or _speaks_of(passage, question.officials))
        and (not question.dates or _dated(passage, question, index))
    ]


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
    files = files_of(question, index)
    there = [one for one in index.passages if one.span.source in files and names_date(one, question)]
    wanted = [term.keys for term in question.terms if not term.hard]
    return [one for one in there if one.keys & bare and all(one.keys & keys for keys in wanted)]


def spoken_by(passage: Passage, officials: tuple[str, ...]) -> bool:
    """Whether one of the officials says something in the passage."""
    return any(speaker in officials for speaker in passage.speakers)


def _speaks_of(passage: Passage, officials: tuple[str, ...]) -> bool:
    return spoken_by(passage, officials) or bool(passage.officials & set(officials))


def _dated(passage: Passage, question: Question, index: Index) -> bool:
    meetings = [index.knowledge.meeting(one) for one in passage.meetings]
    if any(dated(one, question.dates) for one in meetings):
        return True
    return names_date(passage, question)


def names_date(passage: Passage, question: Question) -> bool:
    """Whether the passage itself names one of the question's dates."""
    if any(said in fold(passage.span.text) for said in question.date_words):
        return True
    named = find_dates(passage.span.text)
    return any(
        asked.meets(one.first, one.last) for asked in question.dates for one in named if one.year_stated
    )


def _acronym_files(question: Question, index: Index) -> frozenset[str]:
    """The articles that have the question's short forms, or what they stand for."""
    known = [one for one in index.knowledge.records.acronyms if one.short.value in question.acronyms]
    explained = {value.evidence.source for one in known for value in (one.short, one.long) if value.evidence}
    short = frozenset().union(*(keys_of(one.short.value) for one in known))
    return frozenset(
        explained | {index.passages[at].span.source for one in short for at in index.postings.get(one, ())}
    )


def _initiative_files(question: Question, index: Index) -> frozenset[str]:
    """The articles that speak of the question's initiatives: named in evidence, or by all words of a name."""
    wanted = [one for one in index.knowledge.records.initiatives if one.id in question.initiatives]
    files: set[str] = set()
    for initiative in wanted:
        values = [initiative.name, initiative.acronym, initiative.established, *initiative.aliases]
        files |= {value.evidence.source for value in values if value and value.evidence}
        short = keys_of(initiative.acronym.value) if initiative.acronym else frozenset()
        files |= {index.passages[at].span.source for one in short for at in index.postings.get(one, ())}
    return frozenset(files)
