"""Threads that are muted, by a word or a click: only mentions are answered there."""

from __future__ import annotations

from bot.workspace.conversations import Post
from tests.slack.conftest import Scene, both_doors, buttons_of
from tests.slack.threads.conftest import FIRST, answers, asked
from tests.waiting import said_after


def _muted(scene: Scene) -> Post:
    """A thread in which the bot has answered, and was muted by words."""
    post = asked(scene)
    scene.workspace.mention("Mute in this thread.", thread_ts=post.ts)
    said_after(scene.workspace, 1)
    return post


@both_doors
def test_in_a_muted_thread_only_mentions_are_answered(scene: Scene) -> None:
    post = _muted(scene)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    scene.workspace.mention("when was the forum?", thread_ts=post.ts)
    notice, _ = answers(scene)
    assert notice.text.startswith("Muted")
    assert [question for question, _ in scene.oracle.asked] == [FIRST, "when was the forum?"]


@both_doors
def test_a_thread_is_unmuted_by_a_mention(scene: Scene) -> None:
    post = _muted(scene)
    scene.workspace.mention("unmute", thread_ts=post.ts)
    said_after(scene.workspace, 2)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    _, notice, _ = answers(scene)
    assert notice.text.startswith("Unmuted")
    assert [question for question, _ in scene.oracle.asked] == [FIRST, "where was the forum?"]


@both_doors
def test_a_thread_is_muted_by_a_button_once(scene: Scene) -> None:
    post = asked(scene)
    (answer,) = scene.workspace.said()
    assert buttons_of(answer)["mute"] == "Mute in this thread"
    scene.workspace.click(answer, "mute")
    said_after(scene.workspace, 1)
    scene.workspace.click(answer, "mute")
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    (notice,) = answers(scene)
    assert (notice.thread_ts, buttons_of(notice)) == (post.ts, {"unmute": "Unmute in this thread"})


@both_doors
def test_a_thread_is_unmuted_by_a_button(scene: Scene) -> None:
    post = _muted(scene)
    scene.workspace.click(scene.workspace.said()[-1], "unmute")
    said_after(scene.workspace, 2)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    _, notice, answer = answers(scene)
    assert (notice.thread_ts, buttons_of(notice)) == (post.ts, {"mute": "Mute in this thread"})
    assert answer.thread_ts == post.ts


def test_direct_messages_and_private_answers_offer_no_muting(scene: Scene) -> None:
    scene.workspace.write("who spoke?", "D0001")
    scene.workspace.command("who spoke?")
    scene.settle()
    assert ["mute" in buttons_of(post) for post in scene.workspace.said()] == [False, False]
