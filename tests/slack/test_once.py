"""One answer a question, whatever Slack sends again, and none for what asks nothing."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.ledger.owed import owe
from bot.workspace.conversations import Post
from bot.workspace.payloads import BOT_USER, app_mention, event_callback, message_event
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.slack.conftest import Scene, both_doors, scene_over
from tests.waiting import said_after

MENTION = f"<@{BOT_USER}> who spoke?"


@both_doors
def test_an_edited_question_is_not_answered_again(scene: Scene) -> None:
    mention, direct = scene.workspace.write(MENTION), scene.workspace.write("who?", DIRECT)
    scene.workspace.edit(mention, MENTION + " and when?")
    scene.workspace.edit(direct, "who spoke?")
    scene.settle()
    assert [post.channel for post in scene.workspace.said()].count(CHANNEL) == 1
    assert [post.channel for post in scene.workspace.said()].count(DIRECT) == 1


def test_a_mention_edited_into_a_message_is_left_alone(scene: Scene) -> None:
    post = scene.workspace.write("who spoke?")
    scene.workspace.edit(post, MENTION)
    assert scene.replies() == []


@both_doors
def test_retries_of_slack_are_not_answered_again(scene: Scene) -> None:
    post = scene.workspace.write(MENTION)
    receipts = [scene.workspace.send_event(app_mention(post), retry) for retry in (1, 2, 3)]
    assert [receipt.status for receipt in receipts] == [200, 200, 200]
    assert len(scene.replies()) == 1


@both_doors
def test_a_mention_that_arrives_as_two_events_is_answered_once(scene: Scene) -> None:
    post = scene.workspace.write(MENTION)
    scene.workspace.send_event(message_event(post))
    assert len(scene.replies()) == 1


@both_doors
def test_a_direct_message_that_arrives_twice_is_answered_once(scene: Scene) -> None:
    post = scene.workspace.write("who spoke?", DIRECT)
    scene.workspace.send_event(message_event(post))
    assert len(scene.replies(DIRECT)) == 1


@pytest.mark.parametrize("scene", ["socket"], indirect=True)
def test_an_envelope_amid_which_slack_hangs_up_comes_again_and_is_answered_once(scene: Scene) -> None:
    post = scene.workspace.conversations.add(Post(CHANNEL, "", USER, {"text": MENTION}))
    mention = event_callback(app_mention(post), "Ev0123", scene.workspace.team)
    scene.workspace.socket.deliver("events_api", mention, cut=True)
    assert scene.workspace.socket.deliver("events_api", mention, retry=1).status == 200
    assert len(scene.replies()) == 1


def test_an_event_over_two_sockets_at_once_is_answered_once(tmp_path: Path, workspace: Workspace) -> None:
    ledger = tmp_path / "ledger.sqlite3"
    with scene_over("socket", ledger, workspace) as one, scene_over("socket", ledger, workspace) as other:
        post = workspace.conversations.add(Post(CHANNEL, "", USER, {"text": MENTION}))
        mention = event_callback(app_mention(post), "Ev0123", workspace.team)
        over_each = partial(workspace.socket.deliver, "events_api", mention)
        with ThreadPoolExecutor() as threads:
            receipts = [threads.submit(over_each, over=number) for number in range(2)]
        assert [receipt.result().status for receipt in receipts] == [200, 200]
        one.service.desk.workers.wait()
        other.service.desk.workers.wait()
        assert len(workspace.said()) == 1


def test_no_repetition_is_acknowledged_before_the_message_is_taken_down(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, end = threading.Event(), threading.Event()

    def slowly(*arguments: Any) -> bool:
        begun.set()
        end.wait()
        return owe(*arguments)

    monkeypatch.setattr("bot.slack.owed.owe", slowly)
    mention = app_mention(scene.workspace.conversations.add(Post(CHANNEL, "", USER, {"text": MENTION})))
    with ThreadPoolExecutor() as threads:
        first = threads.submit(scene.workspace.send_event, mention)
        begun.wait()
        second = threads.submit(scene.workspace.send_event, mention, 1)
        acknowledged = wait([first, second], 0.5).done
        end.set()
    assert acknowledged == set()
    assert len(scene.replies()) == 1


def test_of_two_processes_that_hear_the_same_one_answers(tmp_path: Path, workspace: Workspace) -> None:
    ledger = tmp_path / "ledger.sqlite3"
    with scene_over("http", ledger, workspace) as one:
        first_door = workspace.door
        with scene_over("http", ledger, workspace) as other:
            post = workspace.write(MENTION)
            workspace.door = first_door
            assert workspace.send_event(app_mention(post)).status == 200
            other.settle()
        one.settle()
        assert len(workspace.said()) == 1


def test_a_restart_does_not_forget_what_was_answered(tmp_path: Path, workspace: Workspace) -> None:
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace) as before:
        post = workspace.write(MENTION)
        assert len(before.replies()) == 1
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace) as after:
        workspace.send_event(app_mention(post), retry=1)
        assert len(after.replies()) == 1
        assert after.oracle.asked == []


@pytest.mark.parametrize(
    "extra",
    [
        {"bot_id": "B9"},
        {"bot_id": "B9", "subtype": "bot_message"},
        {"subtype": "me_message"},
        {"subtype": "channel_join"},
    ],
    ids=str,
)
@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_what_no_person_asks_is_not_answered(scene: Scene, channel: str, extra: dict[str, Any]) -> None:
    scene.workspace.write(MENTION, channel, **extra)
    assert scene.replies(channel) == []


@both_doors
def test_the_bot_does_not_answer_itself(scene: Scene) -> None:
    post = scene.workspace.mention("who spoke?")
    answer = said_after(scene.workspace, 0)
    scene.workspace.send_event(message_event(answer) | {"channel_type": "im"})
    scene.settle()
    assert [reply.thread_ts for reply in scene.workspace.said()] == [post.ts]


@both_doors
@pytest.mark.parametrize(
    "event",
    [
        {
            "type": "message",
            "subtype": "message_deleted",
            "channel": CHANNEL,
            "ts": "1.1",
            "deleted_ts": "1.0",
        },
        {
            "type": "message",
            "channel": CHANNEL,
            "channel_type": "channel",
            "ts": "1.1",
            "user": "U1",
            "text": "hi",
        },
        {"type": "app_home_opened", "user": "U1", "tab": "home", "event_ts": "1.1"},
        {"type": "reaction_added", "user": "U1", "reaction": "eyes", "event_ts": "1.1"},
    ],
    ids=lambda event: f"{event['type']}-{event.get('subtype', '')}",
)
def test_events_that_ask_nothing_are_acknowledged(scene: Scene, event: dict[str, Any]) -> None:
    assert scene.workspace.send_event(event).status == 200
    assert scene.replies() == []


@both_doors
@pytest.mark.parametrize("kind", ["block_actions", "view_submission", "message_action", "shortcut"])
def test_interactions_nobody_handles_are_acknowledged(scene: Scene, kind: str) -> None:
    payload = {
        "type": kind,
        "user": {"id": "U1"},
        "team": {"id": "T0001"},
        "callback_id": "left_over",
        "view": {"callback_id": "left_over", "type": "modal"},
        "actions": [{"action_id": "left_over", "block_id": "b", "type": "button"}],
    }
    assert scene.workspace.door.deliver("interactive", payload).status == 200
    assert scene.replies() == []
