"""Whether digests can be told the time."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from bot.doctor.finding import Finding, right, wrong
from bot.errors import Fault


def look_at_zones() -> Iterator[Finding]:
    """Whether there are data of time zones: of the system, or else of the package tzdata."""
    if available_timezones():
        yield right("their data are there")
    else:
        yield wrong(Fault("there are no data of them", "pip install tzdata"))
