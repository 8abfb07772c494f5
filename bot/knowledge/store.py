"""The form in which knowledge is searched: records by number, and sets of numbers by field and key.

One SQLite database, in memory or in a file: written once, then only read, by as many processes as there are.
Nothing is held but what was read last.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar, overload

import msgspec
from pyroaring import FrozenBitMap

Numbers: TypeAlias = FrozenBitMap
"""Numbers of records, in order, each once: compressed, so that a million are intersected in microseconds."""

NONE = Numbers()

_T = TypeVar("_T")
_MAPPED = 1 << 40
"""Bytes of the file, at most, that are read through the page cache: all, whatever its size."""

_HELD = 1024
"""Records of a kind, at least, that stay in memory once they were read.

Few, because each is made of many objects, which Python's collector of cycles goes through again and again.
"""

_REMEMBERED = 4096
"""Lists of numbers, and places of records, that stay in memory once they were read."""

_LONG = 4096
"""Numbers from which on a list is long: few of those stay in memory."""

_MANY = 16
"""Keys, or records, from which on what is asked of them is read at once, and not kept."""

_PAGE = 1000
"""Records that are read at once by whoever goes through all of them."""

_CROWD = 4096
"""Records from which on their ids are no longer looked up: all ids of the kind are read, once."""

_HEAD = 100
"""Bytes that tell what an SQLite file is; its pages' size and number are among them."""

_OF_KEYS = (
    "FROM json_each(?) wanted CROSS JOIN postings ON postings.field = ? AND postings.key = wanted.value"
)
"""The lists of some keys of a field; the keys come first, for they are few."""


class Store:
    """A database as it is read. Sqlite serialises its readers, so that all threads may share one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.frequency = lru_cache(2 * _REMEMBERED)(self._frequency)
        self._few = lru_cache(2 * _REMEMBERED)(self._short)
        self._many = lru_cache(_REMEMBERED // 128)(self._numbers)

    def row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The first row that a query finds."""
        found: tuple[Any, ...] | None = self.database.execute(query, values).fetchone()
        return found

    def fact(self, name: str) -> str | None:
        """A fact about the whole, by its name; None where it is not told."""
        found = self.row("SELECT value FROM facts WHERE name = ?", name)
        return str(found[0]) if found else None

    def written(self, kind: str) -> dict[str, bytes]:
        """All records of a kind by their ids, as they were written."""
        return dict(self.database.execute(f'SELECT id, data FROM "{kind}"'))  # noqa: S608 - kinds are ours

    def numbers(self, field: str, key: str) -> Numbers:
        """The records that have the key in the field."""
        few = self._few(field, key)
        return self._many(field, key) if few is None else few

    def having(self, field: str, keys: Iterable[str]) -> Numbers:
        """The records that have any of the keys in the field."""
        wanted = list(keys)
        if len(wanted) > _MANY:
            return NONE.union(*self._of_many(field, wanted))
        found = [numbers for key in wanted if (numbers := self.numbers(field, key))]
        first, *others = found or [NONE]
        return first.union(*others) if others else first

    def having_all(self, wanted: Iterable[tuple[str, Iterable[str]]]) -> Numbers:
        """The records that have, for each field, any of the keys that are wanted there; none for no field."""
        found = [self.having(field, keys) for field, keys in wanted]
        return Numbers.intersection(*found) if found else NONE

    def keys_from(self, field: str, beginning: str) -> list[str]:
        """The keys of a field that begin so, in order."""
        found = self.database.execute(
            "SELECT key FROM postings WHERE field = ? AND key >= ? AND key < ? ORDER BY key",
            (field, beginning, f"{beginning}\U0010ffff"),
        )
        return [key for (key,) in found]

    def _frequency(self, field: str, key: str) -> int:
        """How many records have the key in the field; read without reading which."""
        found = self.row("SELECT count FROM postings WHERE field = ? AND key = ?", field, key)
        return int(found[0]) if found else 0

    def _of_many(self, field: str, keys: Sequence[str]) -> Iterator[Numbers]:
        """The lists of numbers of so many keys that they are read at once, and none of them is kept."""
        query = f"SELECT numbers {_OF_KEYS}"
        found = self.database.execute(query, (json.dumps(keys), field))
        return (Numbers.deserialize(numbers) for (numbers,) in found)

    def _short(self, field: str, key: str) -> Numbers | None:
        """The records that have the key in the field; None where that list is long."""
        query = "SELECT CASE WHEN count < ? THEN numbers END FROM postings WHERE field = ? AND key = ?"
        found = self.row(query, _LONG, field, key)
        if not found:
            return NONE
        return None if found[0] is None else Numbers.deserialize(found[0])

    def _numbers(self, field: str, key: str) -> Numbers:
        found = self.row("SELECT numbers FROM postings WHERE field = ? AND key = ?", field, key)
        return Numbers.deserialize(found[0]) if found else NONE


