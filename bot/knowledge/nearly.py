"""People whose names differ by a letter or two: worth a look, never worth a merge.

Of two texts that differ by so many letters, one more piece of the shorter one than that makes a piece that
both have, no further to the left than letters are gone, nor to the right than have come: such pieces are the
keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz, process

from bot.knowledge.same import folded_words
from bot.models import Official

_NEARLY = 88
"""Ratio, of a hundred, at which two names differ by a letter or two."""

_APART = (100 - _NEARLY) / 100 + 1e-9
"""The share of the letters of both names that one of them alone may have."""


def nearly_named(people: Sequence[Official]) -> Iterator[tuple[Official, Official]]:
    """The pairs of people with names so alike that somebody should look whether they are one, in order."""
    names = [" ".join(folded_words(official.name.value)) for official in people]
    places: dict[object, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for key in _as_the_shorter(name):
            places[key].append(at)
    found = set[tuple[int, int]]()
    for at, name in enumerate(names):
        sharing = set[int]().union(*(places.get(key, ()) for key in _as_the_longer(name))) - {at}
        choices = {other: names[other] for other in sharing}
        alike = process.extract(name, choices, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=None)
        found.update((min(at, other), max(at, other)) for _, _, other in alike)
    return ((people[one], people[other]) for one, other in sorted(found))


def _as_the_shorter(name: str) -> Iterator[object]:
    """The pieces of a name, for each number of letters by which a longer one may differ."""
    longer = range(len(name), _longest(len(name)) + 1)
    for differing in {_differing(len(name), length) for length in longer}:
        for number, (start, end) in enumerate(_pieces(len(name), differing)):
            yield len(name), differing, number, name[start:end]


def _as_the_longer(name: str) -> Iterator[object]:
    """What pieces a name that is no longer may have in common with a name."""
    for length in range(len(name) + 1):
        if _longest(length) < len(name):
            continue
        differing = _differing(length, len(name))
        gone = (differing - (len(name) - length)) // 2
        for number, (start, end) in enumerate(_pieces(length, differing)):
            for shift in range(-min(gone, start), differing - gone + 1):
                yield length, differing, number, name[start + shift : end + shift]


def _differing(shorter: int, longer: int) -> int:
    """How many letters may be in one of two texts of these lengths alone.

    Those that the longer one has more are among them; any further two have come for one another.
    """
    most, more = int(_APART * (shorter + longer)), longer - shorter
    return most - (most - more) % 2


def _longest(shorter: int) -> int:
    """The length of the longest text that one of so many letters may be nearly the same as."""
    return int(shorter * (1 + _APART) / (1 - _APART))


def _pieces(length: int, differing: int) -> list[tuple[int, int]]:
    """A text of some length cut into one more piece than may differ."""
    cuts = [length * number // (differing + 1) for number in range(differing + 2)]
    return list(pairwise(cuts))
