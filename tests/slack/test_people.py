"""Whom words belong to: namesakes, an office that changed hands, and people where no source has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import ask
from bot.cli import main
from bot.data import DataFolder
from bot.knowledge.base import load
from bot.workspace.workspace import CHANNEL, Workspace
from tests.slack.conftest import Scene, buttons_of, quotes_of, scene_over
from tests.waiting import said_after

FORUM = """Millers meet in Ghent

On 4 May 2023, millers met in Ghent for the Windmill Forum.

“The wind is free”, said Commander Paul Smith, Chair of the Windmill Council.

“The grain is dear”, said Doctor Anna Smith, Director of the Grain Office.

The Chair of the Windmill Council closed it. “Every sail turns”, the Chair of the Windmill Council said.
"""
CONGRESS = """Millers meet again

On 6 June 2025, millers met in Bruges for the Windmill Congress.

“The old stones stay”, said Captain Greta Holm, Chair of the Windmill Council.

“Nothing grinds without water”, the Chair of the Windmill Council added.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two articles, between which an office changed hands."""
    folder = tmp_path_factory.mktemp("mills")
    for name, text in (("forum.txt", FORUM), ("congress.txt", CONGRESS)):
        (folder / "seeds").mkdir(exist_ok=True)
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    CliRunner().invoke(main, ["build"], env={"NATO_DATA": str(folder)}, catch_exceptions=False)
    return folder


@pytest.fixture
def scene(folder: Path, tmp_path: Path, workspace: Workspace) -> Iterator[Scene]:
    knowledge = load(DataFolder(folder))
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace, knowledge) as scene:
        scene.oracle.engine = partial(ask, knowledge=knowledge)
        yield scene


def test_of_two_people_of_one_name_it_is_asked_which_is_meant(scene: Scene) -> None:
    scene.workspace.mention("what did Smith say?")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert quotes_of(reply) == []
    assert {"What did Anna Smith say?", "What did Paul Smith say?"} <= set(buttons_of(reply).values())


@pytest.mark.parametrize(
    ("words", "speaker"), [("Every sail turns", "Paul Smith"), ("Nothing grinds without water", "Greta Holm")]
)
def test_who_is_called_by_an_office_alone_is_who_held_it_then(scene: Scene, words: str, speaker: str) -> None:
    scene.workspace.mention(f"who said “{words}”?")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert any(words in quote for quote in quotes_of(reply))
    assert {name for name in ("Paul Smith", "Anna Smith", "Greta Holm") if name in reply.text} == {speaker}


def test_a_follow_up_with_a_false_premise_is_contradicted_and_quotes_nothing(scene: Scene) -> None:
    first = scene.workspace.mention("what did Greta Holm say at the Windmill Congress?")
    said_after(scene.workspace, 0)
    scene.workspace.write("and what did she say at the Windmill Forum?", thread_ts=first.ts)
    scene.settle()
    _, reply = scene.workspace.said(CHANNEL)
    assert "The sources do not have Greta Holm at the Windmill Forum" in reply.text
    assert quotes_of(reply) == []
