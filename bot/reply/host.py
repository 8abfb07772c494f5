"""Who hosted or organised a meeting."""

from __future__ import annotations

from msgspec.structs import replace

from bot.models import Answer, Meeting, Value
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import sentence
from bot.reply.records import from_meeting


def answer(question: Question, index: Index) -> Answer | None:
    """The host that the article states."""
    if any("<establish>" in term.keys for term in question.framing):
        return sentence.answer(question, index)
    asked = (question, replace(question, terms=())) if _supposes(question) else (question,)
    return next((told for one in asked if (told := from_meeting(one, index, "host", _host))), None)


def _host(meeting: Meeting) -> tuple[Value, ...]:
    return (meeting.host,) if meeting.host else ()


def _supposes(question: Question) -> bool:
    """“Was it hosted by the Operations Division?”: who hosted it answers, whoever that was."""
    return question.words[:1] in (("was",), ("were",), ("is",), ("did",))
