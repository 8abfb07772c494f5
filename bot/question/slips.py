"""Slips of the fingers: how many a word survives, how two words differ by them, which are the usual ones."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

Unlikeness: TypeAlias = tuple[float, bool, bool]
"""How two words differ, and so what tells candidates apart: the less, the better."""

_NEIGHBOURS = frozenset(
    pair
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for one in pairwise(row)
    for pair in (one, one[::-1])
)
"""Letters beside each other on most keyboards."""


def slips(word: str) -> int:
    """How many slips a word of its length survives: none below three letters, then one, from seven on two."""
    return 0 if len(word) < 3 else 1 if len(word) < 7 else 2


def unlikeness(other: str, distance: float, word: str) -> Unlikeness:
    """How a word differs from what was typed: by slips; by more than letters swapped; by its first letter."""
    return distance, sorted(other) != sorted(word), other[0] != word[0]


def is_common_slip(typed: str, meant: str) -> bool:
    """Whether a word may be left of another by a usual slip: of "helped", "helpd" is; of "held" it is not.

    Letters are left out, or struck twice, or their neighbours are struck instead.
    """
    if len(typed) == len(meant):
        return all(
            one == other or (one, other) in _NEIGHBOURS for one, other in zip(typed, meant, strict=True)
        )
    return _is_left_of(typed, meant) or _single(typed) == _single(meant)


def _is_left_of(word: str, whole: str) -> bool:
    """Whether all letters of a word stand in another, in their order."""
    rest = iter(whole)
    return all(letter in rest for letter in word)


def _single(word: str) -> str:
    """The word with one of each two letters that are the same."""
    return "".join(one for one, before in zip(word, f" {word}", strict=False) if one != before)
