"""Why a database cannot be used, in words for whoever runs the bot."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlalchemy.exc import TimeoutError as NoConnectionFree


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with a database, and what to do about it."""

    what: str
    remedy: str


_AWAY = Reason("no connection to its server", "start the server, and check host, user and password")
_DAMAGED = Reason("it is damaged or no database", "restore it from a backup")
_FULL = Reason("its disk is full", "make room on the disk")
_LOCKED = Reason("another program keeps it locked", "end the other program")
_READ_ONLY = Reason("it is read-only", "let the bot write to it, and to the folder of a file")
_SLOW = Reason("it does not answer in time", "look after its server or disk")

_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_CANTOPEN: Reason("its file cannot be opened", "make its folder, open to the bot"),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: Reason("its disk fails", "look after the disk"),
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
}
_POSTGRESQL = {
    None: _AWAY,
    "25006": _READ_ONLY,
    "3D000": Reason("its server knows no database of that name", "create the database"),
    "42501": _READ_ONLY,
    "53100": _FULL,
    "53300": Reason("its server has no connection left", "run fewer processes or allow more connections"),
    "55P03": _LOCKED,
    "57P01": _AWAY,
    "57P03": _AWAY,
}


def reason_of(error: Exception) -> Reason:
    """The reason behind an error; it repeats no words of what was to be stored."""
    if isinstance(error, TimeoutError | NoConnectionFree):
        return _SLOW
    cause = getattr(error, "orig", None)
    unknown = Reason(type(cause or error).__name__, "look after the database")
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, unknown)
    return _POSTGRESQL.get(getattr(cause, "sqlstate", ""), unknown)
