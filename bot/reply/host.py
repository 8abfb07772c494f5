"""Who hosted or organised a meeting."""

from __future__ import annotations

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import sentence
from bot.reply.records import from_meeting


def answer(question: Question, index: Index) -> Answer | None:
    """The host that the article states."""
    if any("<establish>" in term.keys for term in question.framing):
        return sentence.answer(question, index)
    return from_meeting(question, index, "host", lambda one: (one.host,) if one.host else ())
