"""Questions in, quoted answers out.

    seeds/*.txt ──draft──▶ Records ──knowledge (+ curation.yaml)──▶ knowledge/*.yaml ──▶ KnowledgeBase
                                                                                               │
    "who spoke at the BAM" ──question──▶ Question ──reply──▶ Answer ──show──▶ Slack, terminal, JSON

The packages stand in the order of the flow, which is the alphabet's, and import only from their left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.draft import draft_article
from bot.knowledge.base import KnowledgeBase
from bot.models import Answer
from bot.question.clauses import two_questions
from bot.question.index import Index, index_of
from bot.question.read import read
from bot.question.reading import Question
from bot.question.thread import Context, follow
from bot.reply import reply
from bot.reply.explain import explained
from bot.reply.joined import joined

__all__ = ["ask", "draft_article", "explain"]

LONGEST_THREAD = 20
"""Earlier questions of a thread that are heeded: the last ones."""


def ask(
    question: str, thread: Sequence[str] = (), *, knowledge: KnowledgeBase, today: date | None = None
) -> Answer:
    """The answer to a question, given the earlier questions of the same thread.

    `today` is what relative dates ("last November") are reckoned from; without it they are not read.
    """
    index = index_of(knowledge)
    asked, context = _heard(question, thread, index, today)
    answer = reply(asked, index, context.answer)
    both = two_questions(question)
    return _also(both, asked, answer, context, index, today) if both else answer


def explain(
    question: str, thread: Sequence[str] = (), *, knowledge: KnowledgeBase, today: date | None = None
) -> str:
    """How a question is read, and the passages that stand for choice, with their scores."""
    index = index_of(knowledge)
    asked, _ = _heard(question, thread, index, today)
    return explained(asked, index)


def _heard(
    question: str, thread: Sequence[str], index: Index, today: date | None
) -> tuple[Question, Context]:
    """The question with what its thread adds, and what the thread is about."""
    context = Context()
    for earlier in thread[-LONGEST_THREAD:]:
        asked = follow(read(earlier, index, today), context, index)
        context = context.after(asked, reply(asked, index, context.answer))
    return follow(read(question, index, today), context, index), context


def _also(
    both: tuple[str, str], asked: Question, answer: Answer, context: Context, index: Index, today: date | None
) -> Answer:
    """The answer joined by that to the second question; to the first alone, where the message has none."""
    if answer.outcome != "answered":
        asked = follow(read(both[0], index, today), context, index)
        answer = reply(asked, index, context.answer)
    context = context.after(asked, answer)
    return joined(answer, reply(follow(read(both[1], index, today), context, index), index))
