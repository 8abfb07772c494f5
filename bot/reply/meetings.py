"""The meetings that a question is about, or why that cannot be told."""

from __future__ import annotations

from functools import lru_cache

from bot.draft.article import Article
from bot.models import Answer, Meeting
from bot.question.index import Index
from bot.question.lexicon import keys_of
from bot.question.meetings import dated
from bot.question.reading import Question, Term
from bot.reply import refuse
from bot.reply.scope import spoken_by

_FEW = 3
"""Meetings that one answer tells of; of more, which one is asked back."""


def meetings_of(question: Question, index: Index) -> list[Meeting] | Answer:
    """The meetings a question names, or dates, or that its people spoke at.

    Where it leaves the meeting open and there are several, the answer asks which; none where nothing tells.
    """
    every = index.knowledge.records.meetings
    if question.meetings:
        return [index.knowledge.meeting(one) for one in question.meetings]
    if question.dates:
        fitting = [one for one in every if dated(one, question.dates)]
        return _one_of(question, fitting, index) if fitting else refuse.outside_dates(question, index)
    people = question.officials or question.after
    if people:
        return _spoken_at(people, index)
    if len(every) > 1 and not question.terms and not question.initiatives:
        return refuse.which_meeting(question, [one.id for one in every], index)
    return list(every) if len(every) == 1 else []


def beyond_the_meeting(question: Question, index: Index) -> list[Term]:
    """The terms that do more than describe the meeting asked about ("in Brussels", "the partners")."""
    ids = question.meetings or [one.id for one in _told_by_dates_or_people(question, index)]
    known = frozenset().union(*(described(one, index) for one in ids)) if ids else frozenset()
    return [term for term in question.terms if not term.keys & known or term.keys & question.counted]


def _told_by_dates_or_people(question: Question, index: Index) -> list[Meeting]:
    if question.dates:
        return [one for one in index.knowledge.records.meetings if dated(one, question.dates)]
    return _spoken_at(question.officials, index) if question.officials else []


def _spoken_at(people: tuple[str, ...], index: Index) -> list[Meeting]:
    """The meetings at which one of the people spoke, or is quoted."""
    quoted = {one for passage in index.passages if spoken_by(passage, people) for one in passage.meetings}
    return [
        one
        for one in index.knowledge.records.meetings
        if one.id in quoted or any(speaker.value in people for speaker in one.speakers)
    ]


@lru_cache(maxsize=1024)
def described(meeting_id: str, index: Index) -> frozenset[str]:
    """The keys of all that describes a meeting: names, place, host, participants, the article's dateline."""
    meeting = index.knowledge.meeting(meeting_id)
    values = [
        meeting.name,
        *meeting.aliases,
        *meeting.participants,
        *(one for one in (meeting.place, meeting.host) if one),
    ]
    files = {one.evidence.source for one in values if one.evidence}
    heads = [
        _above_the_text(index.knowledge.articles[file])
        for file in sorted(files)
        if file in index.knowledge.articles
    ]
    return frozenset().union(*map(keys_of, (*(one.value for one in values), *heads)))


def _above_the_text(article: Article) -> str:
    first = article.paragraphs[0].sentences[0].start if article.paragraphs else 0
    return article.seed.text[:first]


def _one_of(question: Question, fitting: list[Meeting], index: Index) -> list[Meeting] | Answer:
    """All meetings of a stated date, if they are few; of a date without a year only if there is no choice."""
    open_year = not all(one.year_stated for one in question.dates)
    if len(fitting) > (1 if open_year else _FEW):
        return refuse.which_meeting(question, [one.id for one in fitting], index)
    return fitting
