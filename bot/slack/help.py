"""What can be asked, in examples that the knowledge at hand answers."""

from __future__ import annotations

from bot.knowledge.base import KnowledgeBase
from bot.models import Answer

_LEAD = "Ask about meetings, officials and initiatives. Every answer quotes its sources word for word."
_WAYS = (
    "/nato QUESTION: the answer is for you alone, until you share it",
    "Mention me in a channel, or write to me: the answer stands in the thread, where you can ask on",
    "/nato digest on 09:00 Europe/Brussels: a daily digest in this channel (off, status, now)",
)


def help_answer(knowledge: KnowledgeBase) -> Answer:
    """How to ask, with a few questions as suggestions."""
    return Answer(
        "answered", "help", _LEAD, "help was asked for", notes=_WAYS, suggestions=_examples(knowledge)
    )


def _examples(knowledge: KnowledgeBase) -> tuple[str, ...]:
    records = knowledge.records
    newest = sorted(records.meetings, key=lambda meeting: str(meeting.start_date or ""), reverse=True)[:1]
    return (
        *(f"Who spoke at the {meeting.name}?" for meeting in newest),
        *(f"When was the {meeting.name}?" for meeting in newest),
        *(f"Who is {official.name}?" for official in records.officials[:1]),
        *(f"What is {initiative.name}?" for initiative in records.initiatives[:1]),
    )
