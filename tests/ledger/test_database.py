from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, event, insert, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from bot.data import DataFolder
from bot.errors import NatoError
from bot.ledger.database import database_url, open_ledger
from bot.ledger.events import HandledEvent, handle_once
from bot.ledger.reasons import reason_of


def test_the_ledger_stands_beside_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert database_url(DataFolder(tmp_path)).database == str(tmp_path / "ledger.sqlite3")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_what_hosts_call_postgres_is_postgresql(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://desk:secret@db.example:5432/ledger")
    url = database_url(DataFolder(tmp_path))
    assert url.drivername == "postgresql+psycopg"
    assert (url.host, url.port, url.password) == ("db.example", 5432, "secret")


REMEDY = ": set DATABASE_URL to sqlite:///path/to/file or postgresql://user:password@host/name"
REFUSED = {
    "nonsense": "is not the address of a database",
    "postgres://host:port/name": "is not the address of a database",
    "mysql://host/name": "mysql is no database known here",
    "sqlite://": "names no database on its server, and no file",
    "sqlite:///:memory:": "names no database on its server, and no file",
    "postgres://host": "names no database on its server, and no file",
}


@pytest.mark.parametrize("given", REFUSED)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(NatoError) as refused:
        database_url(DataFolder(tmp_path))
    assert str(refused.value) == f"DATABASE_URL: {REFUSED[given]}{REMEDY}"
    assert given not in str(refused.value).removesuffix(REMEDY)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("these are notes, " * 100)
    assert refusal(f"sqlite:///{tmp_path}/notes.txt").startswith(
        f"DATABASE_URL: sqlite:///{tmp_path}/notes.txt cannot be opened (file is not a database): "
        "restore it from a backup, or set DATABASE_URL to"
    )


@pytest.mark.parametrize("path", ["nowhere/ledger.sqlite3", "."])
def test_a_file_that_cannot_be_made_is_refused(tmp_path: Path, path: str) -> None:
    assert "cannot be opened (unable to open database file): make its folder, open to the bot" in refusal(
        f"sqlite:///{tmp_path}/{path}"
    )


def test_a_ledger_that_is_read_only_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite3"
    open_ledger(make_url(f"sqlite:///{file}")).dispose()
    assert "cannot be opened (attempt to write a readonly database): let the bot write to it" in refusal(
        f"sqlite:///file:{file}?mode=ro&uri=true"
    )


def test_a_ledger_on_a_full_disk_is_refused(tmp_path: Path) -> None:
    with no_room():
        told = refusal(f"sqlite:///{tmp_path}/ledger.sqlite3")
    assert "cannot be opened (database or disk is full): make room on the disk" in told


def test_a_ledger_that_another_program_keeps_locked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ledger.database._PATIENCE_AT_START", 0)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        assert "cannot be opened (database is locked): end the other program" in refusal(
            f"sqlite:///{tmp_path}/ledger.sqlite3"
        )


def test_a_server_that_is_not_there_is_refused() -> None:
    told = refusal("postgresql+psycopg://desk:secret@127.0.0.1:1/ledger")
    assert "Connection refused): start the server, and check host, user and password, or set" in told
    assert "secret" not in told


def test_a_database_that_its_server_does_not_know_is_refused(postgresql: URL) -> None:
    told = refusal(postgresql.set(database="of_nobody").render_as_string(hide_password=False))
    assert 'database "of_nobody" does not exist' in told


@contextmanager
def no_room() -> Iterator[None]:
    """Meanwhile, files connected to cannot grow."""

    def limit(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA max_page_count = 3")

    event.listen(Pool, "connect", limit)
    try:
        yield
    finally:
        event.remove(Pool, "connect", limit)


def refusal(url: str) -> str:
    """The one message that tells why a ledger is not opened."""
    with pytest.raises(NatoError) as refused:
        open_ledger(make_url(url))
    assert len(refused.value.faults) == 1
    return str(refused.value)


def test_a_missing_driver_is_named_and_the_password_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NatoError, match="pip install 'nato-bot\\[postgresql\\]'") as refused:
        open_ledger(make_url("postgresql+psycopg://desk:secret@db.example/ledger"))
    assert "secret" not in str(refused.value)


def test_nobody_waits_long_for_what_another_writes(url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ledger.database.PATIENCE", 0.05)
    ledger = open_ledger(url)
    with ledger.begin() as connection:
        connection.execute(insert(HandledEvent).values(key="C1:1.0", at=1.0))
        with pytest.raises(OperationalError) as waited:
            handle_once(ledger, "C1:1.0", now=1.0)
    assert reason_of(waited.value).what == "another program keeps it locked"
    assert not handle_once(ledger, "C1:1.0", now=1.0)
    ledger.dispose()
