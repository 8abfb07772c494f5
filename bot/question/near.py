"""Words that a slip or two may have been made of: few enough to be compared one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import TypeAlias

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


def near(word: str, words: Shelf[list[str]], most: int, *, exchanged: bool = True) -> list[tuple[str, int]]:
    """Those of some words, kept under their corners, that are within so many slips, two at most, of a word.

    Compared are only words that share most of their first or last letters; those that are within two slips
    all do.
    """
    return within(word, sharing(word, words), most, exchanged=exchanged)


def within(word: str, words: Iterable[str], most: int, *, exchanged: bool = True) -> list[tuple[str, int]]:
    """Those of some words that are within so many slips of a word, each with its slips, the nearest first.

    Unless letters may be `exchanged`, one for another or for its neighbour, that counts as two slips.
    """
    library = _rapidfuzz()
    measure = library.distance.OSA if exchanged else library.distance.Indel
    alike = library.process.extract(word, words, scorer=measure.distance, score_cutoff=most, limit=None)
    return sorted(((other, int(made)) for other, made, _ in alike), key=lambda one: (one[1], one[0]))


def slips_between(one: str, other: str) -> int:
    """How many letters are added, left out, exchanged or swapped in one word to make it the other."""
    made: int = _rapidfuzz().distance.OSA.distance(one, other)
    return made


@cache
def _rapidfuzz() -> ModuleType:
    """The library, once words are compared: in most questions no letter slipped."""
    import rapidfuzz  # noqa: PLC0415

    return rapidfuzz


def sharing(word: str, words: Shelf[list[str]], ends: Ends = corners) -> set[str]:
    """The words that stand under one of a word's ends."""
    return set[str]().union(*words.several(words.numbers(ends(word))))


def buckets(words: Iterable[str], ends: Ends = corners) -> Mapping[str, list[str]]:
    """The words under each of their ends."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for end in ends(word):
            found[end].append(word)
    return found
