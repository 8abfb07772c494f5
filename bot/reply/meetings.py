"""The meetings that a question is about, or why that cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge.store import NONE, Numbers
from bot.models import Answer, Meeting
from bot.question.index import Index
from bot.question.reading import Question, Term
from bot.reply import refuse

_FEW = 3
"""Meetings that one answer tells of; of more, which one is asked back."""


_CROWD = 1000
"""People beyond whom it tells no meeting that one of them was there."""


def meetings_of(question: Question, index: Index) -> list[Meeting] | Answer:
    """The meetings a question names, or dates, or that its people spoke at.

    Where it leaves the meeting open and there are several, the answer asks which; none where nothing tells.
    """
    every = index.knowledge.records.meetings
    if question.meetings:
        return [index.knowledge.meeting(one) for one in question.meetings]
    if question.dates:
        fitting = index.dated("meetings", question.dates)
        return _one_of(question, fitting, index) if fitting else refuse.outside_dates(question, index)
    people = question.officials or question.after
    if 0 < len(people) <= _CROWD:
        return every.several(_spoken_at(people, index))
    if len(every) > 1 and not question.terms and not question.initiatives:
        return refuse.which_meeting(question, Numbers(range(len(every))), index)
    return [every[0]] if len(every) == 1 else []


def beyond_the_meeting(question: Question, index: Index) -> list[Term]:
    """The terms that do more than describe the meeting asked about ("in Brussels", "the partners")."""
    if not question.terms:
        return []
    meetings = _asked_about(question, index)
    return [
        term
        for term in question.terms
        if term.keys & question.counted or meetings.isdisjoint(index.meetings_with("described", term.keys))
    ]


def describes(meetings: Iterable[str], keys: Iterable[str], index: Index) -> bool:
    """Whether a key describes one of the meetings: names, place, host, participants, the dateline."""
    numbers = index.knowledge.records.meetings.numbers(meetings)
    return not numbers.isdisjoint(index.meetings_with("described", keys))


def _asked_about(question: Question, index: Index) -> Numbers:
    """The numbers of the meetings that a question names, or tells by dates or people."""
    if question.meetings:
        return index.knowledge.records.meetings.numbers(question.meetings)
    if question.dates:
        return index.dated("meetings", question.dates)
    return _spoken_at(question.officials, index) if len(question.officials) <= _CROWD else NONE


def _spoken_at(people: Sequence[str], index: Index) -> Numbers:
    """The numbers of the meetings at which one of the people spoke, or is quoted."""
    return index.meetings_with("speaker", people) | index.meetings_with("quoting", people)


def _one_of(question: Question, fitting: Numbers, index: Index) -> list[Meeting] | Answer:
    """All meetings of a stated date, if they are few; of a date without a year only if there is no choice."""
    open_year = not all(one.year_stated for one in question.dates)
    if len(fitting) > (1 if open_year else _FEW):
        return refuse.which_meeting(question, fitting, index)
    return index.knowledge.records.meetings.several(fitting)
