"""What breaks is owned up to in one sentence, and no log repeats what people wrote."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from bot.slack.desk import WORKERS
from bot.slack.response import Responses
from bot.workspace.troubles import RESPONSE_URL, broken, dropped_after, limited, refused
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.slack.conftest import Scene, both_doors, scene_over

PATIENCE = 30.0
"""Seconds."""
QUESTION = "who sank the unmentionable barge"
SORRY = "Sorry, something went wrong here, and nothing was answered. Please try again in a minute."


@both_doors
def test_a_failure_is_told_where_the_question_was_asked(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.oracle.error = RuntimeError(f"cannot answer {QUESTION!r}")
    with caplog.at_level(logging.INFO):
        scene.workspace.command(QUESTION)
        post = scene.workspace.mention(QUESTION)
        scene.workspace.write(QUESTION, DIRECT)
        scene.settle()
    private, public = sorted(scene.workspace.said(CHANNEL), key=lambda reply: reply.thread_ts)
    assert (private.text, private.seen_by) == (SORRY, USER)
    assert (public.text, public.thread_ts) == (SORRY, post.ts)
    assert [reply.text for reply in scene.workspace.said(DIRECT)] == [SORRY]
    assert "RuntimeError" in caplog.text
    assert "barge" not in caplog.text


@pytest.mark.parametrize("door", ["socket", "http"])
def test_an_expired_response_address_is_replaced_by_the_web_api(
    door: str, tmp_path: Path, workspace: Workspace
) -> None:
    workspace.disturb(RESPONSE_URL, refused("expired_url"))
    with scene_over(door, tmp_path / "ledger.sqlite3", workspace, responses=Responses(patience=0)) as scene:
        workspace.command(QUESTION)
        scene.settle()
    (reply,) = workspace.said(CHANNEL)
    assert reply.seen_by == USER


def test_a_refused_reply_is_logged_by_its_reason_alone(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.workspace.disturb("chat.postMessage", refused("restricted_action"))
    scene.workspace.mention(QUESTION)
    assert scene.replies() == []
    assert "restricted_action" in caplog.text
    assert "barge" not in caplog.text


def test_a_post_is_not_sent_again_when_its_connection_breaks(scene: Scene) -> None:
    scene.workspace.disturb("chat.postMessage", dropped_after())
    scene.workspace.mention(QUESTION)
    scene.settle()
    posted = [call for call in scene.workspace.calls if call.method == "chat.postMessage"]
    texts = [call.arguments["text"] for call in posted]
    assert len(texts) == len(set(texts))


def test_a_post_over_the_rate_is_sent_once_the_rate_allows(scene: Scene) -> None:
    scene.workspace.disturb("chat.postMessage", limited(), times=1)
    scene.workspace.mention(QUESTION)
    assert len(scene.replies()) == 1


def test_no_load_makes_slack_wait_for_an_acknowledgement(scene: Scene) -> None:
    enough = threading.Event()
    scene.oracle.wait_for = enough
    people = [f"U{number}" for number in range(2 * WORKERS)]
    receipts = [scene.workspace.command(QUESTION, user=person) for person in people]
    enough.set()
    assert {receipt.status for receipt in receipts} == {200}
    assert len(scene.replies()) == 2 * WORKERS


@pytest.mark.parametrize("scene", ["socket"], indirect=True)
def test_a_connection_that_slack_refreshes_is_opened_anew(scene: Scene) -> None:
    scene.workspace.socket.refresh()
    scene.workspace.mention(QUESTION)
    assert len(scene.replies()) == 1


@pytest.mark.parametrize("scene", ["socket"], indirect=True)
def test_a_socket_that_breaks_is_opened_again_as_soon_as_slack_lets_it(scene: Scene) -> None:
    scene.workspace.disturb("apps.connections.open", broken(503), times=1)
    scene.workspace.socket.hang_up()
    scene.workspace.socket.wait_for_app(PATIENCE)
    scene.workspace.mention(QUESTION)
    assert len(scene.replies()) == 1


@both_doors
def test_logs_hold_neither_questions_nor_tokens(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        scene.workspace.command(QUESTION)
        scene.workspace.mention(QUESTION)
        scene.workspace.send_event({"type": "reaction_added", "reaction": QUESTION, "event_ts": "1.1"})
        scene.settle()
    assert "answered" in caplog.messages
    assert "barge" not in caplog.text
    assert "xoxb-" not in caplog.text
    assert "xapp-" not in caplog.text
