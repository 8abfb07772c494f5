"""Everything in tests/broken/: each fault is told as file:line:column, what is wrong, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.data import read_yaml

BROKEN = Path(__file__).parent.parent / "broken"


def _cases(name: str) -> list[Any]:
    named = read_yaml(BROKEN / name)
    return [pytest.param(content, id=case) for each in named for case, content in each.items()]


def _nato(folder: Path, command: str) -> Result:
    return CliRunner().invoke(main, [command], env={"NATO_DATA": str(folder)})


def _lines(output: str, folder: Path) -> list[str]:
    return [line.removeprefix(f"{folder}/") for line in output.splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base, built once."""
    folder = tmp_path_factory.mktemp("broken") / "base"
    shutil.copytree(BROKEN / "base", folder)
    assert _nato(folder, "build").exit_code == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the base to break."""
    return Path(shutil.copytree(built, tmp_path / "data"))


def _break(path: Path, case: dict[str, Any]) -> str:
    """Do to a file what the case says; what it holds then."""
    if case.get("gone"):
        path.unlink()
        return ""
    raw = path.read_bytes() if path.exists() else b""
    if "bytes" in case:
        raw = bytes.fromhex(case["bytes"])
    elif "becomes" in case:
        raw = case["becomes"].encode()
    else:
        old, new = case["swap"]
        assert old.encode() in raw, f"nothing to swap in {path.read_text(encoding='utf-8')}"
        raw = raw.replace(old.encode(), new.encode(), 1)
    path.write_bytes(raw)
    return raw.decode("utf-8", "replace")


def _line(file: str, text: str, fault: dict[str, Any]) -> str:
    """The line that tells the fault: its place is that of the nth `at`, or no place."""
    if "at" in fault:
        offset = -1
        for _ in range(fault.get("nth", 1)):
            offset = text.index(fault["at"], offset + 1)
        before = text[:offset]
        fault = {**fault, "line": before.count("\n") + 1, "column": len(before) - before.rfind("\n")}
    place = f":{fault['line']}:{fault['column']}" if "line" in fault else ""
    return f"{file}{place}: {fault['says']}"


def test_the_base_is_sound(folder: Path) -> None:
    result = _nato(folder, "check")
    assert (result.output, result.exit_code) == ("", 0)


@pytest.mark.parametrize("case", _cases("knowledge.yaml"))
def test_broken_knowledge(folder: Path, case: dict[str, Any]) -> None:
    file = f"knowledge/{case['file']}"
    text = _break(folder / file, case)
    result = _nato(folder, "check")
    assert _lines(result.output, folder) == [_line(file, text, fault) for fault in case["faults"]]
    assert result.exit_code == 1


@pytest.mark.parametrize("case", _cases("decisions.yaml"))
def test_broken_decisions(folder: Path, case: dict[str, Any]) -> None:
    (folder / "knowledge" / "curation.yaml").write_text(case["decisions"], encoding="utf-8")
    before = _held(folder)
    faults = case.get("faults") or [case["fault"]]
    told = [f"knowledge/curation.yaml:{fault}" for fault in faults]
    for command, status in (("check", 1), ("build", 2)):
        result = _nato(folder, command)
        assert (_lines(result.output, folder), result.exit_code) == (told, status)
    assert _held(folder) == before


@pytest.mark.parametrize("case", _cases("seeds.yaml"))
def test_broken_seeds(folder: Path, case: dict[str, Any]) -> None:
    for name, seed in case["seeds"].items():
        _make(folder / "seeds" / name, seed)
    if "decisions" in case:
        (folder / "knowledge" / "curation.yaml").write_text(case["decisions"], encoding="utf-8")
    before = _held(folder)
    for command, status in (("check", 1), ("build", 2)):
        result = _nato(folder, command)
        assert (sorted(_lines(result.output, folder)), result.exit_code) == (case["faults"], status)
    assert _held(folder) == before


def _make(path: Path, seed: dict[str, Any]) -> None:
    if seed.get("folder"):
        path.mkdir()
    elif "link" in seed:
        path.symlink_to(seed["link"])
    else:
        path.write_bytes(bytes.fromhex(seed["bytes"]) if "bytes" in seed else b"x" * seed["size"])


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "knowledge").iterdir()}


def test_an_edited_seed_is_noticed_wherever_it_is_quoted(folder: Path) -> None:
    seed = folder / "seeds" / "pilots.txt"
    seed.write_bytes(seed.read_bytes().replace(b"patience", b"impatience"))
    lines = _lines(_nato(folder, "check").output, folder)
    assert any("statements.yaml" in line and "pilots.txt says" in line for line in lines)
    assert not any("harbour.txt says" in line for line in lines)
    assert _nato(folder, "build").exit_code == 0
    assert _nato(folder, "check").output == ""


def test_a_withdrawn_seed_is_noticed_and_what_rested_on_it_is_named(folder: Path) -> None:
    (folder / "seeds" / "pilots.txt").unlink()
    lines = _lines(_nato(folder, "check").output, folder)
    assert lines
    assert all(line.endswith("there is no seed pilots.txt: put it back, or run nato build") for line in lines)
    told = _nato(folder, "build").output.splitlines()
    assert any(
        line.startswith("- statement pilots-") and "“A pilot’s patience is the cheapest brake”" in line
        for line in told
    )
    (marsh,) = (line for line in told if line.startswith("~ official ada-marsh "))
    assert "(pilots.txt)" in marsh
    assert "(harbour.txt)" not in marsh
    assert _nato(folder, "check").output == ""


def test_a_decision_that_rested_on_what_is_gone_is_named(folder: Path) -> None:
    curation = folder / "knowledge" / "curation.yaml"
    curation.write_text("# ours\n- {alias: Ada Marsh, names: [Addie]}\n", encoding="utf-8")
    assert "curation.yaml" not in _nato(folder, "build").output
    seed = folder / "seeds" / "harbour.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("Director of", "Chief of"), encoding="utf-8")
    notice = (
        "? curation.yaml:2:3: “Ada Marsh” rested on “Director of the Tide Office”, which harbour.txt no "
        "longer says: look whether the decision still holds"
    )
    assert notice in _nato(folder, "build").output.splitlines()
    assert "curation.yaml" not in _nato(folder, "build").output


def test_a_decision_without_its_record_is_told_with_all_that_rested_on_the_seed(folder: Path) -> None:
    curation = folder / "knowledge" / "curation.yaml"
    curation.write_text(
        "- {drop: A pilot’s patience is the cheapest brake, field: speaker}", encoding="utf-8"
    )
    assert _nato(folder, "build").exit_code == 0
    before = _held(folder)
    (folder / "seeds" / "pilots.txt").unlink()
    result = _nato(folder, "build")
    fault, lost = _lines(result.output, folder)
    assert result.exit_code == 2
    assert fault.startswith(
        "knowledge/curation.yaml:1:10: nothing here is called “A pilot’s patience is the cheapest brake”"
    )
    assert lost.startswith("seeds/pilots.txt: was withdrawn; on its words rested source pilots.txt, ")
    assert "official ada-marsh" in lost
    assert lost.endswith(": put the words back, or mend the decisions that need them")
    assert _held(folder) == before
