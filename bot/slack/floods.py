"""How much one person may ask: as fast as people do, not as fast as programs can."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum, auto
from threading import Lock

AT_ONCE = 30
"""So many questions one person may ask in a row,"""
PER_SECOND = 1.0
"""and after that so many a second."""

_PEOPLE = 10_000
"""Of so many people it is remembered what they asked; then the ones who asked longest ago are forgotten."""


class Verdict(Enum):
    """What becomes of a question."""

    ADMITTED = auto()
    TO_BE_TOLD = auto()
    """Too much; and this person has not been told since there was room again."""
    IGNORED = auto()


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Floods:
    """A bucket of tokens for everybody, which fills again as time passes. `now` is in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()
        self._lock = Lock()

    def judge(self, person: Hashable) -> Verdict:
        """What becomes of one more question of that person's."""
        with self._lock:
            bucket = self._filled(person)
            if bucket.left >= 1:
                bucket.left -= 1
                return Verdict.ADMITTED
            if bucket.told:
                return Verdict.IGNORED
            bucket.told = True
            return Verdict.TO_BE_TOLD

    def _filled(self, person: Hashable) -> _Bucket:
        now = self._now()
        bucket = self._buckets.pop(person, None) or _Bucket(AT_ONCE, now)
        bucket.left = min(AT_ONCE, bucket.left + (now - bucket.at) * PER_SECOND)
        bucket.told = bucket.told and bucket.left < AT_ONCE / 2
        bucket.at = now
        self._buckets[person] = bucket
        if len(self._buckets) > _PEOPLE:
            self._buckets.popitem(last=False)
        return bucket
