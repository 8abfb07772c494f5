"""The word lists and expressions of gatherings.yaml, and the nouns that name gatherings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.data import read_yaml
from bot.draft.lexicon import expression
from bot.draft.phrases import Token


@cache
def lexicon() -> dict[str, Any]:
    """The content of gatherings.yaml."""
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("gatherings.yaml"))
    return content


@cache
def terms(section: str) -> frozenset[str]:
    """The entries of a section."""
    return frozenset(map(str, lexicon()[section]))


@cache
def pattern(section: str) -> re.Pattern[str]:
    """One pattern for the section's expressions, over folded text."""
    return re.compile(expression(lexicon(), section))


@cache
def _nouns() -> dict[str, str]:
    """Every form of every noun, with its singular; a form that two sections give belongs to the last."""
    sections = ("exercises", "press", "held_heads", "proper_heads", "bodies", "heads")
    nouns = [name for section in sections for name in lexicon()[section]]
    return {form: name for name in nouns for form in (name, name if name.endswith("s") else f"{name}s")}


@cache
def noun_openings() -> frozenset[str]:
    """The first words of all nouns, by which most words are told at once to open none."""
    return frozenset(form.split()[0] for form in _nouns())


def noun(row: Sequence[Token], at: int, after: int) -> str:
    """The noun for a gathering or body that row[at:after] is, in the singular; empty where it is none."""
    return _nouns().get(" ".join(token.folded for token in row[at:after]), "")
