"""Whether a quotation is in the sources: word for word, altered, or not at all; and where, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.knowledge.base import KnowledgeBase
from bot.models import Answer, Outcome, Statement
from bot.question.index import Index, index_of
from bot.question.quotation import Difference, Match, matches, nearest, quoted_parts
from bot.reply.compose import MOST_QUOTES, gated, passages_within, quote, scope
from bot.reply.wording import fill, source_name

LONGEST = 2_000
"""Characters of a quotation that is checked."""

_MOST_DIFFERENCES = 8


def check_quotation(text: str, knowledge: KnowledgeBase) -> Answer:
    """The passages that a quotation stands in, with every word that it altered; unanswered where no source has it."""
    index = index_of(knowledge)
    if len(text) > LONGEST:
        return _unanswered(fill("quotation_too_long", most=str(LONGEST)), "longer than is checked", index)
    parts = quoted_parts(text, index)
    if not parts:
        return _unanswered(fill("quotation_empty"), "no words", index)
    found = {part: _found(part, index) for part in parts}
    if not any(found.values()):
        return _unanswered(fill("quotation_unknown"), "in no source", index)
    return _answered(parts, found, index)
