"""Everybody is answered in turn: neither a flood nor a rate limit of some keeps the others waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.desk import WORKERS
from bot.slack.floods import AT_ONCE, Floods
from bot.slack.lanes import Lanes
from bot.workspace.troubles import held
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.conftest import Time
from tests.slack.conftest import Scene, scene_over

TOO_MANY = "You ask faster than I can answer, with everybody else."
BUSY = "Sorry, there is more to answer here now than I can."


@pytest.fixture
def calm(tmp_path: Path, workspace: Workspace, time: Time) -> Iterator[Scene]:
    """A scene in which floods are measured by that clock."""
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace, floods=Floods(time)) as scene:
        yield scene


def _texts(scene: Scene, user: str) -> list[str]:
    return [post.text for post in scene.workspace.said() if post.seen_by == user]


def test_a_flood_of_commands_is_answered_so_far_and_then_told_once(calm: Scene) -> None:
    receipts = [calm.workspace.command("who spoke?") for _ in range(2 * AT_ONCE)]
    calm.workspace.command("who spoke?", user="U0002")
    calm.settle()
    assert {receipt.status for receipt in receipts} == {200}
    assert len(calm.oracle.asked) == AT_ONCE + 1
    assert [text for text in _texts(calm, USER) if text.startswith(TOO_MANY)] != []
    assert len(_texts(calm, USER)) == AT_ONCE + 1
    assert len(_texts(calm, "U0002")) == 1


def test_a_flood_of_mentions_is_told_to_its_author_alone(calm: Scene) -> None:
    for _ in range(AT_ONCE + 5):
        calm.workspace.mention("who spoke?")
    calm.settle()
    (told,) = [post for post in calm.workspace.said(CHANNEL) if post.text.startswith(TOO_MANY)]
    assert told.seen_by == USER
    assert len(calm.oracle.asked) == AT_ONCE


def test_who_waits_is_answered_again(calm: Scene, time: Time) -> None:
    for _ in range(AT_ONCE + 1):
        calm.workspace.command("who spoke?")
    time.now += 60
    calm.workspace.command("and when?")
    calm.settle()
    assert calm.oracle.asked[-1] == ("and when?", ())


def test_the_same_person_counts_anew_in_another_workspace() -> None:
    floods = Floods(lambda: 0)
    verdicts = [floods.judge((team, USER)).name for team in ("T1", "T2") for _ in range(AT_ONCE)]
    assert set(verdicts) == {"ADMITTED"}


def test_a_channel_that_slack_holds_up_keeps_no_other_waiting(scene: Scene) -> None:
    over = threading.Event()
    scene.workspace.disturb("chat.postMessage", held(over))
    for number in range(2 * WORKERS):
        scene.workspace.write("<@UNATO> who spoke?", CHANNEL, user=f"U{number:04}")
    scene.workspace.command("who spoke?", channel="C0002", user="U9999")
    scene.workspace.conversations.wait_for(lambda posts: any(post.seen_by == "U9999" for post in posts))
    over.set()
    assert len(scene.replies(CHANNEL)) == 2 * WORKERS


def test_what_does_not_fit_in_is_turned_away_with_a_word(tmp_path: Path, workspace: Workspace) -> None:
    lanes = Lanes(4, abreast=2, length=1)
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace, workers=lanes) as scene:
        scene.oracle.wait_for = threading.Event()
        for number in range(4):
            workspace.write("<@UNATO> who spoke?", user=f"U{number}")
        workspace.conversations.wait_for(lambda posts: any(post.seen_by == "U3" for post in posts))
        scene.oracle.wait_for.set()
        scene.settle()
    assert len(scene.oracle.asked) == 3
    (told,) = [post for post in workspace.said() if post.seen_by]
    assert told.text.startswith(BUSY)


def test_lanes_take_turns() -> None:
    lanes, done, begun = Lanes(1), [], threading.Event()

    def wait() -> None:
        begun.wait()

    lanes.submit("flood", wait)
    for lane in ("flood", "flood", "other"):
        lanes.submit(lane, lambda lane=lane: done.append(lane))  # type: ignore[misc]
    begun.set()
    lanes.shutdown()
    assert done == ["flood", "other", "flood"]
