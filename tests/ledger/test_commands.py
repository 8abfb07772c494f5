"""The ledger's commands, as somebody types them who moves to another database."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import URL

from bot.cli import main
from bot.data import DataFolder
from bot.ledger.database import ledger_of
from bot.ledger.schema import schema
from tests.ledger.rows import Rows, fill, rows_of


def nato(*words: str) -> Result:
    return CliRunner().invoke(main, ["ledger", *words], catch_exceptions=False)


def rows(data: Path) -> Rows:
    with ledger_of(DataFolder(data)) as ledger, ledger.connect() as connection:
        return rows_of(connection, schema())


def test_a_team_moves_to_another_database(data: Path, url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    with ledger_of(DataFolder(data)) as ledger, ledger.begin() as connection:
        fill(connection, schema())
    before, count = rows(data), 3 * len(schema().tables)
    file = data / "ledger.jsonl"
    assert nato("export", str(file)).stdout == f"{count:,} rows written to {file}\n"
    monkeypatch.setenv("DATABASE_URL", url.render_as_string(hide_password=False))
    assert nato("import", str(file)).stdout == f"{count:,} rows read from {file}\n"
    assert rows(data) == before


def test_what_cannot_be_moved_is_told_in_one_line(data: Path) -> None:
    result = nato("import", str(data / "seeds" / "regatta.txt"))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "regatta.txt:1:1: is no line of an exported ledger" in result.stderr
