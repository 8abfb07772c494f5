"""Records that are the same as one, found by keys: nothing is compared with all there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec

_R = TypeVar("_R")


class Likeness(msgspec.Struct, Generic[_R], frozen=True):
    """When two records of a kind are alike, and the keys of which they then have one in common."""

    alike: Callable[[_R, _R], bool]
    keys: Callable[[_R], Iterable[object]]


class Shelved(Generic[_R]):
    """Records, each at a number, in which those like another one are looked up."""

    def __init__(self, likeness: Likeness[_R], records: Iterable[_R] = ()) -> None:
        self._likeness = likeness
        self._records: dict[int, _R] = {}
        self._places: dict[object, dict[int, None]] = defaultdict(dict)
        for at, record in enumerate(records):
            self.put(at, record)

    def put(self, at: int, record: _R) -> None:
        """Keep a record at a number, in the place of the one that stood there."""
        self._records[at] = record
        for key in self._likeness.keys(record):
            self._places[key][at] = None

    def like(self, one: _R) -> list[int]:
        """The numbers of the records that one is like, in order."""
        places = {at for key in self._likeness.keys(one) for at in self._places.get(key, ())}
        return sorted(at for at in places if self._likeness.alike(one, self._records[at]))
