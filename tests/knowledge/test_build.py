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


SAFETY = "On 4 May 2023, pilots met in {place} for the Harbour Safety Forum (HSF), hosted by the {host}.\n"
SAME = {"place": "Porto", "host": "Tide Office"}
PROGRAMME = "The Clean Harbour Programme (CHP), established in {year}, pays for nets.\n"


@pytest.mark.parametrize(
    ("article", "notice"),
    [
        (
            SAFETY.format(place="Faro", host="Tide Office"),
            "? harbour-safety-forum-2023-05-04: place is “Porto” (harbour.txt), but “Faro” (second.txt): "
            "set it, or confirm that it is right",
        ),
        (
            SAFETY.format(place="Porto", host="Pilot Guild"),
            "? harbour-safety-forum-2023-05-04: host is “Tide Office” (harbour.txt), but “Pilot Guild” "
            "(second.txt): set it, or confirm that it is right",
        ),
        (
            PROGRAMME.format(year=2015),
            "? clean-harbour-programme: established is “2014” (harbour.txt), but “2015” (second.txt): "
            "set it, or confirm that it is right",
        ),
        (
            "The Hydrographic Survey Fleet (HSF) sailed on Monday.\n",
            "? HSF: stands for “Harbour Safety Forum” (harbour.txt) and “Hydrographic Survey Fleet” "
            "(second.txt): drop one, as in - drop: Harbour Safety Forum (HSF), or confirm them",
        ),
        (SAFETY.format(place="Porto, Portugal", host="Tide Office"), None),
        (SAFETY.format(**SAME), None),
        (SAFETY.format(**SAME).replace("2023", "2022").replace("Porto", "Faro"), None),
        (PROGRAMME.format(year=2014), None),
    ],
    ids=["place", "host", "founding", "acronym", "fuller", "same", "another year's", "same founding"],
)
def test_articles_that_disagree_are_reported_until_somebody_decides(
    folder: Path, article: str, notice: str | None
) -> None:
    (folder / "seeds" / "second.txt").write_text(article, encoding="utf-8")
    told = [line for line in _build(folder).output.splitlines() if " is “" in line or "stands for" in line]
    assert told == ([notice] if notice else [])
    if notice:
        curation = folder / "knowledge" / "curation.yaml"
        curation.write_text(f"- confirm: [{notice[2:].partition(':')[0]}]", encoding="utf-8")
        if notice.startswith("? HSF"):
            curation.write_text("- {confirm: [HSF], kind: acronym}", encoding="utf-8")
        assert notice not in _build(folder).output


@pytest.mark.parametrize(
    "decision",
    [
        "- {set: PLACED, field: place, value: Faro, quote: Faro, source: second.txt}",
        "- {drop: PLACED, field: place}",
    ],
    ids=["set", "drop"],
)
def test_a_disagreement_ends_with_a_decision(folder: Path, decision: str) -> None:
    (folder / "seeds" / "second.txt").write_text(SAFETY.format(**SAME | {"place": "Faro"}), encoding="utf-8")
    assert "place is" in _build(folder).output
    decision = decision.replace("PLACED", "harbour-safety-forum-2023-05-04")
    (folder / "knowledge" / "curation.yaml").write_text(decision, encoding="utf-8")
    assert "place is" not in _build(folder).output


def test_one_meaning_of_a_short_form_can_be_dropped(folder: Path) -> None:
    (folder / "seeds" / "second.txt").write_text(
        "The Hydrographic Survey Fleet (HSF) sailed on Monday.\n", encoding="utf-8"
    )
    curation = folder / "knowledge" / "curation.yaml"
    curation.parent.mkdir()
    curation.write_text("- {drop: HSF, kind: acronym}", encoding="utf-8")
    told = _build(folder).output
    assert "write the id: Harbour Safety Forum (HSF) or Hydrographic Survey Fleet (HSF)" in told
    curation.write_text("- drop: Hydrographic Survey Fleet (HSF)", encoding="utf-8")
    assert _build(folder).exit_code == 0
    acronyms = (folder / "knowledge" / "acronyms.yaml").read_text(encoding="utf-8")
    assert "Harbour Safety Forum" in acronyms
    assert "Hydrographic" not in acronyms
