from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from bot.ledger.database import open_ledger


@pytest.fixture
def url(tmp_path: Path) -> URL:
    return URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3"))


@pytest.fixture
def ledger(url: URL) -> Iterator[Engine]:
    engine = open_ledger(url)
    yield engine
    engine.dispose()
