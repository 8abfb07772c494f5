"""What can be asked, in examples that the knowledge at hand answers."""

from __future__ import annotations

from bot.knowledge.base import KnowledgeBase
from bot.models import Answer
from bot.question.index import index_of
from bot.reply.compose import scope
from bot.reply.wording import short_name

LINES = (
    "Ask about meetings, officials and initiatives. Every answer quotes its sources word for word.",
    "• /nato QUESTION: the answer is for you alone, until you share it.",
    "• Mention me in a channel, or write to me: the answer stands in the thread, where you can ask on.",
    "• The shortcut Ask does the same in a window of its own; Check this quote is in the menu of a message.",
    "• /nato check “…”: whether a quotation is in the sources word for word.",
    "• /nato digest on 09:00 Europe/Brussels weekdays: a digest in this channel (also: off, status, now).",
    "• /nato settings: what I answer in this channel, who sees it, and how I write dates.",
    "• /nato experts #channel: questions without an answer can be handed on to people there (also: off).",
)


def help_answer(knowledge: KnowledgeBase) -> Answer:
    """How to ask, with a few questions as suggestions."""
    return Answer(
        outcome="answered",
        kind="help",
        lead="\n".join(LINES),
        why="help was asked for",
        suggestions=examples(knowledge),
        scope=scope(index_of(knowledge)),
    )


def examples(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Questions about the newest meeting, the first official and the first initiative."""
    records = knowledge.records
    index = index_of(knowledge)
    latest = index.knowledge.store.fact("latest meeting")
    newest = [knowledge.meeting(latest)] if latest else list(records.meetings[-1:])
    names = [short_name(meeting, index) for meeting in newest]
    return (
        *(f"Who spoke at {name}?" for name in names),
        *(f"When was {name}?" for name in names),
        *(f"Who is {official.name}?" for official in records.officials[:1]),
        *(f"What is {initiative.acronym or initiative.name}?" for initiative in records.initiatives[:1]),
    )
