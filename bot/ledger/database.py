"""Where the ledger is, and how it is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, func, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.data import DataFolder
from bot.errors import Fault, NatoError
from bot.ledger.connections import connections
from bot.ledger.reasons import reason_of
from bot.ledger.schema import known_version, prove_writable, upgrade, versions

PATIENCE = 3
"""Seconds that an answer may wait for the ledger: to be connected, and for what others lock."""

_PATIENCE_AT_START = 60
"""Seconds that a process waits while another one brings the schema up to date."""

_UPGRADING = 0x6E61746F
"""The number of PostgreSQL's lock for this; any that no other program on the database uses."""

_REMEDY = "set DATABASE_URL to sqlite:///path/to/file or postgresql://user:password@host/name"
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite"}
"""Hosts hand out `postgres://`, which SQLAlchemy no longer takes, and addresses for drivers of others."""


def database_url(folder: DataFolder) -> URL:
    """The ledger's address: DATABASE_URL, else an SQLite file beside the data.

    Raises NatoError where DATABASE_URL is no address of a database that a ledger can be kept in.
    """
    given = os.environ.get("DATABASE_URL", "").strip()
    if not given:
        return URL.create("sqlite", database=str(folder.root / "ledger.sqlite3"))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise NatoError(Fault("DATABASE_URL: is not the address of a database", _REMEDY)) from error
    if url.get_backend_name() not in _DRIVERS:
        raise NatoError(Fault(f"DATABASE_URL: {url.drivername} is no database known here", _REMEDY))
    if not url.database or url.database == ":memory:":
        raise NatoError(Fault("DATABASE_URL: names no database on its server, and no file", _REMEDY))
    return url.set(drivername=_DRIVERS[url.get_backend_name()])


def open_ledger(url: URL) -> Engine:
    """The ledger at `url`, with its schema brought to the newest version.

    Raises NatoError where it cannot be opened or written to, or was written by a newer program.
    """
    with _told_plainly(url):
        _bring_up_to_date(url)
        return connections(url, PATIENCE)


def version_at(url: URL) -> str | None:
    """The version of the schema of the ledger at `url`, which stays as it is; None where there is none yet.

    Raises NatoError as `open_ledger` does.
    """
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None  # to connect would make the file
    with _told_plainly(url):
        ledger = connections(url, PATIENCE)
        try:
            with ledger.connect() as connection:
                version = known_version(connection)
                if version == versions()[-1]:
                    prove_writable(connection)
                return version
        finally:
            ledger.dispose()


@contextmanager
def _told_plainly(url: URL) -> Iterator[None]:
    """Whatever keeps a database from being opened becomes a NatoError."""
    shown = url.render_as_string(hide_password=True)
    try:
        yield
    except ModuleNotFoundError as error:
        remedy = "install it: pip install 'nato-bot[postgresql]'"
        raise NatoError(
            Fault(f"DATABASE_URL: the driver {error.name} for {shown} is missing", remedy)
        ) from error
    except SQLAlchemyError as error:
        told = str(getattr(error, "orig", None) or error).splitlines()[0]
        remedy = f"{reason_of(error).remedy}, or {_REMEDY}"
        raise NatoError(Fault(f"DATABASE_URL: {shown} cannot be opened ({told})", remedy)) from error


@contextmanager
def ledger_of(folder: DataFolder) -> Iterator[Engine]:
    """The ledger of a data folder, for a while. Raises NatoError as `database_url` and `open_ledger` do."""
    ledger = open_ledger(database_url(folder))
    try:
        yield ledger
    finally:
        ledger.dispose()


def _bring_up_to_date(url: URL) -> None:
    ledger = connections(url, _PATIENCE_AT_START)
    try:
        with ledger.begin() as connection:
            if ledger.dialect.name == "postgresql":
                # Two processes that start at once would both make the tables: to ask for them is no lock.
                connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
            upgrade(connection)
    finally:
        ledger.dispose()
