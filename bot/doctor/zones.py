"""Whether digests can be told the time."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from bot.doctor.finding import Finding, right, wrong
from bot.errors import Fault


def look_at_zones() -> Iterator[Finding]:
    """Whether there are data of time zones: of the system, or else of the package tzdata."""
    zones = len(available_timezones())
    if zones:
        yield right(f"{zones} are known")
    else:
        yield wrong(Fault("none are known", "pip install tzdata, or the system's package of that name"))
