"""The days that a question names, open spans among them: "since 2023", "between May and July 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from bot.data import read_yaml
from bot.draft.dates import DateMention, find_dates
from bot.draft.text import fold
from bot.word_lists import word_list

_DAY = timedelta(days=1)
_TENS = {"twenty": 20, "thirty": 30}

_OF_EVENTS = frozenset({"who_spoke", "who_said", "what_said", "attended", "on_date", "browse", "about"})
"""Kinds of questions that a span of time selects events for.

In the others a date is part of what the answer says: "who has organised it since 2021".
"""


def meant_dates(dates: Sequence[tuple[DateMention, str]], kind: str, bare: bool) -> tuple[DateMention, ...]:
    """The dates as a question of this kind means them; `bare` where it asks for nothing but a time."""
    if kind in _OF_EVENTS or bare:
        return tuple(one for one, _ in dates)
    return tuple(_closed(one, said) for one, said in dates)


def _closed(one: DateMention, said: str) -> DateMention:
    """The date itself, where it bounds a span that is open on one side."""
    if one.first != date.min and one.last != date.max:
        return one
    return next((plain for plain in find_dates(said)), one)


def asked_dates(text: str, today: date | None) -> list[DateMention]:
    """The dates of a question in order; an open span reaches to the beginning or the end of the calendar."""
    return list(_spans(fold(text), find_dates(text, today)))


def _spans(text: str, dates: Sequence[DateMention]) -> Iterator[DateMention]:
    left = list(dates)
    while left:
        one = left.pop(0)
        if left and (whole := _joined(text, one, left[0])):
            left.pop(0)
            yield whole
        else:
            yield _opened(text, one)


def _joined(text: str, one: DateMention, other: DateMention) -> DateMention | None:
    """“Between 2022 and 2024”, “from 2022 to 2024”: all the days of both and between them."""
    before = _before("between", text, one)
    between = text[one.end : other.start].strip()
    if not before or between not in _listed()["joined"] or not other.year_stated or one.first > other.last:
        return None
    return replace(one, start=before.start(), end=other.end, last=other.last)


def _opened(text: str, one: DateMention) -> DateMention:
    """A span that is open on one side; a date without a year opens none."""
    if not one.year_stated:
        return one
    bounds = {
        "from_then_on": (one.first, date.max),
        "later": (one.last + _DAY, date.max),
        "up_to_then": (date.min, one.last),
        "earlier": (date.min, one.first - _DAY),
    }
    for side, (first, last) in bounds.items():
        if before := _before(side, text, one):
            return replace(one, start=before.start(), first=first, last=last)
    return one


def _before(side: str, text: str, one: DateMention) -> re.Match[str] | None:
    """The words of the kind `side` right before a date."""
    return _pattern(side).search(text, 0, one.start)


def in_figures(words: Sequence[str]) -> list[str]:
    """For each word the day that it tells, "ninth" 9 and "twenty-ninth" 29; nothing for other words."""
    ordinals = _ordinals()
    return [
        str(_TENS.get(before, 0) + ordinals[word]) if word in ordinals else ""
        for before, word in zip(("", *words), words, strict=False)
    ]


def day_begins(words: Sequence[str], place: int) -> int:
    """Where a day in words that ends at a place begins: "twenty-ninth" with "twenty"."""
    return place - (place > 0 and words[place - 1] in _TENS and words[place] in _listed()["ordinals"])


@cache
def _ordinals() -> dict[str, int]:
    return {word: day for day, word in enumerate(_listed()["ordinals"], 1)}


@cache
def _pattern(side: str) -> re.Pattern[str]:
    said = "|".join(re.escape(words) for words in _listed()[side])
    return re.compile(rf"\b(?:{said})(?: the)?[ -]*$")


@word_list
def _listed() -> dict[str, list[str]]:
    """The words by the side to which they open a span, and the days of a month as words."""
    content: dict[str, list[str]] = read_yaml(Path(__file__).with_name("dates.yaml"))
    return content
