"""Every kind of answer, as it is given over the knowledge at hand, is a message that Slack takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import ask
from bot.data import DataFolder, read_yaml
from bot.knowledge.base import KnowledgeBase, load
from bot.show.blocks import message, notice
from bot.slack.digest.command import USAGE
from bot.slack.help import help_answer
from bot.workspace.limits import UPDATED_TEXT, faults, refusal
from bot.workspace.pings import pings

ROOT = Path(__file__).parents[2]
DIALOGUES = sorted((ROOT / "tests" / "dialogues").glob("*.yaml"))


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load(DataFolder(ROOT))


def _assert_taken(text: str, blocks: list[dict[str, Any]]) -> None:
    assert list(faults(blocks)) == []
    assert refusal({"text": text, "blocks": blocks}, UPDATED_TEXT) == ""
    assert pings({"text": text, "blocks": blocks}) == []


def test_there_are_dialogues() -> None:
    assert DIALOGUES


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_answers_are_taken_and_quote_verbatim(path: Path, knowledge: KnowledgeBase) -> None:
    for item in read_yaml(path):
        answer = ask(item["question"], item.get("thread", ()), knowledge=knowledge, today=date(2026, 1, 1))
        posted = message(answer, talk=(item["question"],), stated=(item["question"],), private=True)
        blocks = list(posted.blocks)
        _assert_taken(posted.text, blocks)
        quoted = [block["elements"] for block in blocks if block["type"] == "rich_text"]
        spans = [quote.span for quote in answer.quotes]
        assert quoted == [[_quote(knowledge.seeds[one.source].text[one.start : one.end])] for one in spans]


def _quote(words: str) -> dict[str, Any]:
    """A quote as Slack shows it to the letter: one text, without any style, link or emoji."""
    return {"type": "rich_text_quote", "elements": [{"type": "text", "text": words}]}


def test_help_is_taken_and_its_examples_are_answered(knowledge: KnowledgeBase) -> None:
    answer = help_answer(knowledge)
    posted = message(answer, talk=("help",), private=True)
    _assert_taken(posted.text, list(posted.blocks))
    assert len(answer.suggestions) == 4
    for question in answer.suggestions:
        assert ask(question, knowledge=knowledge).outcome == "answered", question


def test_notices_are_taken() -> None:
    posted = notice(USAGE)
    _assert_taken(posted.text, list(posted.blocks))
