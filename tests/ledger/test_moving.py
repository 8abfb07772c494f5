from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import (
    Dialect,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    insert,
    make_url,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import Column

from bot.errors import NatoError
from bot.ledger.database import open_ledger
from bot.ledger.moving import export_ledger, import_ledger
from bot.ledger.schema import schema, versions
from tests.ledger.rows import Rows, fill, rows_of


class Turned(TypeDecorator[str]):
    """Keeps words back to front, as a cipher might."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value and value[::-1]

    process_result_value = process_bind_param


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """A ledger in SQLite, to move from or to."""
    other = open_ledger(make_url(f"sqlite:///{tmp_path}/other.sqlite3"))
    yield other
    other.dispose()


@pytest.fixture
def exported(file: Path, other: Engine) -> Rows:
    """What stands in `file`, exported from SQLite."""
    with other.begin() as connection:
        fill(connection, schema())
    export_ledger(other, file)
    return all_rows(other)


def all_rows(ledger: Engine) -> Rows:
    with ledger.connect() as connection:
        return rows_of(connection, schema())


def refusal(ledger: Engine, file: Path) -> str:
    """The one message that tells why nothing is imported; and nothing is."""
    before = all_rows(ledger)
    with pytest.raises(NatoError) as refused:
        import_ledger(ledger, file)
    assert all_rows(ledger) == before
    assert len(refused.value.faults) == 1
    return str(refused.value)


def test_a_team_moves_with_all_it_has(exported: Rows, file: Path, ledger: Engine, tmp_path: Path) -> None:
    assert import_ledger(ledger, file) == sum(map(len, exported.values()))
    assert all_rows(ledger) == exported
    assert set(exported) == set(schema().tables)
    assert min(map(len, exported.values())) == 3
    export_ledger(ledger, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()


def test_more_rows_than_are_held_at_once(
    file: Path, ledger: Engine, other: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ledger.moving._AT_ONCE", 2)
    with other.begin() as connection:
        fill(connection, schema(), 5)
    export_ledger(other, file)
    import_ledger(ledger, file)
    assert all_rows(ledger) == all_rows(other)


def test_new_rows_are_numbered_after_those_that_came(
    ledger: Engine, other: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = MetaData()
    numbered = Table("numbered", tables, Column("id", Integer, primary_key=True), Column("word", String))
    monkeypatch.setattr("bot.ledger.moving.schema", lambda: tables)
    for database in (other, ledger):
        tables.create_all(database)
    with other.begin() as connection:
        connection.execute(insert(numbered), [{"id": 7, "word": "buoy"}])
    export_ledger(other, file)
    import_ledger(ledger, file)
    with ledger.begin() as connection:
        assert connection.execute(insert(numbered).values(word="pier")).inserted_primary_key == (8,)


def test_what_is_stored_as_a_cipher_moves_as_a_cipher(
    ledger: Engine, other: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = MetaData()
    secrets = Table("secrets", tables, Column("id", Integer, primary_key=True), Column("token", Turned))
    monkeypatch.setattr("bot.ledger.moving.schema", lambda: tables)
    for database in (ledger, other):
        tables.create_all(database)
    with ledger.begin() as connection:
        connection.execute(insert(secrets), [{"id": 1, "token": "drow"}])
    export_ledger(ledger, file)
    assert '"word"' in file.read_text(encoding="utf-8")
    assert "drow" not in file.read_text(encoding="utf-8")
    import_ledger(other, file)
    with other.connect() as connection:
        assert connection.scalar(text("SELECT token FROM secrets")) == "word"


def test_an_export_is_for_its_owner_alone(exported: Rows, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_overwritten(ledger: Engine, file: Path) -> None:
    file.write_text("minutes of a meeting", encoding="utf-8")
    with pytest.raises(NatoError, match="is there already: remove it or give another name"):
        export_ledger(ledger, file)
    assert file.read_text(encoding="utf-8") == "minutes of a meeting"


def test_a_file_that_cannot_be_written_is_refused(ledger: Engine, tmp_path: Path) -> None:
    with pytest.raises(NatoError, match=r"nowhere/ledger\.jsonl: cannot be written \(No such file"):
        export_ledger(ledger, tmp_path / "nowhere" / "ledger.jsonl")


def test_a_ledger_that_breaks_off_leaves_no_file(file: Path, other: Engine, tmp_path: Path) -> None:
    with other.begin() as connection:
        connection.execute(text("DROP TABLE known_sources"))
    with pytest.raises(OperationalError, match="no such table"):
        export_ledger(other, file)
    assert [path for path in tmp_path.iterdir() if ".sqlite3" not in path.name] == []


def test_a_ledger_in_use_is_not_imported_into(exported: Rows, file: Path, ledger: Engine) -> None:
    with ledger.begin() as connection:
        connection.execute(text("INSERT INTO handled_events VALUES ('C1:1.0', 1)"))
    told = refusal(ledger, file)
    assert "is in use already (it has handled_events): import into a new database, before the bot is" in told


def test_a_file_that_is_not_there_is_refused(ledger: Engine, file: Path) -> None:
    assert refusal(ledger, file) == (
        f"{file}: cannot be read (No such file or directory): name a file that nato ledger export wrote"
    )


def test_a_file_of_another_schema_is_refused(exported: Rows, file: Path, ledger: Engine) -> None:
    rest = file.read_text(encoding="utf-8").split("\n", 1)[1]
    file.write_text(json.dumps({"type": "ledger", "schema": "0000"}) + "\n" + rest, encoding="utf-8")
    assert refusal(ledger, file) == (
        f"{file}:1:1: holds schema 0000, this nato-bot has schema {versions()[-1]}: "
        "export the ledger with the same nato-bot that imports it"
    )


BROKEN: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "cut off between two lines": (lambda lines: lines[:-1], ": is not whole"),
    "without a row": (lambda lines: lines[:2] + lines[3:], ": is not whole"),
    "empty": (lambda lines: [], ": is not whole"),
    "cut off in a line": (lambda lines: [*lines[:3], lines[3][:9]], ":4:1: is no line of an exported ledger"),
    "no JSON": (lambda lines: ["Dear all,"], ":1:1: is no line of an exported ledger"),
    "a value of another type": (
        lambda lines: [*lines[:2], lines[2].replace('"', "", 2)],
        ":3:1: is no line of an exported ledger",
    ),
    "a table that is none": (
        lambda lines: [lines[0], lines[1].replace("workspace", "address")],
        ":2:1: tells of a table that is not like",
    ),
    "a row twice": (lambda lines: [*lines[:3], lines[2], *lines[3:]], ": has rows of"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_is_broken_is_refused(exported: Rows, file: Path, ledger: Engine, broken: str) -> None:
    change, told = BROKEN[broken]
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")
    assert refusal(ledger, file).startswith(f"{file}{told}")
    assert refusal(ledger, file).endswith(": export the ledger again")
