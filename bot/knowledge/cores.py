"""One function over many articles, on all processors where there are enough articles for that to pay."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

FEW = 200
"""Articles that are done sooner than further processes are started."""

_AT_ONCE = 32
"""Articles that a process is given at a time."""


def on_all_cores(function: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
    """What the function makes of each item, in their order; few items are done in this process."""
    items = iter(items)
    first = list(islice(items, FEW))
    if len(first) < FEW:
        yield from map(function, first)
        return
    # A fork of a process that has threads may never wake up.
    with multiprocessing.get_context("spawn").Pool() as pool:
        yield from pool.imap(function, chain(first, items), chunksize=_AT_ONCE)
