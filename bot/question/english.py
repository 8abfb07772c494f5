"""Common English words, and how often each occurs: the frequency list that comes with symspellpy."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Iterator
from functools import cache

COMMON = 300_000
"""Occurrences in the frequency list from which on an English word is taken for what was meant."""


@cache
def english() -> dict[str, int]:
    """Common English words and how often each occurs: the frequency list that comes with symspellpy."""
    text = importlib.resources.files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    return dict(_counts(text.read_text(encoding="utf-8-sig").splitlines()))


def _counts(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        word, _, count = line.partition(" ")
        yield word, int(count)
