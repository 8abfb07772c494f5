"""`nato doctor`, run and read part by part, with the stand-in in Slack's place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import URL

from bot.cli import main
from bot.ledger.database import open_ledger
from tests.slack.conftest import workspace

__all__ = ["workspace"]


def examined(**environment: str) -> Result:
    """What the doctor says in that environment."""
    return CliRunner().invoke(main, ["doctor"], env=environment, catch_exceptions=False)


def part(result: Result, name: str) -> list[str]:
    """The lines on one part."""
    lines = iter(result.output.splitlines())
    next(line for line in lines if line == name)
    told: list[str] = []
    for line in lines:
        if not line.startswith(" "):
            break
        told.append(line.strip())
    return told


@pytest.fixture
def ledger(data: Path) -> Path:
    """A ledger beside the data, as a start of the bot leaves it."""
    file = data / "ledger.sqlite3"
    open_ledger(URL.create("sqlite", database=str(file))).dispose()
    return file
