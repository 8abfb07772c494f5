"""Threads that the bot takes part in: it goes on answering there, and keeps out of people’s own talk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from bot.workspace.payloads import message_event
from bot.workspace.state import Room
from bot.workspace.workspace import CHANNEL, Workspace
from tests.slack.conftest import Scene, both_doors, over_both_doors, scene_over
from tests.slack.threads.conftest import answers, asked

OVERHEARD: dict[str, list[str]] = read_yaml(Path(__file__).with_name("overheard.yaml"))


@over_both_doors
def test_a_question_in_its_thread_is_answered_without_a_mention(harbour: Scene) -> None:
    post = asked(harbour)
    harbour.workspace.write("and where?", thread_ts=post.ts)
    (answer,) = answers(harbour)
    assert (answer.thread_ts, answer.seen_by) == (post.ts, "")
    assert "Porto" in answer.text


@pytest.mark.parametrize("text", OVERHEARD["talk"])
def test_what_people_say_to_each_other_is_left_alone(harbour: Scene, text: str) -> None:
    post = asked(harbour)
    harbour.workspace.write(text, thread_ts=post.ts)
    assert answers(harbour) == []


@pytest.mark.parametrize("text", OVERHEARD["questions"])
def test_what_asks_the_bot_is_answered(harbour: Scene, text: str) -> None:
    post = asked(harbour)
    harbour.workspace.write(text, thread_ts=post.ts)
    (answer,) = answers(harbour)
    assert harbour.workspace.conversations.thread(CHANNEL, post.ts)[-1] == answer


@pytest.mark.parametrize("text", OVERHEARD["refused"])
def test_what_clearly_asks_the_bot_is_refused_where_the_sources_do_not_tell(
    harbour: Scene, text: str
) -> None:
    post = asked(harbour)
    harbour.workspace.write(text, thread_ts=post.ts)
    (answer,) = answers(harbour)
    assert not [block for block in answer.blocks if block["type"] == "rich_text"]


@pytest.mark.parametrize("channel", ["C0002", "G0003"], ids=["private", "several people"])
def test_it_takes_part_in_private_channels_and_conversations_of_several(harbour: Scene, channel: str) -> None:
    harbour.workspace.rooms["C0002"] = Room("pilots", private=True)
    post = asked(harbour, channel=channel)
    harbour.workspace.write("and where?", channel, post.ts)
    assert len(answers(harbour, channel)) == 1


@both_doors
def test_a_follow_up_that_slack_repeats_is_answered_once(scene: Scene) -> None:
    post = asked(scene)
    reply = scene.workspace.write("where was the forum?", thread_ts=post.ts)
    scene.workspace.send_event(message_event(reply), retry=1)
    assert len(answers(scene)) == 1


def test_what_is_too_long_to_be_a_question_is_left_alone(scene: Scene) -> None:
    post = asked(scene)
    scene.workspace.write(f"where was the forum {'of ports ' * 200}?", thread_ts=post.ts)
    assert answers(scene) == []


def test_in_threads_of_others_it_keeps_silent(scene: Scene) -> None:
    post = scene.workspace.write("who chaired the forum?")
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    assert scene.replies() == []


def test_in_threads_of_others_a_mention_is_answered(scene: Scene) -> None:
    post = scene.workspace.write("who chaired the forum?")
    scene.workspace.mention("where was the forum?", thread_ts=post.ts)
    scene.settle()
    assert [reply.thread_ts for reply in scene.workspace.said(CHANNEL)] == [post.ts]


def test_a_restart_does_not_forget_its_threads(tmp_path: Path, workspace: Workspace) -> None:
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace) as before:
        post = asked(before)
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace) as after:
        workspace.write("where was the forum?", thread_ts=post.ts)
        assert len(answers(after)) == 1


def test_an_unasked_answer_that_fails_is_not_apologised_for(scene: Scene) -> None:
    post = asked(scene)
    scene.oracle.error = RuntimeError()
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    assert answers(scene) == []


@pytest.mark.parametrize(
    "extra", [{"bot_id": "B9"}, {"subtype": "me_message"}, {"edited": {"ts": "1.1"}}], ids=str
)
def test_what_no_person_asks_in_its_thread_is_not_answered(scene: Scene, extra: dict[str, Any]) -> None:
    post = asked(scene)
    scene.workspace.write("where was the forum?", thread_ts=post.ts, **extra)
    assert answers(scene) == []
