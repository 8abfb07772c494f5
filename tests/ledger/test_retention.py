from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, Double, Engine, Integer, MetaData, String, Table, insert, make_url, select

from bot.ledger.database import open_ledger
from bot.ledger.retention import PERSONAL, forget
from bot.ledger.schema import schema

NOW = 1_930_000_000.0
DAY = 24 * 3600.0

TABLES = MetaData()
WISHES = Table(
    "wishes",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("at", Double, index=True, nullable=False),
    Column("wish", String, info=PERSONAL, nullable=False),
)
VERDICTS = Table(
    "verdicts",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("at", Double, index=True, nullable=False),
    Column("stars", Integer),
    Column("reason", String, info=PERSONAL),
    Column("comment", String, info=PERSONAL, default="-", nullable=False),
)
VISITS = Table("visits", TABLES, Column("at", Double, primary_key=True))


@pytest.fixture
def written(ledger: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A ledger with what was written 89, 90 and 91 days ago."""
    monkeypatch.setattr("bot.ledger.retention.schema", lambda: TABLES)
    TABLES.create_all(ledger)
    with ledger.begin() as connection:
        for days in (89, 90, 91):
            at = NOW - days * DAY
            connection.execute(insert(WISHES).values(id=days, at=at, wish="a pier"))
            connection.execute(
                insert(VERDICTS).values(id=days, at=at, stars=4, reason="long", comment="ask the pilot")
            )
            connection.execute(insert(VISITS).values(at=at))
    return ledger


def rows(ledger: Engine, table: Table) -> list[tuple[object, ...]]:
    with ledger.connect() as connection:
        return [tuple(row) for row in connection.execute(select(table).order_by(table.c.at.desc()))]


def test_words_are_forgotten_with_age_and_figures_are_not(written: Engine) -> None:
    assert forget(written, NOW, 90) == 2
    assert [row[0] for row in rows(written, WISHES)] == [89, 90]
    assert [row[2:] for row in rows(written, VERDICTS)] == [
        (4, "long", "ask the pilot"),
        (4, "long", "ask the pilot"),
        (4, None, "-"),
    ]
    assert len(rows(written, VISITS)) == 3
    assert forget(written, NOW, 90) == 0


def test_where_nothing_is_kept_all_words_go(written: Engine) -> None:
    assert forget(written, NOW, 0) == 6
    assert rows(written, WISHES) == []
    assert {row[2:] for row in rows(written, VERDICTS)} == {(4, None, "-")}


def test_forgotten_words_are_not_left_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ledger.retention.schema", lambda: TABLES)
    ledger = open_ledger(make_url(f"sqlite:///{tmp_path}/ledger.sqlite3"))
    TABLES.create_all(ledger)
    with ledger.begin() as connection:
        connection.execute(insert(WISHES).values(id=1, at=NOW - 91 * DAY, wish="a secret pier"))
    forget(ledger, NOW, 90)
    ledger.dispose()
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.sqlite3"]
    assert b"a secret pier" not in (tmp_path / "ledger.sqlite3").read_bytes()


def test_what_people_wrote_can_be_forgotten_in_every_table(ledger: Engine) -> None:
    forget(ledger, NOW, 90)
    for table in schema().sorted_tables:
        if any(column.info.get("personal") for column in table.columns):
            assert isinstance(table.c.at.type, Double)
            assert any(list(index.columns) == [table.c.at] for index in table.indexes)
