"""Words that a slip or two may have been made of: few enough to be compared one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.question.index import Index

_CORNER = 4
"""Letters at either end of a word. Two slips leave one of the ends with at most one of them."""


def near(word: str, index: Index) -> list[str]:
    """The words of sources, names and questions that may be within two slips of a word, in order.

    All that are stand among them, and others that share most of their first or last letters.
    """
    found = set[str]()
    for corner in corners(word):
        found.update(index.near.get(corner) or ())
    return sorted(found)


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
