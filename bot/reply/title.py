"""The headline of an article: of the one on a meeting, of a year, on an initiative."""

from __future__ import annotations

from itertools import islice

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply.compose import answered, passages_at
from bot.reply.scope import LOOKED_THROUGH, in_scope, passages_in
from bot.reply.wording import fill, listed


def answer(question: Question, index: Index) -> Answer | None:
    """The headlines of the articles in the question's scope that have one."""
    if question.terms:
        return None
    scope = islice(passages_in(in_scope(question, index), index), LOOKED_THROUGH)
    files = dict.fromkeys(passage.span.source for passage in scope)
    titles = [source.title for file in files if (source := index.knowledge.source(file)).title]
    if not titles:
        return None
    lead = fill("title", title=listed([f"“{title}”" for title in titles]))
    spans = (title.evidence for title in titles if title)
    return answered(question, lead, passages_at(spans, index), index, "headline of the article")
