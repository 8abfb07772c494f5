"""Who attended a meeting."""

from __future__ import annotations

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import who_spoke
from bot.reply.records import from_meeting


def answer(question: Question, index: Index) -> Answer | None:
    """The participants in the article's words; who is a member, an observer or a guest, in a sentence."""
    if question.officials:
        return who_spoke.answer(question, index)
    return from_meeting(question, index, "attended", lambda one: one.participants)
