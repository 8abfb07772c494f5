"""The forms of dates, as patterns over folded text, and the days that their parts mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from bot.draft.calendar_words import calendar, compiled, parts_needed, places
from bot.draft.lexicon import either

Precision = Literal["day", "month", "year"]

NO_YEAR = 4
"""Stands for the year where none is stated and none can be assumed: a leap year before all press."""


class Period(msgspec.Struct, frozen=True, gc=False):
    """The days from `first` to `last`; `year_stated` is False where the words name no year."""

    first: date
    last: date
    precision: Precision = "day"
    year_stated: bool = True


Reader = Callable[[re.Match[str], date | None], Period | None]
"""What the parts of a form mean on the day `today`, where that is known; None: no date after all."""


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none (31 June)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


@lru_cache(maxsize=1 << 7)  # there are no more sets of kinds
def forms_of(parts: frozenset[str]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """The forms that dates of these kinds of parts may have: the patterns and how to read them."""
    return tuple(
        (compiled(entry["form"]), _READERS[reader])
        for reader, entries in calendar()["forms"].items()
        for entry in entries
        if parts_needed(entry["form"]) <= parts
    )


def _words(match: re.Match[str], part: str) -> str | None:
    """The words of a part; None where the form has no such part or the text no such words."""
    return match[part] if part in match.re.groupindex else None


def _number(match: re.Match[str], part: str) -> int | None:
    """A day's, month's, weekday's or year's number."""
    words = _words(match, part)
    if not words:
        return None
    digits = re.match(r"'?(\d+)", words)
    if not digits:
        section = "weekdays" if part.startswith("weekday") else "months"
        return places(section)[words.rstrip(".")]
    number = int(digits[1])
    return number + 2000 if part.startswith("year") and number < 100 else number


def _word_before(match: re.Match[str]) -> str:
    before = re.search(r"(\w+)[.-]?\s*$", match.string[max(0, match.start() - 40) : match.start()])
    return before[1] if before else ""


def _numeric(match: re.Match[str], today: date | None) -> Period | None:  # noqa: ARG001 - a Reader
    year, month, number = (_number(match, part) for part in ("year1", "month1", "day1"))
    if not (year and month and number):
        return None
    read = day(year, month, number) or day(year, number, month)
    return Period(read, read) if read else None


def _days(match: re.Match[str], today: date | None) -> Period | None:
    first_day, last_day = _number(match, "day1"), _number(match, "day2") or _number(match, "day1")
    last_month = _number(match, "month2") or _number(match, "month1")
    first_month = _number(match, "month1") or last_month
    first_year, last_year = _number(match, "year1"), _number(match, "year2")
    if not (first_day and last_day and first_month and last_month):
        return None
    stated = bool(first_year or last_year)
    crossing = first_month > last_month
    if not stated:
        first_year = _likely_year(first_month, first_day, _number(match, "weekday1"), today)
    first_year = first_year or (last_year or 0) - crossing
    first = day(first_year, first_month, first_day)
    last = day(last_year or first_year + crossing, last_month, last_day)
    return Period(first, last, year_stated=stated) if first and last and first <= last else None


def _likely_year(month: int, number: int, weekday: int | None, today: date | None) -> int:
    """The year that brings that day nearest to today, and to its weekday where that is stated."""
    if today is None:
        return NO_YEAR
    days = [found for step in (-1, 0, 1) if (found := day(today.year + step, month, number))]
    fitting = [found for found in days if found.isoweekday() == weekday] or days
    return min(fitting, key=lambda found: abs(found - today)).year if fitting else today.year


def _months(match: re.Match[str], today: date | None) -> Period | None:
    first_month = _number(match, "month1") or 0
    last_month = _number(match, "month2") or first_month
    first_year, last_year = _number(match, "year1"), _number(match, "year2")
    if not (first_year or last_year or _is_month(match)):
        return None
    stated, crossing = bool(first_year or last_year), first_month > last_month
    year = first_year or (last_year - crossing if last_year else _likely_year(first_month, 15, None, today))
    return _month_span(year, first_month, last_year or year + crossing, last_month, stated)


def _is_month(match: re.Match[str]) -> bool:
    """Whether a lone month is one, and no name or verb."""
    name = match["month1"].rstrip(".")
    words = calendar()
    return name not in words["doubtful_months"] or _word_before(match) in words["month_cues"]


def _month_span(year: int, month: int, last_year: int, last_month: int, stated: bool) -> Period:
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Period(date(year, month, 1), last, "month", stated)


def _years(match: re.Match[str], today: date | None) -> Period | None:  # noqa: ARG001 - a Reader
    after = re.match(r"\s*(\w+)", match.string[match.end() : match.end() + 30])
    if _word_before(match) in calendar()["numbered"] or (after and after[1] in calendar()["units"]):
        return None
    first = _number(match, "year1") or 0
    last = _number(match, "year2") or first
    if short := _words(match, "short2"):
        last = first // 100 * 100 + int(short)
    return Period(date(first, 1, 1), date(last, 12, 31), "year") if first <= last else None


def _steps(match: re.Match[str]) -> int | None:
    words = _words(match, "step")
    return calendar()["steps"][words] if words else None


def _weekday(match: re.Match[str], today: date | None) -> Period | None:
    """The weekday of this week after "this"; the coming one after "next" or "will"; else the latest one."""
    name, steps = match["weekday1"].rstrip("."), _steps(match)
    if today is None or (steps is None and name not in {names[0] for names in calendar()["weekdays"]}):
        return None
    first, last = places("weekdays")[name], _number(match, "weekday2")
    span = timedelta(days=(last - first) % 7) if last else timedelta()
    coming = today + timedelta(days=(first - today.isoweekday()) % 7)
    if steps == 0:
        start = today + timedelta(days=first - today.isoweekday())
    elif steps == 1:
        start = coming if coming > today else coming + timedelta(weeks=1)
    elif steps is None and _lies_ahead(match):
        start = coming
    else:
        past = coming + span <= today and not (steps and coming == today)
        start = coming if past else coming - timedelta(weeks=1)
    return Period(start, start + span)


def _lies_ahead(match: re.Match[str]) -> bool:
    """Whether the verb before the weekday, in its sentence, speaks of what is to come."""
    before = re.split(r"[.!?]\s", match.string[: match.start()])[-1]
    verbs = rf"\b(?:(?P<ahead>{either(calendar()['ahead'])})|{either(calendar()['behind'])})\b"
    last = next(iter([*re.finditer(verbs, before)][::-1]), None)
    return bool(last and last["ahead"])


def _step(match: re.Match[str], today: date | None) -> Period | None:
    if today is None:
        return None
    month, steps = _number(match, "month1"), _steps(match) or 0
    if not month:
        return _unit(match["unit"], steps, today)
    of_that_year = bool(_words(match, "unit")) or (steps < 0) == (month >= today.month)
    year = today.year + (steps if of_that_year else 0)
    return _month_span(year, month, year, month, True)


def _unit(unit: str, steps: int, today: date) -> Period:
    """The day, week, month or year that lies so many steps from today's."""
    if unit == "year":
        return Period(date(today.year + steps, 1, 1), date(today.year + steps, 12, 31), "year")
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + steps, 12)
        return _month_span(year, month + 1, year, month + 1, True)
    monday = today + timedelta(weeks=steps, days=1 - today.isoweekday())
    if unit == "week":
        return Period(monday, monday + timedelta(days=6))
    found = today + timedelta(days=steps)
    return Period(found, found)


def _near(match: re.Match[str], today: date | None) -> Period | None:
    return _unit("day", calendar()["days"][match["near"]], today) if today else None


def _ago(match: re.Match[str], today: date | None) -> Period | None:
    if today is None:
        return None
    count = calendar()["counts"].get(match["count"]) or int(match["count"])
    return _unit(match["unit"], -count, today)


_READERS: dict[str, Reader] = {
    "numeric": _numeric,
    "days": _days,
    "months": _months,
    "years": _years,
    "weekday": _weekday,
    "step": _step,
    "near": _near,
    "ago": _ago,
}
