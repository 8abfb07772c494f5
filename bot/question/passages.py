"""The passages of the articles: the sentences and lines that are quoted, with all that is known of each."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.models import Span, Statement

HEAD = -1
"""The paragraph number of what stands above the text: headline and dateline."""

Stretch: TypeAlias = tuple[int, int]
"""The numbers [first, end) of passages that follow each other."""


class Passage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A sentence of an article, its headline or dateline: the unit that is quoted.

    `keys` are the keys and groups of its own words, in a list also of the line that opens it; `paragraph`
    counts from 0, or is HEAD.
    `statements` overlap it; `meetings` are those that it reports on. `near`, `beside` and `article` bound the
    numbers of the passages in its paragraph, in that and the ones right before and after, in its article.
    """

    number: int
    span: Span
    paragraph: int
    words: tuple[str, ...]
    keys: frozenset[str]
    statements: tuple[Statement, ...]
    officials: frozenset[str]
    meetings: frozenset[str]
    near: Stretch
    beside: Stretch
    article: Stretch

    @property
    def speakers(self) -> frozenset[str | None]:
        """Who says something in it; None where somebody does whom the article does not name."""
        return frozenset(statement.speaker for statement in self.statements)


def moved(passage: Passage, by: int) -> Passage:
    """The passage with numbers that begin elsewhere than at 0."""
    near, beside, article = (
        (first + by, end + by) for first, end in (passage.near, passage.beside, passage.article)
    )
    return msgspec.structs.replace(
        passage, number=passage.number + by, near=near, beside=beside, article=article
    )
