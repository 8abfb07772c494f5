"""Where a thing was: a meeting, or what a sentence places."""

from __future__ import annotations

from dataclasses import replace

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import sentence
from bot.reply.compose import answered, passages_at
from bot.reply.meetings import beyond_the_meeting, meetings_of
from bot.reply.wording import fill, meeting_name, sentence_case


def answer(question: Question, index: Index) -> Answer | None:
    """The place from the record where the question asks for just that; else the sentence that gives it."""
    if question.initiatives or beyond_the_meeting(question, index):
        return sentence.answer(question, index)
    meetings = meetings_of(replace(question, terms=()), index)
    if isinstance(meetings, Answer):
        return meetings
    known = [one for one in meetings if one.place]
    if not known:
        return None
    lead = " ".join(
        sentence_case(fill("where_meeting", meeting=meeting_name(one), place=str(one.place))) for one in known
    )
    places = [one.place.evidence for one in known if one.place]
    ids = [one.id for one in known]
    return answered(
        question,
        lead,
        passages_at(places, index),
        index,
        "place of the meeting",
        meetings=ids,
        officials=question.officials,
    )
