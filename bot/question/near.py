"""Words that a slip or two may have been made of: few enough to be compared one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.store import Shelf

Ends: TypeAlias = Callable[[str], set[str]]
"""Under what a word is kept, and what is kept near it looked for."""

_CORNER = 4
"""Letters at either end of a word. Two slips leave one of the ends with at most one of them."""


def corners(word: str) -> set[str]:
    """A word's first letters, and its last ones, as they are and with each of them left out."""
    return {f"^{one}" for one in _worn(word[:_CORNER])} | {f"${one}" for one in _worn(word[-_CORNER:])}


def starts(word: str) -> set[str]:
    """The first letters of a word, or of what is typed of it so far, as they are and with each left out."""
    return {*_worn(word[: _CORNER - 1]), *_worn(word[:_CORNER])}


def _worn(letters: str) -> Iterator[str]:
    yield letters
    yield from (letters[:at] + letters[at + 1 :] for at in range(len(letters)))


def near(word: str, words: Shelf[list[str]], most: int, scorer: Any = OSA.distance) -> list[tuple[str, int]]:
    """Those of some words, kept under their corners, that are within so many slips, two at most, of a word.

    Each comes with its slips, the nearest first. Compared are only words that share most of their first or
    last letters; those that are within two slips all do.
    """
    alike = process.extract(word, sharing(word, words), scorer=scorer, score_cutoff=most, limit=None)
    return sorted(((other, int(made)) for other, made, _ in alike), key=lambda one: (one[1], one[0]))


def sharing(word: str, words: Shelf[list[str]], ends: Ends = corners) -> set[str]:
    """The words that stand under one of a word's ends."""
    return set[str]().union(*(words.get(end) or () for end in ends(word)))


def buckets(words: Iterable[str], ends: Ends = corners) -> Mapping[str, list[str]]:
    """The words under each of their ends."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for end in ends(word):
            found[end].append(word)
    return found
