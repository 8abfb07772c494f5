"""What is answered in a channel, as its settings say: mentions, all questions, or nothing."""

from __future__ import annotations

import pytest

from bot.workspace.workspace import USER
from tests.slack.channel_settings.conftest import QUESTION, said_since, save
from tests.slack.conftest import Scene, both_doors
from tests.waiting import said_after


@both_doors
def test_all_questions_of_a_channel_are_answered_where_that_is_wanted(scene: Scene) -> None:
    save(scene, answering="all")
    asked = scene.workspace.write("When was the Forum of Ports?")
    scene.workspace.write("what about lunch?")
    scene.workspace.write("<@U0009> when was the Forum of Ports?")
    (answer,) = said_since(scene)
    assert (answer.thread_ts, answer.seen_by) == (asked.ts, "")


@pytest.mark.parametrize(
    "text",
    ["Where are the slides?", "When is the meeting?", "when did Ada Marsh retire?", "any news?", "Why?"],
)
def test_in_a_channel_only_what_it_can_answer_is_answered(harbour: Scene, text: str) -> None:
    save(harbour, answering="all")
    harbour.workspace.write(text)
    assert said_since(harbour) == []


def test_in_a_channel_what_it_can_answer_is_answered(harbour: Scene) -> None:
    save(harbour, answering="all")
    harbour.workspace.write("Who is Eve Holt?")
    (answer,) = said_since(harbour)
    assert "Eve Holt" in answer.text


def test_by_default_a_channels_questions_are_not_answered(scene: Scene) -> None:
    scene.workspace.write("When was the Forum of Ports?")
    assert scene.replies() == []


@both_doors
def test_where_it_is_off_it_says_so_to_one_person_and_answers_nothing(scene: Scene) -> None:
    save(scene, answering="off")
    post = scene.workspace.mention(QUESTION)
    scene.workspace.command(QUESTION)
    scene.workspace.command("digest status")
    scene.workspace.write("When was the Forum of Ports?", thread_ts=post.ts)
    told = said_since(scene)
    assert {(post.seen_by, post.text) for post in told} == {
        (USER, "I am switched off in this channel. /nato settings shows and changes that.")
    }
    assert len(told) == 3
    assert scene.oracle.asked == []


def test_where_it_is_off_its_buttons_are_too(scene: Scene) -> None:
    scene.workspace.command(QUESTION)
    answer = said_after(scene.workspace, 0)
    save(scene, answering="off")
    scene.workspace.click(answer, "share")
    scene.settle()
    assert all(post.seen_by for post in scene.workspace.said())
