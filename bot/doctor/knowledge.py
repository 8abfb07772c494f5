"""Whether the knowledge is what the articles and decisions make."""

from __future__ import annotations

from collections.abc import Iterator

from bot.data import data_folder
from bot.doctor.finding import Finding, notable, right, wrong
from bot.errors import Fault
from bot.knowledge.check import check

_SHOWN = 10
"""Faults; an edited article may have hundreds."""


def look_at_knowledge() -> Iterator[Finding]:
    """What `nato check` finds, in short. Raises NatoError where there is no data folder."""
    folder = data_folder()
    articles, faults = len(folder.seed_files()), check(folder)
    yield from map(wrong, faults[:_SHOWN])
    if len(faults) > _SHOWN:
        yield wrong(Fault(f"{len(faults) - _SHOWN} faults more", "run nato check: it lists them all"))
    if not articles:
        yield notable(f"no article in {folder.seeds}", "put one there, and run nato build")
    elif not faults:
        yield right(f"{articles:,} article{'s' * (articles > 1)}; knowledge/ is what they make")
