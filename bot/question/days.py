"""Days as keys: what overlaps a span of time has a key of the span's cover, and nothing else has.

2 to 4 May 2024   ->  the day keys of the three days
since 30 May 2024 ->  two days, seven months, and every further year up to the last of the index
in September      ->  the key of that month in any year
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bot.draft.dates import DateMention

LONGEST = timedelta(days=3660)
"""What has a place in the index on each of its days; of anything longer only the first days have."""

_DAY = timedelta(days=1)
_MONTH = len("2024-05")


def keys_on(first: date, last: date) -> set[str]:
    """The keys of what lasts from `first` to `last`: its days, months and years, and those of any year."""
    keys = set()
    for day in _days(first, min(last, first + LONGEST)):
        written = day.isoformat()
        keys |= {written[:4], written[:7], written, written[5:], written[4:7]}
    return keys


def cover(asked: DateMention, years: tuple[int, int]) -> list[str]:
    """The fewest keys that cover the days asked for, within the first and the last year of the index."""
    if not asked.year_stated:
        return [one[4:] if len(one) == _MONTH else one[5:] for one in _covering(asked.first, asked.last)]
    first = max(asked.first, date(years[0], 1, 1))
    return list(_covering(first, min(asked.last, date(years[1], 12, 31))))


def _covering(first: date, last: date) -> Iterator[str]:
    """Whole years, else whole months, else days, from the first day on."""
    while first <= last:
        month = date(first.year, first.month, monthrange(first.year, first.month)[1])
        if (first.month, first.day) == (1, 1) and date(first.year, 12, 31) <= last:
            yield first.isoformat()[:4]
            end = date(first.year, 12, 31)
        elif first.day == 1 and month <= last:
            yield first.isoformat()[:7]
            end = month
        else:
            yield first.isoformat()
            end = first
        if end == date.max:
            return
        first = end + _DAY


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + number * _DAY for number in range((last - first).days + 1))
