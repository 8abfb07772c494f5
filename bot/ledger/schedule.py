"""When a digest is due, on clocks that skip an hour in spring and repeat one in autumn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EVERY_DAY = "1234567"
"""All days of the week, each by its number in ISO 8601: Monday is 1."""

DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_YEAR = 366


def zone_is_known(zone: str) -> bool:
    """Whether this host has the data of the zone; without them, no date or time of it can be told."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def local_day(now: datetime, zone: str) -> date:
    """The date that people in `zone` write at the moment `now`."""
    return now.astimezone(ZoneInfo(zone)).date()


def due_at(day: date, at: str, zone: str) -> datetime:
    """The moment at which clocks in `zone` first show `at` (HH:MM) on `day`, in UTC.

    A time that the clocks skip is due with the first one that they show after it; one that they show
    twice is due the first time.
    """
    local = datetime.combine(day, time.fromisoformat(at))
    while not _exists(local, ZoneInfo(zone)):
        local += _MINUTE
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def shown_at(day: date, at: str, zone: str) -> str:
    """What clocks in `zone` show (HH:MM) when `at` is due on `day`: another time only where they skip it."""
    return f"{due_at(day, at, zone).astimezone(ZoneInfo(zone)):%H:%M}"


def first_day(now: datetime, at: str, zone: str, days: str = EVERY_DAY) -> date:
    """The first of the `days` of the week whose time `at` has not passed yet at the moment `now`."""
    today = local_day(now, zone)
    return next_day(today if now <= due_at(today, at, zone) else today + DAY, days)


def next_day(day: date, days: str) -> date:
    """The first day from `day` on that is one of the `days` of the week."""
    return next(each for ahead in count() if is_one_of(each := day + ahead * DAY, days))


def is_one_of(day: date, days: str) -> bool:
    """Whether the day is one of the `days` of the week."""
    return str(day.isoweekday()) in days


def clock_changes(start: date, at: str, zone: str, days: str) -> Iterator[tuple[date, bool]]:
    """The days of the year from `start` on that have a digest and whose clocks skip `at`, or show it twice.

    With each day, whether they skip it.
    """
    for ahead in range(_YEAR):
        day = start + ahead * DAY
        skipped = shown_at(day, at, zone) != at
        if is_one_of(day, days) and (skipped or _comes_twice(day, at, zone)):
            yield day, skipped


def _comes_twice(day: date, at: str, zone: str) -> bool:
    local = datetime.combine(day, time.fromisoformat(at), ZoneInfo(zone))
    return local.utcoffset() != local.replace(fold=1).utcoffset()


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    there_and_back = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == local
