"""What a question is understood to ask: its kind, whom and what it names, which slips were undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import ask
from bot.data import data_folder, read_yaml
from bot.knowledge.base import KnowledgeBase, load
from bot.question.index import index_of
from bot.question.read import read

TODAY = date(2026, 2, 1)
READINGS = read_yaml(Path(__file__).with_name("readings.yaml"))


def _cases(key: str) -> list[Any]:
    """The readings that tell something of `key`."""
    return [
        pytest.param(case, id=case["question"], marks=_expected(case)) for case in READINGS if key in case
    ]


def _expected(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load(data_folder())


def _named(wanted: Sequence[str], names: Sequence[str]) -> bool:
    """Whether each of the names has the wanted word, and none is left over."""
    return len(wanted) == len(names) and all(word in name for word, name in zip(wanted, names, strict=True))


@pytest.mark.parametrize("case", _cases("kind"))
def test_reading(case: dict[str, Any], knowledge: KnowledgeBase) -> None:
    question = read(case["question"], index_of(knowledge), TODAY)
    assert question.kind.replace("_", "-") == case["kind"]
    for key in ("officials", "others", "after"):
        people = [knowledge.official(one).name.value for one in getattr(question, key)]
        assert key not in case or _named(case[key], people), people
    meetings = [knowledge.meeting(one).name.value for one in question.meetings]
    assert _named(case.get("meetings", []), meetings), meetings
    if "officials" not in case and "after" not in case:
        assert question.officials == ()


@pytest.mark.parametrize("case", _cases("corrections"))
def test_a_correction_that_mattered_is_told(case: dict[str, Any], knowledge: KnowledgeBase) -> None:
    notes = ask(case["question"], knowledge=knowledge, today=TODAY).notes
    assert len(notes) == len(case["corrections"])
    for typed, note in zip(case["corrections"], notes, strict=True):
        assert f"“{typed}”" in note


REFUSALS = {
    "who is Stoltenberg": "No source mentions “Stoltenberg”",
    "what did Diella say about cyber": "nothing from Francesco Diella on “cyber”",
    "budget of the DCB": "nothing on “budget”",
    "what happened in 2019": "They cover 9 November 2022 – 19 November 2025",
    "was the BAM in 2019": "on 9 November 2022, and none for “2019”",
    "what did Burcu San say at the BAM": "do not have Burcu San at the Bi-annual Meeting",
    "what is the weather today": "not a question about meetings, officials or initiatives",
}
"""Questions without an answer, and what each refusal says that the others do not."""


@pytest.mark.parametrize("question", REFUSALS)
def test_it_says_what_it_does_not_know(question: str, knowledge: KnowledgeBase) -> None:
    answer = ask(question, knowledge=knowledge, today=TODAY)
    assert (answer.outcome, answer.quotes) == ("unanswered", ())
    assert REFUSALS[question] in answer.lead


@pytest.mark.parametrize(
    "question", ["who is the lieutenant general", "what did the general say", "who spoke at the meeting"]
)
def test_it_asks_back_with_a_suggestion_for_each_choice(question: str, knowledge: KnowledgeBase) -> None:
    answer = ask(question, knowledge=knowledge, today=TODAY)
    assert answer.outcome == "clarify"
    assert len(set(answer.suggestions)) == len(answer.suggestions) >= 2
