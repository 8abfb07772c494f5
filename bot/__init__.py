"""Questions in, quoted answers out.

    seeds/*.txt ──draft──▶ Records ──knowledge (+ curation.yaml)──▶ knowledge/*.yaml ──▶ KnowledgeBase
                                                                                               │
    "who spoke at the BAM" ──question──▶ Question ──reply──▶ Answer ──show──▶ Slack, terminal, JSON

The packages stand in the order of the flow, which is the alphabet's, and import only from their left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.knowledge.base import KnowledgeBase
from bot.models import Answer
from bot.question.asides import without_asides
from bot.question.clauses import two_questions
from bot.question.index import Index, index_of
from bot.question.read import read
from bot.question.reading import Question
from bot.question.thread import Context, follow
from bot.reply import reply
from bot.reply.explain import explained
from bot.reply.joined import joined

if TYPE_CHECKING:
    from bot.draft import draft_article

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
    return _answered(question, _context(thread, index, today), index, today)[1]


def explain(
    question: str, thread: Sequence[str] = (), *, knowledge: KnowledgeBase, today: date | None = None
) -> str:
    """How a question is read, and the passages that stand for choice, with their scores."""
    index = index_of(knowledge)
    asked = follow(read(without_asides(question), index, today), _context(thread, index, today), index)
    return explained(asked, index)


def _context(thread: Sequence[str], index: Index, today: date | None) -> Context:
    """What a thread is about after its last question."""
    context = Context()
    for earlier in thread[-LONGEST_THREAD:]:
        context = context.after(*_answered(earlier, context, index, today))
    return context


def _answered(text: str, context: Context, index: Index, today: date | None) -> tuple[Question, Answer]:
    """What is asked, and the answer; of two questions in one message the first, and the answer to both."""
    text = without_asides(text)
    both = two_questions(text)
    asked, answer = _replied(both[0] if both else text, context, index, today)
    if not both:
        return asked, answer
    if answer.outcome != "answered" and not asked.terms:
        # "who spoke, and what did they say at the BAM": only the second names it
        asked, answer = _replied(text, context, index, today)
    _, further = _replied(both[1], context.after(asked, answer), index, today)
    return asked, joined(answer, further)


def _replied(text: str, context: Context, index: Index, today: date | None) -> tuple[Question, Answer]:
    asked = follow(read(text, index, today), context, index)
    return asked, reply(asked, index, context.answer)


def __getattr__(name: str) -> object:
    """`draft_article`, once it is wanted: whoever only asks needs none of its rules."""
    if name == "draft_article":
        from bot.draft import draft_article  # noqa: PLC0415

        return draft_article
    raise AttributeError(name)
