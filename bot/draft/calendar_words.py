"""The words of calendar.yaml: months, weekdays, and the forms of dates as patterns over folded text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.data import read_yaml
from bot.draft.lexicon import either
from bot.word_lists import word_list

_SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_GROUP = re.compile(r"\((?P<inside>(?:\\.|[^()\\])*)\)(?P<optional>[?*]?)")
_PART = re.compile(r"\{(?P<kind>[a-z]+)(?P<end>[12]?)\}")


@word_list
def calendar() -> dict[str, Any]:
    """The content of calendar.yaml."""
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("calendar.yaml"))
    return content


@cache
def places(section: str) -> dict[str, int]:
    """The names in a section of months or weekdays, with their place in it, from 1."""
    return {name: place for place, names in enumerate(calendar()[section], 1) for name in names}


@cache
def _parts() -> dict[str, str]:
    words = calendar()
    return {
        **words["parts"],
        "weekday": rf"{either(places('weekdays'))}\b\.?",
        "month": rf"{either(places('months'))}\b\.?",
        "to": rf",? ?{either(words['range'])} ?",
        "step": either(words["steps"]),
        "count": rf"\d\d?|{either(map(str, words['counts']))}",
        "near": either(words["days"]),
    }


@cache
def compiled(form: str) -> re.Pattern[str]:
    """The pattern that a form of dates stands for, with its parts as named groups."""

    def part(match: re.Match[str]) -> str:
        kind, end = match["kind"], match["end"]
        return _parts()[kind] if kind == "to" else f"(?P<{kind.removeprefix('short')}{end}>{_parts()[kind]})"

    shape = _PART.sub(part, form).replace("\\ ", " ").replace(" ", _SPACE)
    return re.compile(rf"(?<![\w./#$€£¥])(?:(?<!-)|(?<=mid-)){shape}(?!\w|[.,:/]\d)")


def parts_in(folded: str) -> frozenset[str]:
    """The kinds of parts of dates that a folded text may hold, and "digit"; none where it holds no date."""
    letters = _LETTERS.findall(folded)
    found = {kind for kind, telling in _telling().items() if not telling.isdisjoint(letters)}
    if _DIGIT.search(folded):
        found.add("digit")
    if found and any(words in folded for words in calendar()["range"]):
        found.add("to")
    return frozenset(found)


@cache
def _telling() -> dict[str, frozenset[str]]:
    """By kind of part, the words of which one stands in whatever is such a part."""
    return {
        "month": frozenset(places("months")),
        "weekday": frozenset(places("weekdays")),
        "step": frozenset(calendar()["steps"]),
        "near": frozenset(words.partition(" ")[0] for words in calendar()["days"]),
        "ago": frozenset({calendar()["parts"]["ago"]}),
    }


@cache
def parts_needed(form: str) -> frozenset[str]:
    """The kinds of parts without which a text has nothing of a form, as far as `parts_in` tells them."""
    while (opened := _GROUP.sub(_needed, form)) != form:
        form = opened
    kinds = {part["kind"] for part in _PART.finditer(form)}
    digits = {"digit"} if "\\d" in form or kinds & {"day", "year", "shortyear"} else set[str]()
    return frozenset(kinds & {*_telling(), "to"} | digits)


def _needed(group: re.Match[str]) -> str:
    """What a group of a form cannot do without."""
    return "" if group["optional"] or "|" in group["inside"] else group["inside"]


def is_calendar_word(word: str) -> bool:
    """Whether a folded word is a month, a weekday, "today" or the like."""
    return word in places("months") or word in places("weekdays") or word in calendar()["days"]
