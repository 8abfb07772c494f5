from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.data import DataFolder
from bot.errors import NatoError
from bot.knowledge.base import load
from bot.knowledge.build import build
from bot.knowledge.decisions import VERBS, Kind, read_decisions
from bot.knowledge.shape import keys_of

ROOT = Path(__file__).parent.parent.parent
SCHEMA: dict[str, Any] = json.loads((ROOT / "knowledge" / "curation.schema.json").read_text(encoding="utf-8"))
README = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """The base of tests/broken, built."""
    folder = DataFolder(Path(shutil.copytree(ROOT / "tests" / "broken" / "base", tmp_path / "data")))
    build(folder)
    return folder


def test_what_was_built_is_loaded_with_its_articles(folder: DataFolder) -> None:
    knowledge = load(folder)
    assert str(knowledge.official("ada-marsh").name) == "Ada Marsh"
    assert str(knowledge.meeting("harbour-safety-forum-2024-05-09").start_date) == "2024-05-09"
    assert str(knowledge.source("harbour.txt").title) == "Harbour pilots meet in Porto"
    assert knowledge.seeds.keys() == {"harbour.txt", "pilots.txt"}
    title = knowledge.article("harbour.txt").title
    assert title
    assert title.text == "Harbour pilots meet in Porto"


def test_a_seed_newer_than_the_knowledge_says_nothing_of_itself(folder: DataFolder) -> None:
    (folder.seeds / "late.txt").write_text("The tide turned late on Monday.\n", encoding="utf-8")
    knowledge = load(folder)
    assert knowledge.source("late.txt").title is None
    assert knowledge.article("late.txt").paragraphs


def test_a_folder_never_built_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with pytest.raises(NatoError) as caught:
        load(DataFolder(tmp_path))
    assert {(fault.what, fault.remedy) for fault in caught.value.faults} == {("is missing", "run nato build")}
    assert len(caught.value.faults) == 6


@pytest.mark.parametrize("verb", VERBS)
def test_the_schema_of_decisions_knows_their_keys(verb: str) -> None:
    described = SCHEMA["$defs"][verb]
    assert list(described["properties"]) == list(keys_of(VERBS[verb]))
    assert described["required"] == [key for key, required in keys_of(VERBS[verb]).items() if required]
    assert SCHEMA["$defs"]["kind"]["enum"] == list(get_args(Kind))


@pytest.mark.parametrize("verb", VERBS)
def test_the_readme_shows_how_to_write_each_decision(verb: str, tmp_path: Path) -> None:
    section = README.partition(f"**{verb}** ")[2]
    example = section.partition("```yaml\n")[2].partition("```")[0]
    path = tmp_path / "curation.yaml"
    path.write_text(example, encoding="utf-8")
    assert {type(placed.decision) for placed in read_decisions(path)} == {VERBS[verb]}


def test_the_curation_file_names_its_schema() -> None:
    first = (ROOT / "knowledge" / "curation.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=curation.schema.json"
