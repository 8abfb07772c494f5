"""More of the answer before, and where it comes from."""

from __future__ import annotations

from msgspec.structs import replace

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import refuse
from bot.reply.compose import MOST_QUOTES
from bot.reply.wording import fill, listed, source_name


def again(question: Question, before: Answer | None, index: Index) -> Answer:
    """The further quotes of the answer before, for "more"; for "where does it say that?" its articles."""
    if before is None or not before.quotes:
        return refuse.unanswered(question, fill("nothing_before"), "no answer before", refuse.starters(index))
    if question.kind == "whence":
        return _sources(question, before, index)
    if not before.more:
        return refuse.unanswered(question, fill("no_more"), "all quotes shown")
    left = before.more[MOST_QUOTES:]
    return replace(
        before, kind=question.kind, quotes=before.more[:MOST_QUOTES], more=left, why="further quotes"
    )


def _sources(question: Question, before: Answer, index: Index) -> Answer:
    files = dict.fromkeys(quote.span.source for quote in before.quotes)
    lead = fill("whence", sources=listed([source_name(index.knowledge.source(file)) for file in files]))
    return replace(before, kind=question.kind, lead=lead, notes=(), why="articles quoted before")
