"""The word lists and forms of layout, people and speech, as sets and as patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from bot.data import read_yaml

_FILES = ("layout.yaml", "people.yaml", "speech.yaml")


@cache
def _sections() -> dict[str, list[str]]:
    contents: list[dict[str, list[str]]] = [read_yaml(Path(__file__).with_name(name)) for name in _FILES]
    return {section: entries for content in contents for section, entries in content.items()}


@cache
def terms(*sections: str) -> frozenset[str]:
    """The entries of these sections."""
    return frozenset(entry for section in sections for entry in _sections()[section])


@cache
def forms(section: str) -> re.Pattern[str]:
    """One pattern for a section whose entries are regular expressions over folded text."""
    return re.compile("|".join(f"(?:{entry})" for entry in _sections()[section]))


def either(entries: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(entries, key=lambda entry: (-len(entry), entry)))) + ")"


def hyphenated(entries: Iterable[str]) -> str:
    """The same for phrases that are also written with hyphens: "Director-General"."""
    return either(entries).replace("\\ ", "[ -]")
