"""Words that a slip or two may have been made of: few enough to be compared one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.store import Shelf

_CORNER = 4
"""Letters at either end of a word. Two slips leave one of the ends with at most one of them."""


def near(word: str, words: Shelf[list[str]], most: int, scorer: Any = OSA.distance) -> list[tuple[str, int]]:
    """Those of some words, kept under their corners, that are within so many slips, two at most, of a word.

    Each comes with its slips, the nearest first. Compared are only words that share most of their first or
    last letters; those that are within two slips all do.
    """
    sharing = set[str]().union(*(words.get(corner) or () for corner in corners(word)))
    alike = process.extract(word, sharing, scorer=scorer, score_cutoff=most, limit=None)
    return sorted(((other, int(made)) for other, made, _ in alike), key=lambda one: (one[1], one[0]))


def corners(word: str) -> set[str]:
    """A word's first letters, and its last ones, as they are and with each of them left out."""
    return {
        f"{end}{letters}"
        for end, corner in (("^", word[:_CORNER]), ("$", word[-_CORNER:]))
        for letters in (corner, *_with_one_left_out(corner))
    }


def buckets(words: Iterable[str]) -> Mapping[str, list[str]]:
    """The words under each of their corners."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for corner in corners(word):
            found[corner].append(word)
    return found


def _with_one_left_out(letters: str) -> Iterator[str]:
    return (letters[:at] + letters[at + 1 :] for at in range(len(letters)))
