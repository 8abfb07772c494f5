"""What stands around a passage: its paragraph, the paragraphs beside it, its article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from bot.question.index import Index


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The keys of a passage's paragraph, of the paragraphs right before and after, and of its article."""

    near: frozenset[str]
    beside: frozenset[str]
    article: frozenset[str]


@lru_cache(maxsize=4)
def surroundings(index: Index) -> dict[int, Surroundings]:
    """The surroundings of each passage, by its number."""
    paragraphs: dict[tuple[str, int], set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for passage in index.passages:
        paragraphs[passage.span.source, passage.paragraph] |= passage.keys
        articles[passage.span.source] |= passage.keys
    kept = {place: frozenset(keys) for place, keys in paragraphs.items()}
    whole = {file: frozenset(keys) for file, keys in articles.items()}
    nothing: frozenset[str] = frozenset()
    found = {}
    for passage in index.passages:
        file, at = passage.span.source, passage.paragraph
        beside = kept.get((file, at - 1), nothing) | kept.get((file, at + 1), nothing)
        found[passage.number] = Surroundings(kept[file, at], beside, whole[file])
    return found
