"""Common English words, and how often each occurs: the frequency list that comes with symspellpy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from bot.draft.text import VOCABULARY

COMMON = 300_000
"""Occurrences in the frequency list from which on an English word is taken for what was meant."""


_FEW = 30
"""Words that are found sooner by searching the list than by parsing it."""

_reading = Lock()


def english() -> dict[str, int]:
    """All of the words, and how often each occurs; who asks for few has `occurrences` sooner."""
    with _reading:  # else all who ask at the start would make 13 MB each
        return _english()


@cache
def _english() -> dict[str, int]:
    return dict(_counts(_listed().strip().splitlines()))


@lru_cache(maxsize=VOCABULARY)
def occurrences(word: str) -> int:
    """How often a word occurs; 0 where it is not common at all."""
    if occurrences.cache_info().misses > _FEW:
        return english().get(word, 0)
    at = _listed().find(f"\n{word} ")
    return int(_listed()[at:].partition(" ")[2].partition("\n")[0]) if at >= 0 else 0


@cache
def _listed() -> str:
    """The list, a word and its number a line, each line after a break."""
    package = find_spec("symspellpy")  # which need not be imported for the sake of a file in it
    folder = Path((package and package.origin) or "").parent
    return "\n" + (folder / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")


def _counts(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        word, _, count = line.partition(" ")
        yield word, int(count)
