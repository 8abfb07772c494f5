"""Lists of what the sources have: meetings, officials, initiatives, the sources themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from bot.knowledge.store import NONE, Numbers
from bot.models import Answer, Span
from bot.question.index import Index
from bot.question.lexicon import meanings
from bot.question.reading import Question
from bot.reply import who_is
from bot.reply.compose import answered, passages_at
from bot.reply.scope import files_of
from bot.reply.wording import dated_name, fill, listed, source_name

_LISTED = 100
"""Entries that are listed by name; nobody reads on."""

_SUBJECTS = {
    "meetings": frozenset({"<meeting>"}),
    "initiatives": frozenset({"<initiative>"}),
    "officials": frozenset({"<official>", "<people>", "name", "leader", "figur", "speaker"}),
    "sources": frozenset({"sourc", "articl", "document", "seed", "file", "text"}),
}


_ANY_MEETING = frozenset({"meet", "event", "gather"})
"""The keys of nouns that any meeting answers to, whatever its form."""


def _wanted(question: Question) -> str | None:
    """Which list a question asks for: the first thing it names of those that are listed."""
    for keys in meanings(question.words):
        for subject, named in _SUBJECTS.items():
            if keys & named:
                return subject
    return None


def counts(question: Question) -> bool:
    """Whether what a question counts is something that is listed, unlike "how many workshops"."""
    if "<meeting>" in question.counted and not question.counted & _ANY_MEETING:
        return False
    return any(question.counted & named for named in _SUBJECTS.values())


def answer(question: Question, index: Index) -> Answer | None:
    """The list, each entry with a quote that names it."""
    if question.officials:
        return who_is.answer(replace(question, terms=()), index)
    subject = _wanted(question)
    if question.terms and subject != "meetings":
        return None
    count, names, spans, ids = _entries(subject, question, index) if subject else (0, [], [], [])
    passages = passages_at(spans, index)
    if not names or not passages:
        return None
    shown = [*names, fill("further", count=f"{count - len(names):,}")] if count > len(names) else names
    lead = fill(f"count_{subject}", count=str(count), names=listed(shown))
    if subject == "officials" and (question.meetings or question.dates or question.others):
        lead = fill("people", people=listed(shown))
    meetings = ids if subject == "meetings" else []
    officials = ids if subject == "officials" else []
    return answered(question, lead, passages, index, f"all {subject}", officials=officials, meetings=meetings)


def _wanted_meetings(question: Question, index: Index) -> Numbers:
    """The numbers of the meetings that fit the question's dates and words, and are none that it names."""
    found = [index.meetings_with("described", term.keys) for term in question.terms]
    if question.dates:
        found.append(index.dated("meetings", question.dates))
    every = index.knowledge.records.meetings
    fitting = Numbers.intersection(*found) if found else Numbers(range(len(every)))
    return fitting - every.numbers(question.meetings)


def _wanted_officials(question: Question, index: Index) -> Numbers:
    """The numbers of the officials, of those in the articles on a meeting that is named; none excluded."""
    every = index.knowledge.records.officials
    left_out = every.numbers(question.others)
    on_dates = index.dated("meetings", question.dates) if question.dates else NONE
    held = question.meetings or tuple(index.knowledge.records.meetings.ids(on_dates))
    if not held:
        return Numbers(range(len(every))) - left_out
    files = files_of(replace(question, meetings=held), index)
    there = (index.passages[at].officials for file in files for at in index.extent(file))
    return every.numbers(frozenset().union(*there)) - left_out


def _entries(
    subject: str, question: Question, index: Index
) -> tuple[int, Sequence[str], Sequence[Span | None], Sequence[str]]:
    """How many records of a kind there are; of the first of them the names, what proves them, and the ids."""
    records = index.knowledge.records
    if subject == "meetings":
        numbers = _wanted_meetings(question, index)
        held = records.meetings.several(numbers[:_LISTED])
        return (
            len(numbers),
            [dated_name(one) for one in held],
            [one.name.evidence for one in held],
            [one.id for one in held],
        )
    if subject == "officials":
        numbers = _wanted_officials(question, index)
        people = records.officials.several(numbers[:_LISTED])
        return (
            len(numbers),
            [str(one.name) for one in people],
            [one.name.evidence for one in people],
            [one.id for one in people],
        )
    if subject == "initiatives":
        known = records.initiatives[:_LISTED]
        return (
            len(records.initiatives),
            [f"{one.name} ({one.acronym})" if one.acronym else str(one.name) for one in known],
            [one.name.evidence for one in known],
            [one.id for one in known],
        )
    files = list(islice(index.knowledge.seeds, _LISTED))
    names = [source_name(index.knowledge.source(file)) for file in files]
    openings = [next((one.span for one in index.article(file)), None) for file in files]
    return len(index.knowledge.seeds), names, openings, []
