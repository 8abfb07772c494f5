"""What a meeting was about."""

from __future__ import annotations

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import what_is
from bot.reply.meetings import beyond_the_meeting
from bot.reply.records import from_meeting


def answer(question: Question, index: Index) -> Answer | None:
    """The topics that the article states."""
    asked = any("<purpose>" in term.keys for term in question.framing) and question.meetings
    if asked and not beyond_the_meeting(question, index):
        purpose = what_is.defined(question, index)
        if purpose:
            return purpose
    return from_meeting(question, index, "topics", lambda one: one.topics)
