"""The word lists and expressions of initiatives.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.data import read_yaml
from bot.draft.lexicon import expression


@cache
def _lexicon() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("initiatives.yaml"))
    return content


@cache
def terms(section: str) -> frozenset[str]:
    """The entries of a section."""
    return frozenset(_lexicon()[section])


@cache
def pattern(section: str, *nouns: str) -> re.Pattern[str]:
    """The section's expression, over folded text.

    `nouns` are sections whose entries count as nouns for an initiative as well.
    """
    known = [noun for wider in ("nouns", *nouns) for noun in _lexicon()[wider]]
    return re.compile(expression({**_lexicon(), "nouns": known}, section))
