"""What a meeting was about."""

from __future__ import annotations

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply.records import from_meeting


def answer(question: Question, index: Index) -> Answer | None:
    """The topics that the article states."""
    return from_meeting(question, index, "topics", lambda one: one.topics)
