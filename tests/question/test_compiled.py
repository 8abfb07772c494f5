from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot import ask
from bot.data import DataFolder
from bot.knowledge.base import load
from bot.knowledge.build import build
from bot.models import Answer
from bot.question.compiled import SHELF, open_knowledge
from bot.question.near import corners

BASE = Path(__file__).parents[1] / "broken" / "base"
QUESTIONS = (
    "who spoke at the Harbour Safety Forum",
    "who is Ada Marsh",
    "what did Ada Mrash say",
    "when was the forum",
    "what is the weather",
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(Path(shutil.copytree(BASE, tmp_path / "data")))
    build(folder)
    return folder


def _answers(folder: DataFolder) -> list[Answer]:
    knowledge = open_knowledge(folder)
    return [ask(question, knowledge=knowledge) for question in QUESTIONS]


def _files(folder: DataFolder) -> list[Path]:
    return sorted((folder.root / SHELF).glob("*.sqlite3"))


def test_the_file_answers_as_the_yaml_does(folder: DataFolder) -> None:
    knowledge = load(folder)
    assert _answers(folder) == [ask(question, knowledge=knowledge) for question in QUESTIONS]
    assert any(answer.outcome == "answered" for answer in _answers(folder))


def test_the_file_is_made_once_and_anew_when_a_seed_changes(folder: DataFolder) -> None:
    before = _answers(folder)
    (made,) = _files(folder)
    written = made.stat().st_mtime_ns
    assert _answers(folder) == before
    assert made.stat().st_mtime_ns == written
    (folder.seeds / "late.txt").write_text("The tide turned late on Monday.\n", encoding="utf-8")
    assert len(open_knowledge(folder).seeds) == 3
    assert made not in _files(folder)


def test_files_that_were_only_touched_are_the_same(folder: DataFolder) -> None:
    open_knowledge(folder)
    before = _files(folder)
    (folder.seeds / "harbour.txt").touch()
    open_knowledge(folder)
    assert _files(folder) == before


def test_a_file_that_was_cut_short_is_made_anew(folder: DataFolder) -> None:
    before = _answers(folder)
    (made,) = _files(folder)
    whole = made.read_bytes()
    made.write_bytes(whole[:-4096])
    assert _answers(folder) == before
    assert len(made.read_bytes()) == len(whole)


def test_where_nothing_can_be_written_it_answers_from_memory(folder: DataFolder) -> None:
    before = _answers(folder)
    shutil.rmtree(folder.root / SHELF)
    (folder.root / SHELF).write_text("in the way", encoding="utf-8")
    assert _answers(folder) == before


WORDS = st.text("abcdeé", min_size=3, max_size=12)


@given(WORDS, WORDS)
def test_words_that_are_a_slip_apart_share_a_corner(one: str, other: str) -> None:
    if OSA.distance(one, other) <= 1:
        assert corners(one) & corners(other)


@given(WORDS.filter(lambda word: len(word) >= 7), st.data())
def test_long_words_that_are_two_slips_apart_share_a_corner(word: str, data: st.DataObject) -> None:
    typed = word
    for _ in range(2):
        at = data.draw(st.integers(0, len(typed) - 1))
        instead = data.draw(st.sampled_from(["", typed[at] * 2, "x", typed[at : at + 2][::-1]]))
        typed = typed[:at] + instead + typed[at + max(1, len(instead) if instead != typed[at] * 2 else 1) :]
    assert corners(word) & corners(typed)
