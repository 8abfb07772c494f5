"""Where the ledger is, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
import time

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.data import DataFolder
from bot.errors import Fault, NatoError
from bot.ledger.schema import upgrade

BUSY_TIMEOUT = 10_000
"""Milliseconds that SQLite waits for another process to finish writing."""

_UPGRADING = 0x6E61746F
"""The number of PostgreSQL's lock for this; any that no other program on the database uses."""

_REMEDY = "set DATABASE_URL to sqlite:///path/to/file or postgresql://user:password@host/name"


def database_url(folder: DataFolder) -> URL:
    """The ledger's address: DATABASE_URL, else an SQLite file beside the data.

    Raises NatoError where DATABASE_URL is no address of a database.
    """
    given = os.environ.get("DATABASE_URL")
    if not given:
        return URL.create("sqlite", database=str(folder.root / "ledger.sqlite3"))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise NatoError(Fault("DATABASE_URL: is not the address of a database", _REMEDY)) from error
    # Hosts hand out `postgres://`, which SQLAlchemy no longer takes, and name no driver.
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def open_ledger(url: URL) -> Engine:
    """The ledger at `url`, with its schema brought to the newest version.

    Raises NatoError where it cannot be opened, or was written by a newer program.
    """
    shown = url.render_as_string(hide_password=True)
    try:
        ledger = _engine(url)
        try:
            _prepare(ledger)
        except BaseException:
            ledger.dispose()
            raise
    except NoSuchModuleError as error:
        raise NatoError(
            Fault(f"DATABASE_URL: {url.drivername} is no database known here", _REMEDY)
        ) from error
    except ModuleNotFoundError as error:
        remedy = "install it: pip install 'nato-bot[postgresql]'"
        raise NatoError(
            Fault(f"DATABASE_URL: the driver {error.name} for {shown} is missing", remedy)
        ) from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise NatoError(
            Fault(f"DATABASE_URL: {shown} cannot be opened ({reason})", f"mend its rights or {_REMEDY}")
        ) from error
    return ledger


def _engine(url: URL) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _share_between_processes(engine)
    return engine


def _prepare(ledger: Engine) -> None:
    with ledger.begin() as connection:
        if ledger.dialect.name == "postgresql":
            # Two processes that start at once would both make the tables: to ask for them is no lock.
            connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
        upgrade(connection)


def _share_between_processes(ledger: Engine) -> None:
    event.listen(ledger, "connect", _prepare_connection)
    event.listen(ledger, "begin", _begin_writing)


def _prepare_connection(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin below, not where the driver guesses
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    _switch_to_wal(connection)
    # WAL's usual NORMAL may lose the last commits with the power: a claim must outlive that.
    connection.execute("PRAGMA synchronous = FULL")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once; the one step for which SQLite itself does not wait."""
    give_up = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_writing(connection: Connection) -> None:
    # A transaction that starts by reading and writes later would fail at once, not wait, when another
    # process wrote in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
