"""Which passages have most of what is asked, told by keys alone: few enough to be looked at one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from bot.knowledge.store import Numbers
from bot.question.index import Index

MOST = 150
"""Passages that are looked at one by one."""

LEAST = 0.4
"""The share of the weight asked for that a passage must have to be worth a look."""

_SOUGHT = 12
"""Times longer than what is at hand a list is, where looking each number up pays instead of reading it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is asked for: its keys, and how much it tells."""

    keys: frozenset[str]
    weight: float


def covering(wanted: Sequence[Wanted], index: Index, within: Collection[int] | None = None) -> list[int]:
    """The passages, of those `within` if given, that have the most of what is wanted; at most MOST.

    Where there are no more than that to choose from, all of them.
    """
    if (len(index.passages) if within is None else len(within)) <= MOST:
        return sorted(range(len(index.passages)) if within is None else within)
    lists = [_lists(one, index) for one in sorted(wanted, key=lambda one: index.frequency(one.keys))]
    scores = dict.fromkeys(_pool(lists, sum(one.weight for one in wanted), within), 0.0)
    for one in lists:
        for number in one.among(scores):
            scores[number] += one.weight
    best = nsmallest(MOST, scores.items(), key=lambda scored: (-scored[1], scored[0]))
    return sorted(number for number, _ in best)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The passages that have a word, by each of its keys; of a frequent word also its briefest passages."""

    weight: float
    lists: tuple[Numbers, ...]
    champions: tuple[Numbers, ...]

    @property
    def every(self) -> Iterable[int]:
        """All the numbers, some more than once."""
        return (number for numbers in self.lists for number in numbers)

    def among(self, scores: Mapping[int, float]) -> set[int]:
        """Which of the numbers at hand have the word."""
        found = set[int]()
        for numbers in self.lists:
            if len(numbers) > _SOUGHT * len(scores):
                found.update(number for number in scores if _stands(number, numbers))
            else:
                found.update(filter(scores.__contains__, numbers))
        return found


def _lists(wanted: Wanted, index: Index) -> _Lists:
    store = index.knowledge.store
    lists = tuple(store.numbers("key", one) for one in sorted(wanted.keys))
    champions = tuple(store.numbers("champion", one) for one in sorted(wanted.keys))
    return _Lists(wanted.weight, lists, tuple(filter(None, champions)))


def _pool(lists: Sequence[_Lists], total: float, within: Collection[int] | None) -> set[int]:
    """The passages that may have enough: with one of the rarest words, without which too little is left.

    Of frequent ones those that have all of these, and the briefest that have one.
    """
    telling, left = list[_Lists](), total
    for one in lists:
        if left < LEAST * total:
            break
        telling.append(one)
        left -= one.weight
    if within is not None:
        kept = within if isinstance(within, (set, frozenset)) else set(within)
        return set[int]().union(*(kept.intersection(one.every) for one in telling))
    pool = set[int]().union(*(one.every for one in telling if not one.champions))
    frequent = [one for one in telling if one.champions]
    if frequent:
        together = set(frequent[0].every)
        for one in frequent[1:]:
            together.intersection_update(one.every)
        if len(frequent) > 1:
            pool |= together
        pool.update(number for one in frequent for numbers in one.champions for number in numbers)
    return pool


def _stands(number: int, numbers: Numbers) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
