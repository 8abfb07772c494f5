"""How a database is connected: nobody waits for it long, and no two who write stumble over each other."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.ledger.turns import Turns

CONNECTIONS = 8
"""Connections of a process at most: several processes fit on a server that allows as few as twenty."""

_CONNECT_WITHIN = 3
"""Seconds; a server that takes longer counts as away."""

_AGE = 1800
"""Seconds after which a connection is made anew: networks drop those that were quiet for long."""

_BETWEEN_LOOKS = 0.002
"""Seconds between two looks whether a lock of SQLite's is free."""

_CACHE = 512
"""KiB of SQLite's pages that each connection holds in memory; the system holds the file's, too."""

_ONLY_READS = "only_reads"
_TURN = "turn"


def connections(url: URL, patience: float) -> Engine:
    """The connections to the database at `url`, which wait for others' locks `patience` seconds at most."""
    pool = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_timeout": patience, "pool_use_lifo": True}
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, **pool)
        event.listen(engine, "connect", partial(_prepare_sqlite, patience))
        turns = Turns()
        event.listen(engine, "begin", partial(_begin, patience, turns))
        event.listen(engine, "checkin", partial(_end_turn, turns))
        return engine
    limits = {"connect_timeout": _CONNECT_WITHIN, "tcp_user_timeout": _CONNECT_WITHIN * 1000}
    engine = create_engine(url, connect_args=limits, pool_pre_ping=True, pool_recycle=_AGE, **pool)
    event.listen(engine, "connect", partial(_prepare_postgresql, patience))
    return engine


def reading(ledger: Engine) -> Engine:
    """The ledger for one who only reads, and so neither waits for those who write nor keeps them waiting."""
    return ledger.execution_options(**{_ONLY_READS: True})


def _prepare_postgresql(patience: float, connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.cursor().execute(f"SET lock_timeout = {patience * 1000:.0f}")
    connection.commit()  # else the pool's rollback would take it back


def _prepare_sqlite(patience: float, connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin below, not where the driver guesses
    connection.execute(_waiting(patience))
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    # Lets readers and a writer work at once; SQLite itself does not wait for this step.
    _once_free(patience, partial(connection.execute, "PRAGMA journal_mode = WAL"))
    # WAL's usual NORMAL may lose the last commits with the power: a claim must outlive that.
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten: words to be forgotten would else stay in the file.
    connection.execute("PRAGMA secure_delete = ON")


def _begin(patience: float, turns: Turns, connection: Connection) -> None:
    if connection.get_execution_options().get(_ONLY_READS, False):
        connection.exec_driver_sql("BEGIN")
        return
    began = time.monotonic()
    connection.info[_TURN] = turns.take(patience)
    connection.exec_driver_sql(_waiting(0))
    try:
        # A transaction that starts by reading and writes later would fail at once, not wait, when another
        # process wrote in between.
        left = began + patience - time.monotonic()
        _once_free(left, partial(connection.exec_driver_sql, "BEGIN IMMEDIATE"))
    finally:
        connection.exec_driver_sql(_waiting(patience))


def _end_turn(turns: Turns, _: DBAPIConnection, kept: ConnectionPoolEntry) -> None:
    if kept.info.pop(_TURN, False):
        turns.give_on()


def _waiting(seconds: float) -> str:
    """Has SQLite itself wait so long for others' locks."""
    return f"PRAGMA busy_timeout = {seconds * 1000:.0f}"


def _once_free(patience: float, action: Callable[[], object]) -> None:
    """Do what needs a lock as soon as other processes leave it free.

    SQLite itself looks ever more rarely, and finds it in the hands of those who came later, again and again.
    """
    give_up = time.monotonic() + patience
    while True:
        try:
            action()
        except (sqlite3.OperationalError, OperationalError) as error:
            code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
            if code & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(_BETWEEN_LOOKS)
        else:
            return
