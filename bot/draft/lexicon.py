"""The word lists and forms of layout, people and speech, as sets and as patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.data import read_yaml

_FILES = ("layout.yaml", "people.yaml", "speech.yaml")
_PART = re.compile(r"\{(?P<section>[a-z_]+)\}")


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
    return re.compile(expression(_sections(), section))


def either(entries: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(entries, key=lambda entry: (-len(entry), entry)))) + ")"


def hyphenated(entries: Iterable[str]) -> str:
    """The same for phrases that are also written with hyphens: "Director-General"."""
    return either(entries).replace("\\ ", "[ -]")


def expression(sections: Mapping[str, str | Sequence[str]], section: str) -> str:
    """The regular expression that a section spells: one, or a list of which any may fit.

    `{name}` in it stands for the section of that name, a list of words or again an expression.
    """

    def part(match: re.Match[str]) -> str:
        name = match["section"]
        return either(sections[name]) if _is_words(sections[name]) else f"(?:{expression(sections, name)})"

    entries = sections[section]
    return _PART.sub(part, entries if isinstance(entries, str) else "|".join(entries))


def _is_words(entries: str | Sequence[str]) -> bool:
    """Whether a section is a list of words, none of which could be an expression."""
    return not isinstance(entries, str) and not any(set(entry) & set("\\()[]|") for entry in entries)
