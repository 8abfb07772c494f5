from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

BASE = Path(__file__).parent.parent / "broken" / "base"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The base, not yet built."""
    return Path(shutil.copytree(BASE, tmp_path / "data"))


def _build(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", *options], env={"NATO_DATA": str(folder)})


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "knowledge").iterdir()}


def test_a_build_tells_what_is_new_with_its_quote(folder: Path) -> None:
    told = _build(folder).output.splitlines()
    assert "+ official ada-marsh: “Ada Marsh”" in told
    assert any(line.startswith("+ statement pilots-") and "“A pilot’s patience" in line for line in told)


def test_building_again_changes_nothing(folder: Path) -> None:
    _build(folder)
    before = _held(folder)
    assert [line for line in _build(folder).output.splitlines() if line[0] in "+-~"] == []
    assert _held(folder) == before


def test_deleted_knowledge_is_rebuilt_byte_for_byte(folder: Path) -> None:
    _build(folder)
    before = _held(folder)
    shutil.rmtree(folder / "knowledge")
    _build(folder)
    assert _held(folder) == before


def test_broken_knowledge_is_replaced(folder: Path) -> None:
    _build(folder)
    before = _held(folder)
    (folder / "knowledge" / "officials.yaml").write_text("{", encoding="utf-8")
    assert _build(folder).exit_code == 0
    assert _held(folder) == before


def test_a_dry_run_tells_and_writes_nothing(folder: Path) -> None:
    told = _build(folder, "--dry-run").output
    assert not (folder / "knowledge").exists()
    assert told == _build(folder).output


def test_a_decision_shows_as_a_change(folder: Path) -> None:
    _build(folder)
    curation = folder / "knowledge" / "curation.yaml"
    curation.write_text("- {alias: Ada Marsh, names: [Addie]}", encoding="utf-8")
    assert "~ official ada-marsh (aliases): “Ada Marsh”" in _build(folder).output


def test_nearly_the_same_name_is_reported_until_somebody_confirms(folder: Path) -> None:
    (folder / "seeds" / "typing.txt").write_text(
        "On 4 May 2023, Colonel Ada Marsch, Director of the Tide Office, said that “the tide has turned”.\n",
        encoding="utf-8",
    )
    notice = (
        "? ada-marsch and ada-marsh: “Ada Marsch” and “Ada Marsh”: merge them, or confirm that they are two"
    )
    assert notice in _build(folder).output.splitlines()
    curation = folder / "knowledge" / "curation.yaml"
    curation.write_text("- confirm: [Ada Marsh, ada-marsch]", encoding="utf-8")
    assert notice not in _build(folder).output


def test_words_of_nobody_known_are_reported_until_somebody_knows(folder: Path) -> None:
    (folder / "seeds" / "rumour.txt").write_text(
        "“The crane will never be repaired”, said an official who asked not to be named.\n", encoding="utf-8"
    )
    told = _build(folder).output
    assert "“The crane will never be repaired”: set its speaker, or confirm that it is unknown" in told


def test_meetings_that_only_a_date_could_tell_apart_are_reported(folder: Path) -> None:
    (folder / "seeds" / "undated.txt").write_text(
        "Harbour pilots met in Porto for the Harbour Safety Forum (HSF), hosted by the Tide Office.\n",
        encoding="utf-8",
    )
    told = _build(folder).output
    assert "? harbour-safety-forum-2023-05-04 and harbour-safety-forum:" in told