class Shelf(Sequence[_T], Generic[_T]):
    """The records of one kind in their order, each read when it is asked for."""

    def __init__(self, store: Store, kind: str, type_: type[_T], held: int = _HELD) -> None:
        self._store = store
        self._kind = kind
        self._decode = msgspec.msgpack.Decoder(type_).decode
        self._length = int(store.fact(f"records {kind}") or 0)
        self._held: dict[int, _T] = {}
        self._most = held
        self.number = lru_cache(_REMEMBERED)(self._number)
        self._id = lru_cache(_REMEMBERED)(self._id_of)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_T]: ...
    def __getitem__(self, at: int | slice) -> _T | Sequence[_T]:
        if isinstance(at, slice):
            return self.several(range(*at.indices(self._length)))
        if (held := self._held.get(at)) is not None:
            return held
        if not -self._length <= at < self._length:
            raise IndexError(at)
        return self.several([at % self._length])[0]

    def __iter__(self) -> Iterator[_T]:
        for start in range(0, self._length, _PAGE):
            page = self._store.database.execute(
                f'SELECT data FROM "{self._kind}" WHERE number >= ? AND number < ? ORDER BY number',  # noqa: S608
                (start, start + _PAGE),
            ).fetchall()
            yield from (self._decode(data) for (data,) in page)

    def get(self, id_: str) -> _T | None:
        """The record of that id; None where there is none."""
        number = self.number(id_)
        return None if number is None else self[number]

    def several(self, numbers: Iterable[int]) -> list[_T]:
        """The records of these numbers, in this order, read at once."""
        if len(self._held) > self._most:
            self._held = {}
        held = self._held  # which another thread may exchange meanwhile
        wanted = list(numbers)
        if missing := [number for number in wanted if number not in held]:
            held.update(self._read(missing))
        return [held[number] for number in wanted]

    def every_id(self) -> Iterator[str]:
        """The ids of all records, in the order of their numbers."""
        for start in range(0, self._length, _PAGE):
            yield from self.ids(range(start, start + _PAGE))

    @cached_property
    def _all_ids(self) -> list[str]:
        return list(self.every_id())

    def ids(self, numbers: Numbers | Sequence[int]) -> list[str]:
        """The ids of records, in the order of their numbers."""
        if len(numbers) <= _MANY:
            return [self._id(number) for number in sorted(numbers)]
        if len(numbers) > _CROWD:
            return [self._all_ids[number] for number in numbers]
        query = f'SELECT kept.id FROM json_each(?) JOIN "{self._kind}" kept ON number = value ORDER BY number'  # noqa: S608
        wanted = str(list(numbers))
        return [id_ for (id_,) in self._store.database.execute(query, (wanted,))]

    def numbers(self, ids: Iterable[str]) -> Numbers:
        """The numbers of the records of these ids; ids that none has are passed over."""
        found = map(self.number, ids)
        return Numbers(number for number in found if number is not None)

    def _id_of(self, number: int) -> str:
        found = self._store.row(f'SELECT id FROM "{self._kind}" WHERE number = ?', number)  # noqa: S608
        if not found:
            raise IndexError(number)
        return str(found[0])

    def _number(self, id_: str) -> int | None:
        found = self._store.row(f'SELECT number FROM "{self._kind}" WHERE id = ?', id_)  # noqa: S608
        return int(found[0]) if found else None

    def _read(self, numbers: Sequence[int]) -> dict[int, _T]:
        if len(numbers) == 1:  # by far the most frequent case, and the quicker way
            query = f'SELECT number, data FROM "{self._kind}" WHERE number = ?'  # noqa: S608 - kinds are ours
            found = self._store.database.execute(query, (numbers[0],))
        else:
            query = f'SELECT number, data FROM json_each(?) JOIN "{self._kind}" ON number = value'  # noqa: S608
            found = self._store.database.execute(query, (str(list(numbers)),))
        return {number: self._decode(data) for number, data in found}


def opened(path: Path) -> Store:
    """The database in a file that nobody will write any more."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    database.execute(f"PRAGMA mmap_size = {_MAPPED}")
    return Store(database)


def is_whole(path: Path) -> bool:
    """Whether a file is a database of the length that it says it has: nothing of it was lost in copying."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            length = file.seek(0, os.SEEK_END)
    except OSError:
        return False
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return head.startswith(b"SQLite format 3\0") and length == (65536 if page == 1 else page) * pages
