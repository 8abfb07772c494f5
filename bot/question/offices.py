"""How people are spoken of without their names: ranks, offices, and the words that change an office."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from bot.data import read_yaml
from bot.question.lexicon import key, phrase_keys
from bot.word_lists import word_list


class Offices(msgspec.Struct, frozen=True, array_like=True):
    """The lists of offices.yaml, by keys; `heads` and `verbs` by words, for an assistant gives no assistance.

    `ranks` leads from the keys of any form to the rank's full name.
    """

    ranks: dict[tuple[str, ...], str]
    honorifics: frozenset[str]
    heads: frozenset[str]
    verbs: frozenset[str]
    exact: frozenset[str]
    vague: frozenset[str]


@word_list
def offices() -> Offices:
    """The lists of offices.yaml, read once."""
    content = read_yaml(Path(__file__).with_name("offices.yaml"))
    return Offices(
        {phrase_keys(form): rank for rank, forms in content["ranks"].items() for form in (rank, *forms)},
        frozenset(map(key, content["honorifics"])),
        frozenset(form for noun in content["offices"] for form in (noun, f"{noun}s")),
        frozenset(content["verbs"]),
        frozenset(map(key, content["exact"])),
        frozenset(map(key, content["vague"])),
    )


def is_rank(word: str) -> bool:
    """Whether a folded word is, or is part of, a rank or an honorific."""
    one = key(word)
    return one in offices().honorifics or one in _keys_of_ranks()


@cache
def _keys_of_ranks() -> frozenset[str]:
    return frozenset(one for form in offices().ranks for one in form)


def rank_at(keys: list[str], at: int) -> tuple[str, int] | None:
    """The rank that starts at word `at`, and its length in words; None where there is none."""
    for length in (3, 2, 1):
        rank = offices().ranks.get(tuple(keys[at : at + length]))
        if rank and at + length <= len(keys):
            return rank, length
    return None
