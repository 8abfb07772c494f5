from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.data import DataFolder
from bot.errors import NatoError
from bot.ledger.database import database_url, open_ledger


def test_the_ledger_stands_beside_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert database_url(DataFolder(tmp_path)).database == str(tmp_path / "ledger.sqlite3")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_what_hosts_call_postgres_is_postgresql(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://desk:secret@db.example:5432/ledger")
    url = database_url(DataFolder(tmp_path))
    assert url.drivername == "postgresql+psycopg"
    assert (url.host, url.port, url.password) == ("db.example", 5432, "secret")


@pytest.mark.parametrize("given", ["nonsense", "postgres://host:port/name"])
def test_an_address_that_is_none_is_refused_without_repeating_it(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(NatoError) as refused:
        database_url(DataFolder(tmp_path))
    assert str(refused.value).startswith(
        "DATABASE_URL: is not the address of a database: set DATABASE_URL to"
    )
    assert given not in str(refused.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("these are notes, " * 100)
    with pytest.raises(
        NatoError, match=r"DATABASE_URL: .*notes\.txt cannot be opened \(file is not a database\)"
    ):
        open_ledger(make_url(f"sqlite:///{tmp_path}/notes.txt"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        NatoError, match=r"cannot be opened \(unable to open database file\): mend its rights"
    ):
        open_ledger(make_url(f"sqlite:///{tmp_path}/nowhere/ledger.sqlite3"))


def test_an_unknown_database_is_refused() -> None:
    with pytest.raises(NatoError, match="DATABASE_URL: oracles is no database known here"):
        open_ledger(make_url("oracles://delphi/ledger"))


def test_a_missing_driver_is_named_and_the_password_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NatoError, match="pip install 'nato-bot\\[postgresql\\]'") as refused:
        open_ledger(make_url("postgresql+psycopg://desk:secret@db.example/ledger"))
    assert "secret" not in str(refused.value)
