from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.ledger.schedule import due_at, first_day, local_day

DUE = {
    "winter": ("2026-01-15", "09:00", "Europe/Brussels", "2026-01-15T08:00"),
    "summer": ("2026-07-15", "09:00", "Europe/Brussels", "2026-07-15T07:00"),
    "skipped time: the first that clocks show after it": (
        "2026-03-29",
        "02:30",
        "Europe/Brussels",
        "2026-03-29T01:00",
    ),
    "skipped time, America": ("2026-03-08", "02:15", "America/New_York", "2026-03-08T07:00"),
    "skipped half hour": ("2026-10-04", "02:10", "Australia/Lord_Howe", "2026-10-03T15:30"),
    "skipped midnight": ("2026-09-06", "00:00", "America/Santiago", "2026-09-06T04:00"),
    "repeated time: the first": ("2026-10-25", "02:30", "Europe/Brussels", "2026-10-25T00:30"),
    "the end of the skipped hour": ("2026-03-29", "03:00", "Europe/Brussels", "2026-03-29T01:00"),
    "leap day": ("2028-02-29", "23:59", "UTC", "2028-02-29T23:59"),
}


@pytest.mark.parametrize(("day", "at", "zone", "due"), DUE.values(), ids=DUE)
def test_due_at(day: str, at: str, zone: str, due: str) -> None:
    assert due_at(date.fromisoformat(day), at, zone) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_a_day_that_clocks_skip_whole_is_due_with_the_next_one() -> None:
    assert due_at(date(2011, 12, 30), "09:00", "Pacific/Apia") == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_the_day_is_that_of_the_zone() -> None:
    moment = datetime(2026, 5, 1, 23, 30, tzinfo=UTC)
    assert local_day(moment, "Asia/Tokyo") == date(2026, 5, 2)
    assert local_day(moment, "America/New_York") == date(2026, 5, 1)


@pytest.mark.parametrize(("hour", "first"), [(6, date(2026, 5, 1)), (8, date(2026, 5, 2))])
def test_a_time_that_has_passed_today_begins_tomorrow(hour: int, first: date) -> None:
    assert first_day(datetime(2026, 5, 1, hour, tzinfo=UTC), "09:00", "Europe/Brussels") == first
