"""What the doctor says of an installation without asking Slack: knowledge, ledger, time zones."""

from __future__ import annotations

import sqlite3
import sys
import zoneinfo
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ledger.schema import versions
from tests.doctor.conftest import examined, part

NEWEST = versions()[-1]


def test_without_any_token_all_is_well_for_the_playground(data: Path) -> None:
    result = examined()
    assert result.exit_code == 0
    assert part(result, "Slack") == [
        "· no token is set",
        "→ nothing to do for the playground (nato run); for Slack, see docs/slack.md",
    ]
    assert part(result, "knowledge") == ["✓ 3 articles; knowledge/ is what they make"]


def test_looking_makes_no_ledger(data: Path) -> None:
    before = sorted(data.iterdir())
    assert part(examined(), "ledger")[0] == f"· sqlite:///{data}/ledger.sqlite3 holds nothing yet"
    assert sorted(data.iterdir()) == before


def test_an_article_that_nobody_built(data: Path) -> None:
    (data / "seeds" / "new.txt").write_text("Ports meet\n\nOn 3 May 2024, ports met.\n", "utf-8")
    result = examined()
    assert result.exit_code == 1
    told = part(result, "knowledge")
    assert "✗" in told[0]
    assert "nato build" in told[1]
    assert not any("✓" in line for line in told)


def test_of_many_faults_the_first_and_their_number(data: Path) -> None:
    for seed in (data / "seeds").iterdir():
        seed.write_text("New. " + seed.read_text("utf-8"), "utf-8")
    told = part(examined(), "knowledge")
    assert len(told) == 22
    assert told[-2].endswith("faults more")


def test_a_folder_without_articles(data: Path) -> None:
    for seed in (data / "seeds").iterdir():
        seed.unlink()
    CliRunner().invoke(main, ["build"])
    assert part(examined(), "knowledge") == [
        f"· no article in {data}/seeds",
        "→ put one there, and run nato build",
    ]


def test_a_ledger_of_today(ledger: Path) -> None:
    assert part(examined(), "ledger") == [f"✓ sqlite:///{ledger} can be written to, and has schema {NEWEST}"]


def test_an_older_ledger_is_told_and_left_as_it_is(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '0002'")
    for _ in range(2):
        assert part(examined(), "ledger") == [
            f"· sqlite:///{ledger} has schema 0002",
            f"→ the next start brings it to schema {NEWEST}; back it up before",
        ]


def test_a_ledger_of_a_newer_program(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    result = examined()
    assert result.exit_code == 1
    assert part(result, "ledger")[1] == "→ update nato-bot: a newer one has opened this ledger"


def test_a_ledger_that_cannot_be_made(data: Path) -> None:
    result = examined(DATABASE_URL=f"sqlite:///{data}/nowhere/ledger.sqlite3")
    assert result.exit_code == 1
    assert part(result, "ledger")[1] == "→ make its folder, open to the bot"


def test_a_server_that_is_away_without_its_password(data: Path) -> None:
    result = examined(DATABASE_URL="postgresql://nato:hush@127.0.0.1:1/ledger")
    assert result.exit_code == 1
    assert "start the server" in part(result, "ledger")[1]
    assert "hush" not in result.output


def test_time_zones_that_are_missing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert part(examined(), "time zones")[0].startswith("✓ ")
    monkeypatch.setitem(sys.modules, "tzdata", None)
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    monkeypatch.setattr(zoneinfo._tzpath, "TZPATH", ())
    result = examined()
    assert result.exit_code == 1
    assert part(result, "time zones")[0] == "✗ there are no data of them"


def test_data_that_are_not_there_leave_the_rest_examined(data: Path) -> None:
    result = examined(NATO_DATA=str(data / "elsewhere"))
    assert result.exit_code == 1
    assert part(result, "knowledge")[0].startswith("✗ NATO_DATA: no folder seeds/")
    assert part(result, "Slack")[0] == "· no token is set"
