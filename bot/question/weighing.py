"""What is in the heaviest, or the nearest, of several sets of numbers: told set by set, not one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from bot.knowledge.store import NONE, Numbers

Weighed: TypeAlias = Mapping[float, Numbers]
"""By weight, the numbers that weigh as much."""

BySlips: TypeAlias = Sequence[Numbers]
"""At place n, the numbers that n slips lead to; the nearest one of several counts."""


class Part(msgspec.Struct, frozen=True, gc=False):
    """What has one of the things that are wanted, and how much it weighs to have it."""

    numbers: Numbers
    weight: float


def weighed(numbers: Numbers, parts: Sequence[Part], most: int, close: float = 1.0) -> Weighed:
    """Numbers by the weight of the parts that they are in: the `most` heaviest, and some of the others.

    What has at least the share `close` of the weight of the last of these is among them, too. Numbers that
    cannot be, whatever parts are still to come, are let go on the way.
    """
    found: Weighed = {0.0: numbers}
    left = sum(part.weight for part in parts)
    for part in parts:
        least = close * _last_of(found, most) - left
        found = _split({weight: group for weight, group in found.items() if weight >= least}, part)
        left -= part.weight
    return found


def heaviest_first(found: Weighed) -> Iterator[tuple[float, Numbers]]:
    """The numbers group by group, from the heaviest on."""
    return iter(sorted(found.items(), key=lambda group: -group[0]))


def joined(some: BySlips, others: BySlips) -> BySlips:
    """What is among both, by the slips of both together."""
    found = [NONE] * (len(some) + len(others) - 1)
    for made, one in enumerate(some):
        for further, other in enumerate(others):
            found[made + further] |= one & other
    return found


def fewest(found: BySlips) -> BySlips:
    """The numbers, each only where the fewest slips lead to it."""
    return [numbers.difference(*found[:made]) for made, numbers in enumerate(found)]


def _last_of(found: Weighed, most: int) -> float:
    """What the last of the `most` heaviest numbers weighs; nothing where there are fewer."""
    left = most
    for weight, group in heaviest_first(found):
        left -= len(group)
        if left <= 0:
            return weight
    return 0.0


def _split(found: Weighed, part: Part) -> Weighed:
    """The numbers by their weights after one more part; equal weights together again."""
    split: dict[float, Numbers] = {}
    for weight, group in found.items():
        inside = group & part.numbers
        for new, some in ((weight + part.weight, inside), (weight, group - inside)):
            if some:
                split[new] = split.get(new, NONE) | some
    return split
