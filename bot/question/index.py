"""The knowledge as questions meet it: passages by the keys of their words, and the words of the sources."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.draft.text import fold, words
from bot.knowledge.base import KnowledgeBase
from bot.question.lexicon import lexicon
from bot.question.passages import Passage, find_passages


@dataclass(frozen=True, eq=False)
class Index:
    """All passages in reading order, the passages by key, and how telling each key is."""

    knowledge: KnowledgeBase
    passages: tuple[Passage, ...]
    postings: Mapping[str, tuple[int, ...]]
    vocabulary: Mapping[str, int]
    compounds: Mapping[str, tuple[str, ...]]

    def weight(self, keys: Iterable[str]) -> float:
        """How much a word says about where it stands: rare words much, ubiquitous ones at least 0.2."""
        if any(one in lexicon().home for one in keys):
            return 0.3
        frequency = max((len(self.postings.get(one, ())) for one in keys), default=0)
        return max(0.2, math.log((len(self.passages) + 1) / (frequency + 0.5)))

    def knows(self, keys: Iterable[str]) -> bool:
        """Whether any source has one of these keys."""
        return any(one in self.postings for one in keys)

    def article(self, passage: Passage) -> Iterator[Passage]:
        """The passages of the same article."""
        return (other for other in self.passages if other.span.source == passage.span.source)


@lru_cache(maxsize=4)
def index_of(knowledge: KnowledgeBase) -> Index:
    """The index of a knowledge base; made once for each."""
    passages = tuple(find_passages(knowledge))
    postings: dict[str, list[int]] = defaultdict(list)
    vocabulary: Counter[str] = Counter()
    for passage in passages:
        vocabulary.update(passage.words)
        for one in passage.keys:
            postings[one].append(passage.number)
    compounds = {
        "".join(parts): parts for passage in passages for parts in _hyphenated(passage.span.text) if parts
    }
    return Index(
        knowledge, passages, {one: tuple(found) for one, found in postings.items()}, vocabulary, compounds
    )


def _hyphenated(text: str) -> Iterator[tuple[str, ...]]:
    for piece in fold(text).split():
        parts = tuple(word for word, _, _ in words(piece))
        if "-" in piece and len(parts) > 1:
            yield parts
