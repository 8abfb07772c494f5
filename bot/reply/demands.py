"""Whether a passage has what a question demands: a number of things, money, a span of time, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.data import read_yaml
from bot.draft.dates import find_dates
from bot.draft.text import fold, words
from bot.question.lexicon import lexicon, meanings
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.word_lists import word_list

_SOME_DAY = date(2001, 1, 1)
"""Relative dates are found only from some day on; which one does not matter here."""

_REACH = 4
"""Words between a number and what it counts: "over 30 NATO Partner Nations"."""


def supplies(passage: Passage, question: Question) -> bool:
    """Whether the passage has in it what the answer must have."""
    folded = fold(passage.span.text)
    if question.demand == "number":
        return _counts(passage, question.counted)
    if question.demand == "money":
        return bool(_form("money").search(folded)) or _counts(passage, question.counted)
    if question.demand in {"deadline", "duration", "frequency", "measure", "part", "time"}:
        return bool(_form(question.demand).search(folded))
    if question.demand == "name":
        return bool(passage.officials or any(passage.speakers))
    if question.demand == "countries":
        return _countries(passage) > 1
    return True


def has_date(passage: Passage) -> bool:
    """Whether the passage itself tells when, by a date or relative to its own day ("next month")."""
    return bool(find_dates(passage.span.text, _SOME_DAY) or _form("season").search(fold(passage.span.text)))


def has_hour(passage: Passage) -> bool:
    """Whether the passage has a time of the clock, which “in the afternoon” is not."""
    return bool(_form("hour").search(fold(passage.span.text)))


def _counts(passage: Passage, counted: frozenset[str]) -> bool:
    """Whether a number stands before what is counted, with few words between."""
    if not any(map(_is_number, passage.words)):
        return False
    found = words(passage.span.text)
    dates = [(one.start, one.end) for one in find_dates(passage.span.text)]
    numbers = [
        at for at, (word, start, _) in enumerate(found) if _is_number(word) and not _within(start, dates)
    ]
    meant = list(zip(passage.words, meanings(passage.words), strict=True))
    return any(_is_counted(meant[at + 1 : at + _REACH], counted) for at in numbers)


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= place < last for first, last in spans)


def _is_counted(following: Sequence[tuple[str, frozenset[str]]], counted: frozenset[str]) -> bool:
    """Whether a number counts these things: no other plural between, as in "three states buy trucks"."""
    for word, keys in following:
        if keys & counted:
            return True
        if word in _units():
            continue
        if len(word) > 3 and word.endswith("s"):
            return False
    return False


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _numerals()


def _countries(passage: Passage) -> int:
    return len(passage.keys & lexicon().countries)


@cache
def _numerals() -> frozenset[str]:
    return frozenset(_content()["numerals"])


@cache
def _units() -> frozenset[str]:
    """What measures things, and is not counted itself: "140 | tons | of explosives"."""
    return frozenset(_content()["units"])


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(_content()[name], re.VERBOSE)


@word_list
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("demands.yaml"))
    return content
