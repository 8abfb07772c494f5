"""For whose eyes answers are, as a channel’s settings say, and where others read along."""

from __future__ import annotations

from bot.workspace.state import Room
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.channel_settings.conftest import QUESTION, said_since, save
from tests.slack.conftest import Scene, both_doors, buttons_of
from tests.waiting import said_after


@both_doors
def test_a_command_is_answered_for_all_where_that_is_wanted(scene: Scene) -> None:
    save(scene, replies="public")
    scene.workspace.command(QUESTION)
    (answer,) = said_since(scene)
    assert answer.seen_by == ""
    assert answer.text.startswith(f"Asked: {QUESTION}")
    assert "share" not in buttons_of(answer)


def test_where_the_bot_is_no_member_a_command_is_answered_for_all_too(scene: Scene) -> None:
    scene.workspace.not_joined.add(CHANNEL)
    save(scene, replies="public")
    scene.workspace.command(QUESTION)
    (answer,) = said_since(scene)
    assert answer.seen_by == ""


def test_what_cannot_be_answered_is_told_to_the_asker_alone_even_so(harbour: Scene) -> None:
    save(harbour, replies="public")
    harbour.workspace.command("who is Zacharias Quill?")
    (refusal,) = said_since(harbour)
    assert refusal.seen_by == USER


@both_doors
def test_a_mention_is_answered_for_the_asker_alone_where_that_is_wanted(scene: Scene) -> None:
    save(scene, replies="private")
    post = scene.workspace.mention(QUESTION)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    (answer,) = said_since(scene)
    assert (answer.seen_by, "share" in buttons_of(answer)) == (USER, True)


SHARED = Room("pilots-and-ports", shared=True)


@both_doors
def test_where_another_organisation_reads_along_a_mention_is_answered_in_private(scene: Scene) -> None:
    scene.workspace.rooms[CHANNEL] = SHARED
    post = scene.workspace.mention(QUESTION)
    said_after(scene.workspace, 0)
    scene.workspace.mention("where was it?", thread_ts=post.ts)
    scene.settle()
    first, second = scene.workspace.said()
    assert (first.seen_by, first.thread_ts) == (USER, "")
    assert (second.seen_by, second.thread_ts) == (USER, post.ts)


def test_where_another_organisation_reads_along_settings_may_want_answers_for_all(scene: Scene) -> None:
    scene.workspace.rooms[CHANNEL] = SHARED
    save(scene, replies="public")
    scene.workspace.mention(QUESTION)
    (answer,) = said_since(scene)
    assert answer.seen_by == ""
