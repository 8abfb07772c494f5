"""When a digest is due, on clocks that skip an hour in spring and repeat one in autumn."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


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


def first_day(now: datetime, at: str, zone: str) -> date:
    """The first day whose time `at` has not passed yet at the moment `now`."""
    today = local_day(now, zone)
    return today if now <= due_at(today, at, zone) else today + timedelta(days=1)


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    there_and_back = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == local
