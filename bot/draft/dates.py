"""Dates in the forms that the press and hurried people write, as days with their place in the text.

find_dates("From 27 to 29 May", date(2025, 5, 30))  ->  27 May 2025 .. 29 May 2025, precision "day"
"""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from operator import attrgetter

import msgspec

from bot.draft.calendar_words import parts_in
from bot.draft.date_forms import Precision, day, forms_of
from bot.draft.text import fold


class DateMention(msgspec.Struct, frozen=True, gc=False):
    """The days from `first` to `last`, as the characters [start, end) of a text name them.

    `precision` tells what was named: "November 2022" is a month, and `first` and `last` bound it. Where the
    words name no year ("9 November"), `year_stated` is False and the year is the one that brings the date
    nearest to today, or NO_YEAR where today is not known: a guess that suits an article, not a question.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    year_stated: bool = True

    def meets(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` is meant; in any year, where the words name none."""
        if self.year_stated:
            return self.first <= last and first <= self.last
        length = self.last - self.first
        starts = (
            day(year, self.first.month, self.first.day) for year in range(first.year - 1, last.year + 1)
        )
        return any(start and start <= last and first <= start + length for start in starts)


def find_dates(text: str, today: date | None = None) -> list[DateMention]:
    """All dates in `text`, in order and without overlaps.

    Relative dates ("yesterday", "last November", a weekday) are found only where `today` is given. Of
    numeric dates the day is taken to stand first wherever it can.
    """
    return list(_found(text, today))


@lru_cache(maxsize=1024)
def _found(text: str, today: date | None) -> tuple[DateMention, ...]:
    return tuple(_longest(_mentions(text, today)))


def _mentions(text: str, today: date | None) -> Iterator[DateMention]:
    folded = fold(text)
    for pattern, read in forms_of(parts_in(folded)):
        for match in pattern.finditer(folded):
            if found := read(match, today):
                yield DateMention(*match.span(), found.first, found.last, found.precision, found.year_stated)


def _longest(mentions: Iterable[DateMention]) -> list[DateMention]:
    """The mentions in order; where some overlap, the longest of them."""
    start = attrgetter("start")
    taken: list[DateMention] = []
    for mention in sorted(mentions, key=lambda mention: mention.start - mention.end):
        at = bisect(taken, mention.start, key=start)
        beside = taken[max(0, at - 1) : at + 1]
        if all(mention.end <= other.start or other.end <= mention.start for other in beside):
            insort(taken, mention, key=start)
    return taken
