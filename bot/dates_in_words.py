"""Dates as people read them: as the articles write them, unless a channel wants another form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

DATES_AS_WRITTEN = "en_GB"
"""How the articles write dates, and so the bot unless a channel wants it otherwise: "9 November 2022"."""
DATES_ISO = "iso"
"""Dates as ISO 8601 has them: "2022-11-09"."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_dates: ContextVar[str] = ContextVar("dates", default=DATES_AS_WRITTEN)


@contextmanager
def dates_in(form: str) -> Iterator[None]:
    """Have `day_name` write dates in a form, to the end of the block: DATES_ISO, or a locale such as "fr".

    Quotes are none of its concern: they stand as they are.
    """
    before = _dates.set(form)
    try:
        yield
    finally:
        _dates.reset(before)


def dates_form() -> str:
    """The form in which dates are written here and now."""
    return _dates.get()


def day_name(day: date) -> str:
    """A day in words, in the form that `dates_in` has set, else as the articles write it."""
    form = dates_form()
    if form == DATES_AS_WRITTEN:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date  # noqa: PLC0415 - which few channels ask for

    return day.isoformat() if form == DATES_ISO else format_date(day, "long", locale=form)
