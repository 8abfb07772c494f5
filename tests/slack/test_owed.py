"""Answers that are owed come late where they could not come at once, and once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ledger.events import mark_handled
from bot.ledger.owed import OwedAnswer
from bot.slack.clients import web_client
from bot.slack.owed import GIVEN_UP, LEASE, answer_owed
from bot.slack.surfaces.conversation import answer
from bot.workspace.conversations import Post
from bot.workspace.payloads import BOT_USER, TEAM, app_mention, message_event
from bot.workspace.troubles import Trouble, broken, dropped_after, dropped_before, limited, refused
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.slack.conftest import Scene, scene_over

QUESTION = "who spoke?"


def later(scene: Scene, after: timedelta = LEASE + timedelta(seconds=1), api: str = "") -> None:
    """Let the clock look after what is owed, so much later, with Slack at an address."""
    api = api or scene.workspace.url
    scene.service.desk.workers.wait()
    client = web_client(scene.workspace.bot_token, api)
    now = datetime.now(UTC) + after
    answer_owed(scene.service.desk, lambda _: client, answer, now, threading.Event())
    scene.service.desk.workers.wait()


def owed(scene: Scene) -> int:
    """How many answers are owed."""
    with Session(scene.service.desk.ledger) as session:
        return session.scalar(select(func.count()).select_from(OwedAnswer)) or 0


def heard(scene: Scene, post: Post) -> None:
    """Leave the ledger as a process does that ends after it has heard a message."""
    at = datetime.now(UTC).timestamp()
    left = OwedAnswer(
        workspace=TEAM,
        channel_id=post.channel,
        ts=post.ts,
        thread_ts=post.thread_ts or post.ts,
        user=post.user,
        shared=False,
        heard_at=at,
        claimed_at=at,
    )
    with Session(scene.service.desk.ledger) as session, session.begin():
        mark_handled(session.connection(), f"{TEAM}:{post.channel}:{post.ts}", at)
        session.add(left)


def question(scene: Scene, channel: str = CHANNEL, thread_ts: str = "") -> Post:
    """A question that stands in Slack, of which the bot is not told."""
    words = {"text": f"<@{BOT_USER}> {QUESTION}"}
    return scene.workspace.conversations.add(Post(channel, "", USER, words, thread_ts))


def repeated(post: Post) -> dict[str, Any]:
    """The event of a post that asks the bot."""
    return message_event(post) if post.channel == DIRECT else app_mention(post)


TROUBLES = {
    "connection broken after the effect": dropped_after(),
    "connection broken before it": dropped_before(),
    "a fault of Slack’s": broken(500),
    "Slack not available": broken(503),
    "over the rate, twice": limited(0),
    "token revoked": refused("token_revoked"),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_what_slack_did_not_take_comes_later_and_once(scene: Scene, channel: str, trouble: Trouble) -> None:
    times = 2 if trouble.status == 429 else 1
    scene.workspace.disturb("chat.postMessage", trouble, times=times)
    post = scene.workspace.write(f"<@{BOT_USER}> {QUESTION}", channel)
    later(scene)
    later(scene)
    (reply,) = scene.workspace.said(channel)
    assert reply.thread_ts == post.ts
    assert "Sorry" not in reply.text
    assert owed(scene) == 0


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_what_a_process_left_behind_is_answered_by_the_next(scene: Scene, channel: str) -> None:
    post = question(scene, channel)
    heard(scene, post)
    later(scene, timedelta(minutes=1))
    assert scene.workspace.said() == []
    later(scene)
    later(scene)
    (reply,) = scene.workspace.said(channel)
    assert reply.thread_ts == post.ts
    assert [asked for asked, _ in scene.oracle.asked] == [QUESTION]


def test_slack_out_of_reach_for_an_hour_is_waited_out(scene: Scene) -> None:
    post = question(scene)
    heard(scene, post)
    for minutes in range(4, 64, 4):
        later(scene, timedelta(minutes=minutes), "http://127.0.0.1:9/")
    assert owed(scene) == 1
    later(scene, timedelta(minutes=64))
    assert [reply.thread_ts for reply in scene.workspace.said()] == [post.ts]
    assert owed(scene) == 0


def test_an_answer_in_a_thread_is_told_from_that_to_another_question_of_it(scene: Scene) -> None:
    first = question(scene)
    scene.workspace.send_event(app_mention(first))
    scene.service.desk.workers.wait()
    second = question(scene, thread_ts=first.ts)
    heard(scene, second)
    heard(scene, question(scene))
    later(scene)
    replies = scene.workspace.said(CHANNEL)
    assert sorted(reply.thread_ts == first.ts for reply in replies) == [False, True, True]


def test_an_answer_that_was_posted_but_not_recorded_is_found(scene: Scene) -> None:
    post = question(scene)
    scene.workspace.send_event(app_mention(post))
    scene.service.desk.workers.wait()
    with Session(scene.service.desk.ledger) as session, session.begin():
        at = datetime.now(UTC).timestamp()
        row = {"workspace": TEAM, "channel_id": CHANNEL, "ts": post.ts, "thread_ts": post.ts, "user": USER}
        session.add(OwedAnswer(**row, shared=False, heard_at=at, claimed_at=at))
    later(scene)
    assert len(scene.workspace.said()) == 1
    assert owed(scene) == 0


def test_a_retry_of_slack_while_an_answer_is_owed_brings_none_of_its_own(scene: Scene) -> None:
    scene.workspace.disturb("chat.postMessage", broken(), times=1)
    post = scene.workspace.mention(QUESTION)
    scene.service.desk.workers.wait()
    scene.workspace.send_event(app_mention(post), retry=1)
    later(scene)
    scene.workspace.send_event(app_mention(post), retry=2)
    assert len(scene.replies()) == 1


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_what_was_answered_without_the_ledger_is_not_answered_again(
    tmp_path: Path, workspace: Workspace, channel: str
) -> None:
    with scene_over("http", tmp_path / "lost.sqlite3", workspace) as before:
        post = before.workspace.write(f"<@{BOT_USER}> {QUESTION}", channel)
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace) as after:
        after.workspace.send_event(repeated(post), retry=1)
        assert len(after.replies(channel)) == 1
        assert owed(after) == 0


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
@pytest.mark.parametrize("error", [None, "missing_scope", "internal_error"])
def test_what_nobody_heard_at_first_is_answered_when_slack_repeats_it(
    scene: Scene, channel: str, error: str | None
) -> None:
    if error:
        scene.workspace.disturb("conversations.replies", refused(error), times=1)
    post = question(scene, channel)
    scene.workspace.send_event(repeated(post), retry=1)
    later(scene)
    assert [reply.thread_ts for reply in scene.workspace.said(channel)] == [post.ts]
    assert owed(scene) == 0


def test_a_question_taken_back_is_not_answered(scene: Scene) -> None:
    post = question(scene)
    heard(scene, post)
    scene.workspace.conversations.change(post.ts, None)
    later(scene)
    assert (scene.workspace.said(), owed(scene)) == ([], 0)


def test_a_question_changed_meanwhile_is_answered_as_it_is_now(scene: Scene) -> None:
    post = question(scene)
    heard(scene, post)
    scene.workspace.conversations.change(post.ts, {"text": f"<@{BOT_USER}> who came?", "edited": {"ts": "1"}})
    later(scene)
    assert [asked for asked, _ in scene.oracle.asked] == ["who came?"]


def test_where_it_can_no_longer_be_given_its_author_is_told_once(scene: Scene) -> None:
    post = question(scene)
    heard(scene, post)
    scene.workspace.not_joined.add(CHANNEL)
    later(scene)
    later(scene)
    (told,) = scene.workspace.said()
    assert (told.channel, told.text) == (
        DIRECT,
        "I could not answer one of your questions: I am not a member of the channel.",
    )


def test_an_answer_of_yesterday_is_wanted_by_nobody(scene: Scene) -> None:
    heard(scene, question(scene))
    later(scene, GIVEN_UP + timedelta(minutes=1))
    assert (scene.workspace.said(), owed(scene)) == ([], 0)


def test_what_was_turned_away_is_not_owed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scene.service.desk.workers, "_length", 0)
    scene.workspace.mention(QUESTION)
    assert owed(scene) == 0


def test_a_message_is_taken_down_before_slack_hears_that_it_came(scene: Scene) -> None:
    scene.oracle.wait_for = threading.Event()
    scene.workspace.mention(QUESTION)
    assert owed(scene) == 1
    scene.oracle.wait_for.set()
    scene.service.desk.workers.wait()
    assert owed(scene) == 0


def test_of_two_processes_one_gives_what_is_owed(tmp_path: Path, workspace: Workspace) -> None:
    ledger = tmp_path / "ledger.sqlite3"
    with scene_over("http", ledger, workspace) as one, scene_over("http", ledger, workspace) as other:
        heard(one, question(one))
        with ThreadPoolExecutor() as pool:
            list(pool.map(later, (one, other)))
        assert len(workspace.said()) == 1
