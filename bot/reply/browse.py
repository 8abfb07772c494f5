"""Lists of what the sources have: meetings, officials, initiatives, the sources themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.draft.text import words
from bot.models import Answer, Meeting, Span
from bot.question.index import Index
from bot.question.lexicon import meanings
from bot.question.meetings import dated
from bot.question.reading import Question
from bot.reply import who_is
from bot.reply.compose import answered, passages_at
from bot.reply.meetings import described
from bot.reply.wording import dated_name, fill, listed, source_name

_SUBJECTS = {
    "meetings": frozenset({"<meeting>"}),
    "initiatives": frozenset({"<initiative>"}),
    "officials": frozenset({"<official>", "<people>", "name", "leader", "figur", "speaker"}),
    "sources": frozenset({"sourc", "articl", "document", "seed", "file", "text"}),
}


def _wanted(question: Question) -> str | None:
    """Which list a question asks for: the first thing it names of those that are listed."""
    for keys in meanings([word for word, _, _ in words(question.text)]):
        for subject, named in _SUBJECTS.items():
            if keys & named:
                return subject
    return None


def counts(question: Question) -> bool:
    """Whether what a question counts is something that is listed."""
    return any(question.counted & named for named in _SUBJECTS.values())


def answer(question: Question, index: Index) -> Answer | None:
    """The list, each entry with a quote that names it."""
    if question.officials:
        return who_is.answer(replace(question, terms=()), index)
    subject = _wanted(question)
    if question.terms and subject != "meetings":
        return None
    names, spans, ids = _entries(subject, question, index) if subject else ([], [], [])
    passages = passages_at(spans, index)
    if not names or not passages:
        return None
    lead = fill(f"count_{subject}", count=str(len(names)), names=listed(names))
    meetings = ids if subject == "meetings" else []
    officials = ids if subject == "officials" else []
    return answered(question, lead, passages, index, f"all {subject}", officials=officials, meetings=meetings)


def _is_wanted(meeting: Meeting, question: Question, index: Index) -> bool:
    """Whether a meeting fits the dates and words of the question, and is none that it names."""
    keys = described(meeting.id, index)
    if meeting.id in question.meetings:
        return False
    return (not question.dates or dated(meeting, question.dates)) and all(
        term.keys & keys for term in question.terms
    )


def _entries(
    subject: str, question: Question, index: Index
) -> tuple[Sequence[str], Sequence[Span | None], Sequence[str]]:
    """The names, the spans that prove them, and the ids, of all records of a kind."""
    records = index.knowledge.records
    if subject == "meetings":
        held = [one for one in records.meetings if _is_wanted(one, question, index)]
        return (
            [dated_name(one) for one in held],
            [one.name.evidence for one in held],
            [one.id for one in held],
        )
    if subject == "officials":
        people = records.officials
        return (
            [str(one.name) for one in people],
            [one.name.evidence for one in people],
            [one.id for one in people],
        )
    if subject == "initiatives":
        found = records.initiatives
        return (
            [f"{one.name} ({one.acronym})" if one.acronym else str(one.name) for one in found],
            [one.name.evidence for one in found],
            [one.id for one in found],
        )
    sources = [index.knowledge.source(file) for file in index.knowledge.seeds]
    first = {passage.span.source: passage.span for passage in reversed(index.passages)}
    return [source_name(one) for one in sources], [first.get(one.file) for one in sources], []
