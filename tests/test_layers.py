"""Who may import what: the packages stand in the order of the flow, and look only to their left."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOW = ("draft", "knowledge", "ledger", "question", "reply", "show", "slack", "workspace")
GROUND = ("data", "dates_in_words", "errors", "models", "reports", "word_lists")
"""Modules that everybody may import."""

ONLY_IN = {
    "alembic": ("bot/ledger/",),
    "pyroaring": ("bot/knowledge/",),
    "rapidfuzz": ("bot/knowledge/", "bot/question/"),
    "slack_bolt": ("bot/slack/",),
    "yaml": ("bot/data.py", "bot/knowledge/"),
}
"""Libraries that belong to one part: whoever else wants one wants that part."""

ONLY_CALLED_IN = {
    "os.environ": ("bot/data.py", "bot/slack/", "bot/ledger/"),
    "os.getenv": (),
    "yaml.load": ("bot/data.py",),
    "yaml.compose": ("bot/data.py",),
    "yaml.safe_load": (),
}
MODULES = sorted((ROOT / "bot").rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _package(path: Path) -> str:
    """The package right under bot/ that holds the module; the module's own name where none does."""
    return _name(path).split("/")[1]


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def _imports(path: Path) -> tuple[str, ...]:
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{_name(path)}:{node.lineno} imports relatively: write from bot.… import"
            yield node.module or ""


def _own_imports(path: Path) -> Iterator[str]:
    """What a module imports of ours, without the leading "bot."."""
    yield from (name.removeprefix("bot.") for name in _imports(path) if name.startswith("bot."))


def test_there_are_modules_to_look_at() -> None:
    assert {_name(path).split("/")[1] for path in MODULES} >= {
        "draft",
        "knowledge",
        *(f"{each}.py" for each in GROUND),
    }


@pytest.mark.parametrize("path", [path for path in MODULES if _package(path) in FLOW], ids=_name)
def test_a_package_imports_only_from_its_left(path: Path) -> None:
    package = _package(path)
    left = FLOW[: FLOW.index(package) + 1]
    allowed = ("dates_in_words", "models", "reports") if package == "show" else GROUND
    strangers = [name for name in _own_imports(path) if name.split(".")[0] not in (*left, *allowed)]
    assert strangers == []


@pytest.mark.parametrize("path", [ROOT / "bot" / f"{name}.py" for name in GROUND], ids=_name)
def test_the_ground_stands_on_itself(path: Path) -> None:
    assert [name for name in _own_imports(path) if name not in GROUND] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_imports_the_commands(path: Path) -> None:
    assert "cli" not in _own_imports(path)


@pytest.mark.parametrize("path", MODULES, ids=_name)
@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_part(path: Path, library: str) -> None:
    used = any(name.split(".")[0] == library for name in _imports(path))
    assert not used or _name(path).startswith(ONLY_IN[library])


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_environment_and_yaml_are_read_in_one_place(path: Path) -> None:
    named = {ast.unparse(node) for node in _nodes(path) if isinstance(node, ast.Attribute)}
    assert [
        name
        for name, places in ONLY_CALLED_IN.items()
        if name in named and not _name(path).startswith(places)
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_names_of_modules_say_what_they_hold(path: Path) -> None:
    assert path.stem not in ("utils", "util", "helpers", "misc", "common")
