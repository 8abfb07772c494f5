"""What stands around a passage: its paragraph, the paragraphs beside it, its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.question.index import Index
from bot.question.passages import Passage


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surroundings of a passage: whether they have one of some keys."""

    passage: Passage
    index: Index

    def has_near(self, keys: Iterable[str]) -> bool:
        """Whether the passage's paragraph does."""
        return self.index.has(keys, self.index.paragraphs(self.passage, 0))

    def has_beside(self, keys: Iterable[str]) -> bool:
        """Whether its paragraph does, or one right before or after it."""
        return self.index.has(keys, self.index.paragraphs(self.passage, 1))

    def has_in_article(self, keys: Iterable[str]) -> bool:
        """Whether its article does."""
        return self.index.has(keys, self.index.extent(self.passage.span.source))
