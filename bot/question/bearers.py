"""Whom the words of a name mean that may be mistyped: all of its words are weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from heapq import nsmallest

import msgspec

from bot.knowledge.store import NONE, Numbers
from bot.question.index import Index
from bot.question.lexicon import name_words
from bot.question.near import near, slips_between
from bot.question.slips import Unlikeness, slips, unlikeness
from bot.question.weighing import BySlips, fewest, joined

_SHORT = 4
"""Letters of a word up to which it has no more slips than it survives by itself, whatever stands beside."""

_LOOKED_AT = 64
"""People, of those whom the keys leave, whose names are compared word by word."""

_KIN = 200
"""People with a word of a name in common, of whom the nearest are looked for."""


class Fit(msgspec.Struct, frozen=True, gc=False):
    """The people, by number, to whose names some words come nearest, and how many slips lie between."""

    officials: Numbers
    slips: int


def bearers(word: str, index: Index) -> Numbers:
    """Whose name has a word, by number; the possessive without an apostrophe ("landrums") included."""
    return _borne(word, index) or (_borne(word[:-1], index) if word.endswith("s") else NONE)


@lru_cache(maxsize=4096)
def fit(words: tuple[str, ...], index: Index) -> Fit | None:
    """The people whose names have all of some words, as they are or with slips.

    All words together survive as many slips as one word of their length, a short one among them one.
    Several people where no name is nearer than the others; None where nobody's comes near.
    """
    allowed = slips("".join(words))
    alike = [words_alike(word, allowed if len(word) > _SHORT else slips(word), index) for word in words]
    for number, fitting in enumerate(_by_slips(alike, allowed, index)):
        looked_at = fitting[:_LOOKED_AT]
        unlike = {who: found for who in looked_at if (found := _unlikeness(words, who, number, index))}
        if unlike:
            nearest = min(unlike.values())
            return Fit(Numbers(who for who, found in unlike.items() if found == nearest), number)
    return None


def words_alike(word: str, most: int, index: Index) -> Mapping[str, int]:
    """The words of people's names that a word may be meant for, each with the slips, `most` at most."""
    if not most:
        return {word: 0} if _borne(word, index) else {}
    return {other: made for other, made in _within_two(word, index).items() if made <= most}


@lru_cache(maxsize=4096)
def _within_two(word: str, index: Index) -> Mapping[str, int]:
    """The words of people's names that are within two slips of a word."""
    return dict(near(word, index.near_in_names, 2))


def nearest_words(word: str, index: Index) -> list[str]:
    """The words of people's names to which a word comes nearest."""
    unlike = {
        other: unlikeness(other, made, word) for other, made in words_alike(word, slips(word), index).items()
    }
    return [other for other, found in unlike.items() if found == min(unlike.values())]


def kin(words: Sequence[str], most: int, index: Index) -> list[int]:
    """The people, `most` at most, whose names come nearest to one that nobody has: those who share a word."""
    for word in reversed(words):
        sharing = (_borne(other, index)[:_KIN] for other in nearest_words(word, index))
        if found := NONE.union(*sharing):
            return nsmallest(most, found, key=lambda who: (_distance(words, who, index), who))
    return []


def is_surname(word: str, index: Index) -> bool:
    """Whether a word ends the name of one of its first bearers."""
    few = _borne(word, index)[:_LOOKED_AT]
    return any(name[-1:] == (word,) for who in few for name in _names(who, index))


def _borne(word: str, index: Index) -> Numbers:
    return index.knowledge.store.numbers("bearer", word)


def _by_slips(alike: Sequence[Mapping[str, int]], allowed: int, index: Index) -> BySlips:
    """The people who bear, for each word, one that it may be meant for, by the slips of all words together.

    These are `allowed` at most.
    """
    borne: Iterator[BySlips] = (
        [index.knowledge.store.having("bearer", _with_slips(each, made)) for made in range(allowed + 1)]
        for each in alike
    )
    return fewest(reduce(joined, borne)[: allowed + 1])


def _with_slips(alike: Mapping[str, int], number: int) -> list[str]:
    return [word for word, made in alike.items() if made == number]


def _unlikeness(words: Sequence[str], who: int, most: int, index: Index) -> tuple[bool, Unlikeness] | None:
    """How one of somebody's names differs from some words: whether it has more, and how those differ.

    None where they are more slips away: where two words can only be meant for the same one.
    """
    found = (_compared(words, name, most) for name in _names(who, index))
    return min(filter(None, found), default=None)


def _compared(words: Sequence[str], name: Sequence[str], most: int) -> tuple[bool, Unlikeness] | None:
    left, pairs = list(name), list[tuple[str, str]]()
    for word in words[: len(name)]:
        meant = min(left, key=lambda one: slips_between(word, one))
        left.remove(meant)
        pairs.append((word, meant))
    made = sum(slips_between(*pair) for pair in pairs)
    if len(pairs) < len(words) or made > most:
        return None
    unlike = [unlikeness(meant, slips_between(word, meant), word) for word, meant in pairs]
    return bool(left), (made, any(one[1] for one in unlike), any(one[2] for one in unlike))


def _distance(words: Sequence[str], who: int, index: Index) -> int:
    return min(slips_between(" ".join(words), " ".join(name)) for name in _names(who, index))


def _names(who: int, index: Index) -> list[tuple[str, ...]]:
    official = index.knowledge.records.officials[who]
    return [name_words(str(value)) for value in (official.name, *official.aliases)]
