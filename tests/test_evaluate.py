"""Question files: what counts as right, what the scoreboard tells, and how a broken file is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from bot.cli import main
from bot.evaluate import Item, broken_promises, shortcomings
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.models import Answer, Quote, Records, Seed, Span

SEED = Seed(
    "forum.txt",
    "Ports talk\n\nEleven ports took part in the forum.\n\nClick here to subscribe to our newsletter\n",
)
QUOTE = Quote(SEED.span(12, 48), "written")
ANSWER = Answer("answered", "attended", "Eleven ports:", "rule", (QUOTE,))
UNKNOWN = Answer("unanswered", "when", "The sources do not say.", "rule")
ITEM = Item(
    "who took part", ("answered",), must_quote=(("ten ports", "Eleven ports"),), must_say=(("eleven",),)
)


def _quoting(span: Span) -> Answer:
    return replace(ANSWER, quotes=(replace(QUOTE, span=span),))


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return knowledge_of(Records(), [SEED])


@pytest.mark.parametrize(
    ("item", "answer", "told"),
    [
        (ITEM, ANSWER, []),
        (ITEM, UNKNOWN, ["outcome unanswered, wanted answered"]),
        (replace(ITEM, outcome=("clarify", "unanswered")), UNKNOWN, []),
        (
            replace(ITEM, outcome=("clarify", "unanswered")),
            ANSWER,
            ["outcome answered, wanted clarify or unanswered"],
        ),
        (replace(ITEM, must_quote=(("eleven ports",),)), ANSWER, ["no quote with “eleven ports”"]),
        (replace(ITEM, must_say=(("nine", "ten"),)), ANSWER, ["does not say “nine” or “ten”"]),
        (replace(ITEM, must_not=("forum",)), ANSWER, ["must not contain “forum”"]),
        (replace(ITEM, must_not=("Forum",)), ANSWER, []),
        (
            replace(ITEM, outcome=("unanswered",), must_not=("do not",)),
            UNKNOWN,
            ["must not contain “do not”"],
        ),
    ],
)
def test_what_makes_an_answer_right(item: Item, answer: Answer, told: list[str]) -> None:
    assert list(shortcomings(item, answer)) == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (ANSWER, []),
        (UNKNOWN, []),
        (replace(ANSWER, quotes=()), ["answered without a quote"]),
        (replace(UNKNOWN, quotes=(QUOTE,)), ["unanswered, and quotes all the same"]),
        (replace(UNKNOWN, lead=" "), ["says nothing"]),
        (_quoting(Span("forum.txt", 12, 48, "Twelve")), ["quote is not forum.txt[12:48]"]),
        (_quoting(Span("x.txt", 0, 1, "E")), ["quotes x.txt, which is no source"]),
        (
            replace(ANSWER, more=(replace(QUOTE, span=SEED.span(50, 60)),)),
            ["quotes what is no text of the article: “Click here”"],
        ),
    ],
)
def test_what_breaks_the_promise(answer: Answer, told: list[str], knowledge: KnowledgeBase) -> None:
    assert list(broken_promises(answer, knowledge)) == told


def _evaluated(tmp_path: Path, content: str, *options: str) -> Result:
    file = tmp_path / "questions.yaml"
    file.write_text(content, encoding="utf-8")
    return CliRunner().invoke(main, ["eval", str(file), *options])


GOOD = '- {id: one, kind: who-is, question: "who is Burcu San", outcome: answered}\n'
BAD = (
    '- {id: two, kind: when, question: "who is Burcu San", thread: [hello], outcome: [clarify, unanswered]}\n'
)


def test_the_scoreboard_tells_kinds_failures_and_the_sum(tmp_path: Path) -> None:
    result = _evaluated(tmp_path, GOOD + BAD)
    lines = result.output.splitlines()
    assert lines[0] == "- two [when] hello / who is Burcu San"
    assert lines[2] == "    outcome answered, wanted clarify or unanswered"
    assert [line.split() for line in lines[3:5]] == [["when", "0/1", "0.0%"], ["who-is", "1/1", "100.0%"]]
    assert lines[5] == "score: 1/2 (50.0%) confidently wrong 50.0% promise broken 0"
    assert result.exit_code == 0


def test_failures_can_be_left_out(tmp_path: Path) -> None:
    assert _evaluated(tmp_path, BAD, "--failures", "0").output.startswith("when ")


def test_the_scoreboard_as_json(tmp_path: Path) -> None:
    record: dict[str, Any] = json.loads(_evaluated(tmp_path, GOOD + BAD, "--json").output)
    assert record["score"] == {"total": 2, "passed": 1, "wrong": 1, "broken": 0}
    assert list(record["kinds"]) == ["when", "who-is"]
    assert [failure["id"] for failure in record["failures"]] == ["two"]


def test_a_broken_promise_is_the_exit_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.evaluate.ask", lambda *_, **__: replace(ANSWER, quotes=()))
    result = _evaluated(tmp_path, GOOD)
    assert (result.exit_code, result.output.splitlines()[-1][-16:]) == (1, "promise broken 1")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ": is empty: "),
        ("- {id: [", ":2:1: is not YAML: "),
        ("question: x", ":1:1: should be a list: "),
        ("- text", ":1:3: should be a mapping of question, outcome, id"),
        ("- {outcome: answered}", ":1:3: “question” is missing: "),
        ("- {question: x}", ":1:3: “outcome” is missing: "),
        (
            "- {question: x, outcome: perhaps}",
            ":1:26: “perhaps” should be one of: answered, clarify, unanswered: ",
        ),
        ("- {question: x, outcome: [clarify, no]}", ":1:36: “no” should be one of: "),
        ("- {question: x, outcome: answered, must_say: Lind}", ":1:46: should be a list: "),
        ("- {question: x, outcome: answered, must_say: [Lind]}", ":1:47: should be a list: "),
        (
            "- {question: x, outcome: answered, mustsay: []}",
            ":1:36: unknown key “mustsay” (known: question, ",
        ),
        (GOOD + GOOD, ":2:8: the id “one” stands twice: give each item an id of its own"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, content: str, told: str) -> None:
    result = _evaluated(tmp_path, content)
    assert f"questions.yaml{told}" in result.output
    assert result.exit_code == 2


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    assert len(_evaluated(tmp_path, "- {question: x}\n- {outcome: answered}\n").output.splitlines()) == 2
