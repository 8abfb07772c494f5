"""What was asked before is answered from memory, at once, and still as things are now."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Self

import pytest
from msgspec.structs import replace

from bot.ledger.channels import ChannelSettings, keep_settings
from bot.slack import answers
from bot.slack.choices import FRESH, ChoicesRead
from bot.slack.floods import AT_ONCE
from bot.slack.lanes import Lanes
from bot.slack.logs import log_format
from bot.slack.response import Responses
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.conftest import Time
from tests.slack.conftest import ANSWER, QUOTE, WORDS, Scene, both_doors, scene_over
from tests.waiting import modal_of, said_after

OFF = "I am switched off in this channel."
TOO_FAST = "You ask faster"
QUESTION = "who spoke at the forum"


@pytest.fixture
def scene(
    request: pytest.FixtureRequest, tmp_path: Path, workspace: Workspace, time: Time
) -> Iterator[Scene]:
    """A bot that remembers; it has one worker, and no acknowledgement waits for that."""
    with scene_over(
        getattr(request, "param", "http"),
        tmp_path / "ledger.sqlite3",
        workspace,
        remembered=10,
        workers=Lanes(1),
        responses=Responses(patience=0),
        choices=ChoicesRead(time),
    ) as scene:
        yield scene


def _ask(scene: Scene, question: str = QUESTION, user: str = USER) -> str:
    """Ask, and wait for the answer, whichever way it comes."""
    before = len(scene.workspace.said(CHANNEL))
    scene.workspace.command(question, user=user)
    return said_after(scene.workspace, before, CHANNEL).text


@both_doors
def test_what_was_asked_before_waits_for_nobody(scene: Scene) -> None:
    first = _ask(scene)
    scene.oracle.wait_for = threading.Event()
    assert scene.workspace.command("who else spoke").replied == {}  # the worker is busy with that
    receipt = scene.workspace.command(QUESTION, user="U0002")
    scene.oracle.wait_for.set()
    scene.settle()
    assert (receipt.replied["text"], receipt.replied["response_type"]) == (first, "ephemeral")
    assert len([post for post in scene.workspace.said(CHANNEL) if WORDS in post.text]) == 3


def test_one_line_of_the_log_tells_of_what_was_asked_before(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(log_format({"NATO_LOG": "json"}))
    _ask(scene)
    scene.service.desk.workers.wait()
    caplog.clear()
    with caplog.at_level(logging.INFO, "bot"):
        scene.workspace.command(QUESTION)
        scene.service.desk.daybook.enter()
    (line,) = map(json.loads, caplog.text.splitlines())
    assert (line["event"], line["kind"], line["outcome"]) == ("answered", ANSWER.kind, ANSWER.outcome)
    assert "seconds" in line
    assert len(line["request"]) == 8
    assert "forum" not in caplog.text


def test_who_asks_again_too_fast_is_told_so_once(scene: Scene) -> None:
    _ask(scene)
    receipts = [scene.workspace.command(QUESTION) for _ in range(AT_ONCE + 2)]
    scene.settle()
    answered = [receipt for receipt in receipts if receipt.replied]
    assert AT_ONCE - 1 <= len(answered) < len(receipts)
    told = [post for post in scene.workspace.said(CHANNEL) if post.text.startswith(TOO_FAST)]
    assert len(told) == 1


def test_a_setting_holds_for_the_next_question(scene: Scene) -> None:
    assert WORDS in _ask(scene)
    scene.workspace.command("settings")
    before = len(scene.workspace.said(CHANNEL))
    scene.workspace.submit(modal_of(scene.workspace), {"answering": "off"})
    said_after(scene.workspace, before, CHANNEL)
    assert _ask(scene).startswith(OFF)


def test_what_another_process_sets_holds_soon(scene: Scene, time: Time) -> None:
    assert "9 May 2031" in _dates(scene)
    settings = ChannelSettings(workspace=scene.workspace.team.id, channel_id=CHANNEL, dates="iso")
    keep_settings(scene.service.desk.ledger, settings)
    time.now += FRESH
    assert "2031-05-09" in _dates(scene)


def _dates(scene: Scene) -> str:
    """What stands beside the quote of an answer."""
    _ask(scene)
    return str(scene.workspace.said(CHANNEL)[-1].blocks)


def test_a_day_later_the_question_is_another(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    _ask(scene)
    _ask(scene)
    assert len(scene.oracle.asked) == 1

    class Tomorrow(date):
        @classmethod
        def today(cls) -> Self:
            return cls.fromordinal(date.today().toordinal() + 1)

    monkeypatch.setattr(answers, "date", Tomorrow)
    later = "Nobody else has spoken there since"
    scene.oracle.answer = replace(ANSWER, quotes=(replace(QUOTE, span=replace(QUOTE.span, text=later)),))
    assert later in _ask(scene)


def test_what_was_asked_long_ago_is_looked_up_again(scene: Scene) -> None:
    for number in range(11):
        _ask(scene, f"who spoke at forum {number}")
    _ask(scene, "who spoke at forum 10")
    assert len(scene.oracle.asked) == 11
    _ask(scene, "who spoke at forum 0")
    assert len(scene.oracle.asked) == 12
