"""Writing knowledge in the form in which it is searched: once, by one process, before anybody reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import TypeAlias

import msgspec

from bot.knowledge.store import Numbers

Postings: TypeAlias = Mapping[tuple[str, str], Iterable[int]]
"""By field and key, the numbers of the records that have the key in the field."""

_TABLES = """
    CREATE TABLE postings (field TEXT, key TEXT, count INTEGER, numbers BLOB, PRIMARY KEY (field, key))
        WITHOUT ROWID;
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def new_database(path: Path | None = None) -> sqlite3.Connection:
    """An empty database to be written: at `path`, else in memory."""
    database = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
    database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN;")
    return database


def shelve(database: sqlite3.Connection, kind: str, records: Iterable[tuple[str | None, object]]) -> None:
    """Write the records of one kind, each with its id, numbered from 0."""
    database.execute(f'CREATE TABLE "{kind}" (number INTEGER PRIMARY KEY, id TEXT, data BLOB)')
    encode = msgspec.msgpack.Encoder().encode
    counted = count()
    rows = ((next(counted), id_, encode(record)) for id_, record in records)
    database.executemany(f'INSERT INTO "{kind}" VALUES (?, ?, ?)', rows)  # noqa: S608 - kinds are ours
    database.execute(f'CREATE INDEX "{kind} by id" ON "{kind}" (id)')
    state(database, {f"records {kind}": str(next(counted))})


def post(database: sqlite3.Connection, postings: Postings) -> None:
    """Write lists of numbers, each in order, each number once."""
    lists = ((*place, Numbers(postings[place])) for place in sorted(postings))
    rows = ((field, key, len(numbers), numbers.serialize()) for field, key, numbers in lists)
    database.executemany("INSERT INTO postings VALUES (?, ?, ?, ?)", rows)


def state(database: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    """Write facts about the whole."""
    database.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
