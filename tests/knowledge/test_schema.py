"""The JSON Schemas beside the files of knowledge/: what is written fits them, what is broken does not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.data import DataFolder, read_yaml
from bot.errors import NatoError
from bot.knowledge.build import build
from bot.knowledge.decisions import read_decisions
from bot.knowledge.files import NAMES
from bot.knowledge.schema import SCHEMA

ROOT = Path(__file__).parent.parent.parent
KNOWLEDGE = ROOT / "knowledge"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge of every article that the tests have."""
    root = Path(
        shutil.copytree(ROOT / "tests" / "broken" / "base", tmp_path_factory.mktemp("schema") / "data")
    )
    for article in (ROOT / "tests" / "articles").glob("*.txt"):
        shutil.copy(article, root / "seeds")
    build(DataFolder(root))
    return root / "knowledge"


def _schema(path: Path) -> Draft202012Validator:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _records(path: Path) -> Any:
    return json.loads(json.dumps(read_yaml(path)))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_names_its_schema_and_fits_it(built: Path, name: str) -> None:
    file = built / f"{name}.yaml"
    assert file.read_text(encoding="utf-8").splitlines()[0] == f"# yaml-language-server: $schema={SCHEMA}"
    records = _records(file)
    assert records
    assert [error.message for error in _schema(built / SCHEMA).iter_errors(records)] == []


def _first(name: str, change: Callable[[dict[str, Any]], object]) -> Callable[[Path], Any]:
    """The first record of a file, changed."""

    def broken(built: Path) -> Any:
        record = _records(built / f"{name}.yaml")[0]
        change(record)
        return [record]

    return broken


@pytest.mark.parametrize(
    "broken",
    [
        _first("statements", lambda record: record.pop("kind")),
        _first("statements", lambda record: record.update(kind="sung")),
        _first("statements", lambda record: record.update(start="12")),
        _first("statements", lambda record: record.update(start=-1)),
        _first("statements", lambda record: record.update(mood="calm")),
        _first("officials", lambda record: record["name"].pop("end")),
        _first("officials", lambda record: record.update(name="Ada Marsh")),
        _first("officials", lambda record: record.update(roles=[])),
        lambda built: {},
    ],
    ids=[
        "key missing",
        "kind unknown",
        "number in quotation marks",
        "negative number",
        "key unknown",
        "half a span",
        "value without its words",
        "empty list",
        "no list",
    ],
)
def test_what_is_broken_does_not_fit(built: Path, broken: Callable[[Path], Any]) -> None:
    assert not _schema(built / SCHEMA).is_valid(broken(built))


def test_our_decisions_fit_their_schema() -> None:
    decisions = _records(KNOWLEDGE / "curation.yaml")
    assert _schema(KNOWLEDGE / "curation.schema.json").is_valid(decisions)


def _decisions() -> list[Any]:
    named = read_yaml(ROOT / "tests" / "broken" / "decisions.yaml")
    return [
        pytest.param(case["decisions"], id=name)
        for each in named
        for name, case in each.items()
        if name not in ("no YAML", "key twice", "merged alone")  # the last is refused when it is applied
    ]


@pytest.mark.parametrize("decisions", _decisions())
def test_the_schema_and_the_build_agree_on_what_a_decision_is(tmp_path: Path, decisions: str) -> None:
    path = tmp_path / "curation.yaml"
    path.write_text(decisions, encoding="utf-8")
    try:
        read_decisions(path)
        shaped = True
    except NatoError:
        shaped = False
    assert _schema(KNOWLEDGE / "curation.schema.json").is_valid(_records(path)) == shaped
