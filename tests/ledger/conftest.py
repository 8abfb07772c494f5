from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, text

from bot.ledger.database import open_ledger
from tests.postgresql import address_of, postgresql_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """A PostgreSQL server of the tests' own."""
    with postgresql_server() as server:
        yield address_of(server)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of an empty ledger: each test is held on both databases."""
    if request.param == "sqlite":
        return URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3"))
    server: URL = request.getfixturevalue("postgresql")
    name = f"ledger_{abs(hash(tmp_path)):x}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(database=name)


@pytest.fixture
def ledger(url: URL) -> Iterator[Engine]:
    engine = open_ledger(url)
    yield engine
    engine.dispose()
