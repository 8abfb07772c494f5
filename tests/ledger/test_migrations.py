from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, text

from bot.errors import NatoError
from bot.ledger.database import open_ledger
from bot.ledger.schema import schema, upgrade, version_of, versions
from tests.ledger.racing import printed_at_once
from tests.ledger.rows import Rows, fill, rows_of

UNVERSIONED = (Path(__file__).parent / "unversioned.sql").read_text(encoding="utf-8")

OPENER = """
import sys
from sqlalchemy import make_url
from bot.ledger.database import open_ledger
print("ready", flush=True)
sys.stdin.readline()
open_ledger(make_url(sys.argv[1])).dispose()
"""


def make(connection: Connection, version: str) -> None:
    """Bring an empty database to an earlier version."""
    if version == "unversioned":
        for statement in UNVERSIONED.split(";")[:-1]:
            connection.execute(text(statement))
    else:
        upgrade(connection, version)


def ledger_of(url: URL, version: str) -> Rows:
    """What stands in a new ledger of an earlier version."""
    engine = create_engine(url)
    tables = MetaData()
    with engine.begin() as connection:
        make(connection, version)
        tables.reflect(connection)
        if version != "unversioned":
            tables.remove(tables.tables["alembic_version"])
        fill(connection, tables)
        rows = rows_of(connection, tables)
    engine.dispose()
    return rows


def test_migrations_lead_to_the_tables_of_the_program(ledger: Engine) -> None:
    with ledger.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, schema()) == []


def test_each_version_has_one_file_and_follows_the_one_before(ledger: Engine) -> None:
    assert versions() == [f"{number:04}" for number in range(1, len(versions()) + 1)]
    with ledger.connect() as connection:
        assert version_of(connection) == versions()[-1]


@pytest.mark.parametrize("version", ["unversioned", *versions()])
def test_an_earlier_ledger_is_upgraded_with_what_is_in_it(url: URL, version: str) -> None:
    before = ledger_of(url, version)
    open_ledger(url).dispose()
    assert len(before) >= 5
    assert kept(url, before)


def kept(url: URL, before: Rows) -> bool:
    """Whether a ledger is of the newest version, and has the rows that it had."""
    engine = create_engine(url)
    with engine.connect() as connection:
        version, after = version_of(connection), rows_of(connection, schema())
    engine.dispose()
    return version == versions()[-1] and all(
        [{key: row[key] for key in rows[0]} for row in after[name]] == rows for name, rows in before.items()
    )


def test_processes_that_start_at_once_upgrade_it_once(url: URL) -> None:
    before = ledger_of(url, "unversioned")
    assert printed_at_once(OPENER, url, 3) == ["", "", ""]
    assert kept(url, before)


def test_a_ledger_of_a_newer_program_is_refused_and_left_alone(url: URL) -> None:
    ledger = open_ledger(url)
    with ledger.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.dispose()
    with pytest.raises(NatoError) as refused:
        open_ledger(url)
    assert "has schema 9999, this nato-bot knows schemas up to" in str(refused.value)
    assert str(refused.value).endswith(": update nato-bot: a newer one has opened this ledger")
