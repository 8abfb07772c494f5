"""Which passages have most of what is asked, told by keys alone: few enough to be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from bot.knowledge.store import NONE, Numbers
from bot.question.index import Index
from bot.question.weighing import Part, heaviest_first, weighed

MOST = 150
"""Passages that are looked at one by one."""

_LEAST = 0.4
"""The share of the weight asked for that a passage must have to be worth a look."""

Trait: TypeAlias = tuple[str, frozenset[str]]
"""A field of the index, and keys of which a passage has one there."""


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A word that is asked for: its keys, and how much it tells."""

    keys: frozenset[str]
    weight: float


def covering(
    wanted: Sequence[Wanted],
    index: Index,
    within: Numbers | None = None,
    traits: Sequence[Trait] = (),
    least: float = 0.0,
) -> Numbers:
    """The passages, of those `within` if given, that have these traits and the most of what is wanted.

    They are MOST at most; where there are no more than that to choose from, all of them, else those that
    have at least the share `least` of the weight that is wanted.
    """
    every = Numbers(range(len(index.passages))) if within is None else within
    if len(every) <= MOST:
        return _with(traits, every, index)
    rarest = sorted(wanted, key=lambda one: index.frequency(one.keys))
    total = sum(one.weight for one in wanted)
    pool = _with(traits, _pool(rarest, total, index, within), index)
    parts = [Part(index.passages_with(one.keys), one.weight) for one in rarest]
    best = NONE
    for weight, numbers in heaviest_first(weighed(pool, parts, MOST)):
        if weight >= least * total:
            best |= numbers[: MOST - len(best)]
    return best


def _with(traits: Iterable[Trait], numbers: Numbers, index: Index) -> Numbers:
    return numbers.intersection(*(index.knowledge.store.having(*trait) for trait in traits))


def _pool(rarest: Sequence[Wanted], total: float, index: Index, within: Numbers | None) -> Numbers:
    """The passages that may have enough: with one of the rarest words, without which too little is left.

    Of frequent words those that have all of them, and the briefest that have one.
    """
    store = index.knowledge.store
    telling = list(_telling(rarest, total))
    if within is not None:
        return within & NONE.union(*(index.passages_with(one.keys) for one in telling))
    frequent = [one for one in telling if any(store.frequency("champion", key) for key in one.keys)]
    rare = [index.passages_with(one.keys) for one in telling if one not in frequent]
    brief = [store.having("champion", one.keys) for one in frequent]
    together = [index.passages_with_all(one.keys for one in frequent)] if len(frequent) > 1 else []
    return NONE.union(*rare, *brief, *together)


def _telling(rarest: Iterable[Wanted], total: float) -> Iterator[Wanted]:
    """The rarest words, down to where all further ones together would not be enough."""
    left = total
    for one in rarest:
        if left < _LEAST * total:
            break
        yield one
        left -= one.weight
