"""The forms of dates, as patterns over folded text, and the days that their parts mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bot.data import read_yaml
from bot.draft.lexicon import either

Precision = Literal["day", "month", "year"]

NO_YEAR = 4
"""Stands for the year where none is stated and none can be assumed: a leap year before all press."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`; `year_stated` is False where the words name no year."""

    first: date
    last: date
    precision: Precision = "day"
    year_stated: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write dates, and how to read its parts on the day `today`, where that is known."""

    shape: str
    read: Callable[[re.Match[str], date | None], Period | None]

    def pattern(self) -> re.Pattern[str]:
        """The shape with the calendar's words put in for its capitals."""
        return _compile(self.shape)


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none (31 June)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


@cache
def _calendar() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("calendar.yaml"))
    return content


@cache
def _numbers(section: str) -> dict[str, int]:
    """The names of a section's months or weekdays, with their place in it, from 1."""
    return {name: place for place, names in enumerate(_calendar()[section], 1) for name in names}


@cache
def _compile(shape: str) -> re.Pattern[str]:
    calendar = _calendar()
    doubtful = either(calendar["doubtful_months"])
    cue = "|".join(rf"(?<!\w{cue} )(?<=\b{cue} )" for cue in calendar["month_cues"])
    parts = {
        "WEEKDAY": rf"(?P<w%>{either(_numbers('weekdays'))})\b\.?",
        "MONTHNAME": rf"(?:(?!{doubtful}\b)|{cue})MONTH",
        "MONTH": rf"(?P<m%>{either(_numbers('months'))})\b\.?",
        "YEAR": r"(?P<y%>(?:19|20)\d\d)(?!\d|[.,]\d)",
        "SHORTYEAR": r"(?P<y%>(?:19|20)\d\d|'\d\d|\d\d(?= (?:at|in|on|meeting|session)\b| ?[?!.,;:)]| ?$))(?!\d|[.,]\d)",
        "DAY": r"(?:the )?(?P<d%>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,:]\d)",
        "RANGE": rf" ?(?:{either(_calendar()['range'])}) ?",
        "STEP": rf"(?:(?:earlier|later) )?(?P<step>{either(calendar['steps'])})",
        "COUNT": rf"(?P<count>\d\d?|{either(calendar['counts'])})",
        "DAYWORD": rf"(?P<word>{either(calendar['days'])})",
    }
    return re.compile("")
