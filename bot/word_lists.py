"""Word lists as they are used: made of YAML once, and from then on kept with what was written by them.

Reading and stemming them takes a process as long as answering does. So whoever writes an index writes them
into it, and whoever opens it hands them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import TypeVar, get_type_hints

import msgspec

WORD_LISTS = "word lists"
"""What an index holds them as."""

_T = TypeVar("_T")

_lists: dict[str, Callable[[], object]] = {}
_kept: dict[str, bytes] = {}


def word_list(make: Callable[[], _T]) -> Callable[[], _T]:
    """A function that gives what `make` makes of YAML, and does not call it where that was kept.

    The annotation of `make` tells how what was kept is to be read.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @cache
    @wraps(make)
    def given() -> _T:
        kept = _kept.get(name)
        return make() if kept is None else msgspec.msgpack.decode(kept, type=get_type_hints(make)["return"])

    _lists[name] = given
    return given


def word_lists() -> dict[str, object]:
    """All word lists of the modules that are loaded, by their names."""
    return {name: given() for name, given in _lists.items()}


def keep(kept: Mapping[str, bytes]) -> None:
    """Hand back word lists, as msgpack: they must be those of the same version of all that makes them."""
    _kept.update(kept)
