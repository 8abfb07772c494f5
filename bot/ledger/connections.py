"""How a database is connected: nobody waits for it long, and no two who write stumble over each other."""

from __future__ import annotations

import sqlite3
import time
from functools import partial

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

CONNECTIONS = 8
"""Connections of a process at most: several processes fit on a server that allows as few as twenty."""

_CONNECT_WITHIN = 3
"""Seconds; a server that takes longer counts as away."""

_AGE = 1800
"""Seconds after which a connection is made anew: networks drop those that were quiet for long."""

_ONLY_READS = "only_reads"


def connections(url: URL, patience: float) -> Engine:
    """The connections to the database at `url`, which wait for others' locks `patience` seconds at most."""
    pool = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_timeout": patience}
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, **pool)
        event.listen(engine, "connect", partial(_prepare_sqlite, patience))
        event.listen(engine, "begin", _begin)
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
    connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")
    _switch_to_wal(connection, patience)
    # WAL's usual NORMAL may lose the last commits with the power: a claim must outlive that.
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten: words to be forgotten would else stay in the file.
    connection.execute("PRAGMA secure_delete = ON")


def _switch_to_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Let readers and a writer work at once; the one step for which SQLite itself does not wait."""
    give_up = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A transaction that starts by reading and writes later would fail at once, not wait, when another
    # process wrote in between.
    only_reads = connection.get_execution_options().get(_ONLY_READS, False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
