"""People whose names differ by a letter or two: worth a look, never worth a merge.

Of two texts that differ by so many letters, one more piece of the shorter one than that makes a piece that
both have, at most as many letters to either side: such pieces are the keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from bot.knowledge.alike import Likeness
from bot.knowledge.same import folded_words
from bot.models import Official

_NEARLY = 88
"""Ratio, of a hundred, at which two names differ by a letter or two."""

_APART = (100 - _NEARLY) / 100 + 1e-9
"""The share of the letters of both names that one of them alone may have."""


def nearly_same_name(one: Official, other: Official) -> bool:
    """Whether two names are so alike that a person should look whether they are one."""
    return fuzz.ratio(_letters(one), _letters(other)) >= _NEARLY


def _letters(official: Official) -> str:
    return " ".join(folded_words(official.name.value))


def _as_the_shorter(official: Official) -> Iterator[object]:
    """The pieces of a name, for each number of letters by which a longer one may differ."""
    text = _letters(official)
    for differing in {_differing(len(text), longer) for longer in range(len(text), _longest(len(text)) + 1)}:
        for number, (start, end) in enumerate(_pieces(len(text), differing)):
            yield len(text), differing, number, text[start:end]


def _as_the_longer(official: Official) -> Iterator[object]:
    """What pieces a shorter name may have in common with a name."""
    text = _letters(official)
    for length in range(len(text) + 1):
        if _longest(length) < len(text):
            continue
        differing = _differing(length, len(text))
        for number, (start, end) in enumerate(_pieces(length, differing)):
            for shift in range(-min(differing, start), differing + 1):
                yield length, differing, number, text[start + shift : end + shift]


def _differing(shorter: int, longer: int) -> int:
    """How many letters may be in one of two texts of these lengths alone."""
    return int(_APART * (shorter + longer))


def _longest(shorter: int) -> int:
    """The length of the longest text that one of so many letters may be nearly the same as."""
    return int(shorter * (1 + _APART) / (1 - _APART))


def _pieces(length: int, differing: int) -> list[tuple[int, int]]:
    """A text of some length cut into one more piece than may differ."""
    cuts = [length * number // (differing + 1) for number in range(differing + 2)]
    return list(pairwise(cuts))


NEARLY_NAMED = Likeness(nearly_same_name, _as_the_shorter, _as_the_longer)
"""Found are, for a name, those that are no longer than it."""
