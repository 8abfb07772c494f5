"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.errors import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """What is so, whether that is right, wrong, or merely worth knowing, and what can be done about it."""

    state: Literal["right", "notable", "wrong"]
    what: str
    remedy: str = ""


def right(what: str) -> Finding:
    """What is as it should be."""
    return Finding("right", what)


def notable(what: str, remedy: str) -> Finding:
    """What keeps nothing from working."""
    return Finding("notable", what, remedy)


def wrong(fault: Fault) -> Finding:
    """What keeps something from working."""
    return Finding("wrong", fault.problem, fault.remedy)
