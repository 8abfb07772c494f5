"""Days of the week, as people name them, and as they are told: "weekdays", "mon-fri", "Mondays"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.ledger.schedule import EVERY_DAY

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of ISO 8601, which numbers them from 1."""

_GROUPS = {"daily": EVERY_DAY, "weekday": "12345", "weekdays": "12345", "weekend": "67", "weekends": "67"}
_FILLERS = frozenset({"on", "and", "every", "day", "days", "the"})
_SHORTEST = 3
"""Letters that tell a day from all others."""


def days_among(words: Iterable[str]) -> tuple[str, list[str]]:
    """The days that the words name, by their numbers, every day where they name none; and the other words."""
    named: set[str] = set()
    others = []
    for word in words:
        days = _days(word.lower())
        named |= set(days)
        if not days and word.lower() not in _FILLERS:
            others.append(word)
    return "".join(sorted(named)) or EVERY_DAY, others


def told(days: str) -> str:
    """The days in words, to stand after a time; empty where it is every day."""
    if days == EVERY_DAY:
        return ""
    if days == _GROUPS["weekdays"]:
        return ", Monday to Friday"
    names = [f"{NAMES[int(number) - 1]}s" for number in days]
    *first, last = names
    return f", on {', '.join(first)} and {last}" if first else f", on {last}"


def _days(word: str) -> str:
    """The days that one word names: "mon", "Tuesdays", "weekdays", "fri-mon"; empty where it names none."""
    if word in _GROUPS:
        return _GROUPS[word]
    ends = [_day(part) for part in word.replace("–", "-").split("-")]
    if not all(ends) or len(ends) > 2:
        return ""
    first, last = ends[0], ends[-1]
    return "".join(str((first - 1 + ahead) % 7 + 1) for ahead in range((last - first) % 7 + 1))


def _day(word: str) -> int:
    """The number of the day that the word names or begins, "s" at its end or not; 0 where it is none."""
    names = [f"{name.lower()}s" for name in NAMES]
    found = [number for number, name in enumerate(names, 1) if name.startswith(word)]
    return found[0] if len(word) >= _SHORTEST and found else 0
