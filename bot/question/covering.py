"""Which passages have most of what is asked, told by keys alone: few enough to be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from typing import TypeAlias

from bot.question.index import Index

MOST = 150
"""Passages that are looked at one by one."""

_LEAST = 0.4
"""The share of the weight asked for that a passage must have to be worth a look."""

_CROWD = 4 * MOST
"""Passages from which on it pays to see which of them cannot be among the best."""

Trait: TypeAlias = tuple[str, frozenset[str]]
"""A field of the index, and keys of which a passage has one there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is asked for: its keys, and how much it tells."""

    keys: frozenset[str]
    weight: float


def covering(
    wanted: Sequence[Wanted],
    index: Index,
    within: Set[int] | None = None,
    traits: Sequence[Trait] = (),
    least: float = 0.0,
) -> list[int]:
    """The passages, of those `within` if given, that have these traits and the most of what is wanted.

    They are MOST at most; where there are no more than that to choose from, all of them, else those that
    have at least the share `least` of the weight that is wanted.
    """
    if (len(index.passages) if within is None else len(within)) <= MOST:
        return sorted(_with(traits, set(range(len(index.passages)) if within is None else within), index))
    total = sum(one.weight for one in wanted)
    pool = _with(traits, _pool(wanted, total, index, within), index)
    scores = _scores(wanted, pool, index)
    enough = (scored for scored in scores.items() if scored[1] >= least * total)
    return sorted(number for number, _ in nsmallest(MOST, enough, key=lambda scored: (-scored[1], scored[0])))


def _scores(wanted: Sequence[Wanted], pool: Iterable[int], index: Index) -> dict[int, float]:
    """The weight of what each passage of a pool has, the rarest words first.

    Passages that cannot be among the MOST best any more, whatever is still to come, are let go on the way.
    """
    scores, left = dict.fromkeys(pool, 0.0), sum(one.weight for one in wanted)
    for one in sorted(wanted, key=lambda one: index.frequency(one.keys)):
        if len(scores) > _CROWD:
            worst = nlargest(MOST, scores.values())[-1]
            scores = {number: score for number, score in scores.items() if score + left >= worst}
        for number in index.knowledge.store.among(scores.keys(), "key", one.keys):
            scores[number] += one.weight
        left -= one.weight
    return scores


def _with(traits: Iterable[Trait], numbers: set[int], index: Index) -> set[int]:
    for field, keys in traits:
        numbers = index.knowledge.store.among(numbers, field, keys)
    return numbers


def _pool(wanted: Sequence[Wanted], total: float, index: Index, within: Set[int] | None) -> set[int]:
    """The passages that may have enough: with one of the rarest words, without which too little is left.

    Of frequent words those that have all of them, and the briefest that have one.
    """
    store = index.knowledge.store
    telling = _telling(wanted, total, index)
    if within is not None:
        return set[int]().union(*(store.among(within, "key", one.keys) for one in telling))
    frequent = [one for one in telling if any(store.frequency("champion", key) for key in one.keys)]
    rare = (one for one in telling if one not in frequent)
    pool = set[int]().union(*(store.having("key", one.keys) for one in rare))
    if len(frequent) > 1:
        pool |= store.having_all([("key", one.keys) for one in frequent])
    return pool.union(*(store.having("champion", one.keys) for one in frequent))


def _telling(wanted: Sequence[Wanted], total: float, index: Index) -> list[Wanted]:
    """The rarest words, down to where all further ones together would not be enough."""
    found, left = list[Wanted](), total
    for one in sorted(wanted, key=lambda one: index.frequency(one.keys)):
        if left < _LEAST * total:
            break
        found.append(one)
        left -= one.weight
    return found
