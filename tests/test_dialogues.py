"""Every item of tests/dialogues/, asked over the own knowledge; and every kind of question has its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.data import data_folder
from bot.evaluate import Item, read_items, results_of
from bot.knowledge.base import KnowledgeBase, load
from bot.question.kinds import kinds
from bot.reply import KINDS

DIALOGUES = Path(__file__).parent / "dialogues"
TODAY = date(2026, 2, 1)
ACROSS_KINDS = {
    "ambiguous",
    "asides",
    "everyday",
    "facets",
    "threads",
    "typos",
    "unknown",
    "third_readers",
    "fourth_readers",
    "fifth_readers",
    "sixth_readers",
    "seventh_readers",
}
"""Files about a way of asking, or of not knowing, that any kind of question can have."""

ASIDES = {"more", "small_talk", "whence"}
"""Kinds of message that ask the sources nothing: about the answer before, or about nothing at all."""


def _known_failures() -> dict[str, str]:
    """The ids in known_failures.txt, one "id: reason" a line, and why each fails."""
    lines = (DIALOGUES / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    told = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {id_: reason for id_, _, reason in told}


def _items() -> list[Any]:
    failing = _known_failures()
    return [
        pytest.param(item, id=item.id, marks=_expected(item, failing))
        for path in sorted(DIALOGUES.glob("*.yaml"))
        for item in read_items(path)
    ]


def _expected(item: Item, failing: dict[str, str]) -> list[pytest.MarkDecorator]:
    if item.id not in failing:
        return []
    mended = f"if this passes, take {item.id} off tests/dialogues/known_failures.txt"
    return [pytest.mark.xfail(strict=True, reason=f"{failing[item.id]}; {mended}")]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load(data_folder())


@pytest.mark.parametrize("item", _items())
def test_dialogue(item: Item, knowledge: KnowledgeBase) -> None:
    (result,) = results_of([item], knowledge, TODAY)
    assert not (*result.broken, *result.shortcomings), result.answer.text


def test_ids_are_unique_and_known_failures_exist() -> None:
    ids = [item.id for path in DIALOGUES.glob("*.yaml") for item in read_items(path)]
    assert len(ids) == len(set(ids))
    assert set(_known_failures()) <= set(ids)


def test_every_kind_has_phrasings_and_dialogues() -> None:
    assert {*kinds(), "sentence"} == {*KINDS, *ASIDES}
    assert {*KINDS, *ASIDES} <= {path.stem for path in DIALOGUES.glob("*.yaml")}


def test_every_file_of_one_kind_is_of_a_kind_that_there_is() -> None:
    single = {
        path.stem for path in DIALOGUES.glob("*.yaml") if len({item.kind for item in read_items(path)}) == 1
    }
    assert single <= {*KINDS, *ASIDES, *ACROSS_KINDS}
