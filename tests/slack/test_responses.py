"""A command's answer comes back with its acknowledgement where it is ready, else later; in any case once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot.ledger.channels import ChannelSettings, keep_settings
from bot.slack.response import SPARED, Response, Responses
from bot.workspace.troubles import RESPONSE_URL, refused
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.slack.conftest import WORDS, Scene, both_doors, scene_over
from tests.waiting import said_after

T = TypeVar("T")
SORRY = "Sorry, something went wrong here"


def _calls(scene: Scene, method: str) -> int:
    return sum(call.method == method for call in scene.workspace.calls)


@both_doors
def test_an_answer_that_is_ready_comes_with_the_acknowledgement(scene: Scene) -> None:
    scene.workspace.disturb(RESPONSE_URL, refused("expired_url"))
    receipt = scene.workspace.command("who spoke at the forum")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert (receipt.replied["text"], receipt.replied["response_type"]) == (reply.text, "ephemeral")
    assert WORDS in reply.text
    assert _calls(scene, "chat.postEphemeral") == 0


@pytest.mark.parametrize("door", ["socket", "http"])
def test_an_answer_that_takes_longer_follows_the_acknowledgement(
    door: str, tmp_path: Path, workspace: Workspace
) -> None:
    with scene_over(door, tmp_path / "ledger.sqlite3", workspace, responses=Responses(patience=0)) as scene:
        scene.oracle.wait_for = threading.Event()
        receipt = workspace.command("who spoke at the forum")
        said_at_once = workspace.said()
        scene.oracle.wait_for.set()
        scene.settle()
    assert (receipt.status, receipt.replied, said_at_once) == (200, {}, [])
    (reply,) = workspace.said(CHANNEL)
    assert (reply.seen_by, WORDS in reply.text) == (USER, True)


def test_a_failure_is_told_with_the_acknowledgement(scene: Scene) -> None:
    scene.oracle.error = RuntimeError()
    receipt = scene.workspace.command("who spoke at the forum")
    scene.settle()
    assert receipt.replied["text"].startswith(SORRY)
    assert len(scene.workspace.said(CHANNEL)) == 1


def test_a_public_answer_is_posted_where_it_can_be_corrected_later(scene: Scene) -> None:
    public = ChannelSettings(workspace=scene.workspace.team.id, channel_id=CHANNEL, replies="public")
    keep_settings(scene.service.desk.ledger, public)
    receipt = scene.workspace.command("who spoke at the forum")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert (receipt.replied, reply.seen_by) == ({}, "")
    assert _calls(scene, "chat.postMessage") == 1


def test_a_click_is_answered_at_its_address(scene: Scene) -> None:
    scene.workspace.command("help")
    receipt = scene.workspace.click(said_after(scene.workspace, 0), "ask:0")
    scene.settle()
    assert receipt.replied == {}
    assert len(scene.workspace.said(CHANNEL)) == 2


def test_whatever_comes_first_an_answer_goes_exactly_one_way() -> None:
    start = threading.Barrier(2)

    def at_once(act: Callable[[], T]) -> T:
        start.wait()
        return act()

    with ThreadPoolExecutor(2) as threads:
        for _ in range(2000):
            response = Response()
            filled = threads.submit(at_once, partial(response.fill, {"text": "first"}))
            closed = threads.submit(at_once, response.close)
            assert filled.result() == (closed.result() is not None)
            assert not response.fill({"text": "again"})


def test_after_an_answer_that_took_long_nobody_waits_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    def wait_in_vain(_: Response, seconds: float) -> bool:
        waits.append(seconds)
        return False

    monkeypatch.setattr(Response, "wait", wait_in_vain)
    moments = iter((0.0, 0.0, 1.0, SPARED + 1, SPARED + 1))
    responses = Responses(2.0, lambda: next(moments))
    assert [responses.collect(lambda: True) for _ in range(3)] == [None] * 3
    assert waits == [2.0, 2.0]
