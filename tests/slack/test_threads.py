"""Threads that the bot takes part in: it goes on answering there, and keeps out of people’s own talk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot import LONGEST_THREAD
from bot.data import read_yaml
from bot.workspace.conversations import Post
from bot.workspace.payloads import message_event
from bot.workspace.state import Room
from bot.workspace.troubles import refused
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.slack.conftest import Scene, both_doors, buttons_of, over_both_doors, scene_over

OVERHEARD: dict[str, list[str]] = read_yaml(Path(__file__).with_name("overheard.yaml"))
FIRST = "When was the Harbour Safety Forum in Porto?"


def _asked(scene: Scene, question: str = FIRST, channel: str = CHANNEL) -> Post:
    """A thread in which the bot has answered a mention."""
    post = scene.workspace.mention(question, channel)
    _wait_for_answer(scene, 1, channel)
    return post


def _wait_for_answer(scene: Scene, count: int, channel: str = CHANNEL) -> None:
    scene.workspace.conversations.wait_for(
        lambda posts: len([post for post in posts if post.channel == channel and post.user != USER]) >= count
    )


def _answers(scene: Scene, channel: str = CHANNEL) -> list[Post]:
    """What the bot said after its first answer."""
    scene.settle()
    return scene.workspace.said(channel)[1:]


@over_both_doors
def test_a_question_in_its_thread_is_answered_without_a_mention(harbour: Scene) -> None:
    post = _asked(harbour)
    harbour.workspace.write("and where?", thread_ts=post.ts)
    (answer,) = _answers(harbour)
    assert (answer.thread_ts, answer.seen_by) == (post.ts, "")
    assert "Porto" in answer.text


@pytest.mark.parametrize("text", OVERHEARD["talk"])
def test_what_people_say_to_each_other_is_left_alone(harbour: Scene, text: str) -> None:
    post = _asked(harbour)
    harbour.workspace.write(text, thread_ts=post.ts)
    assert _answers(harbour) == []


@pytest.mark.parametrize("text", OVERHEARD["questions"])
def test_what_asks_the_bot_is_answered(harbour: Scene, text: str) -> None:
    post = _asked(harbour)
    harbour.workspace.write(text, thread_ts=post.ts)
    (answer,) = _answers(harbour)
    assert harbour.workspace.conversations.thread(CHANNEL, post.ts)[-1] == answer


@pytest.mark.parametrize("text", OVERHEARD["refused"])
def test_what_clearly_asks_the_bot_is_refused_where_the_sources_do_not_tell(
    harbour: Scene, text: str
) -> None:
    post = _asked(harbour)
    harbour.workspace.write(text, thread_ts=post.ts)
    (answer,) = _answers(harbour)
    assert not [block for block in answer.blocks if block["type"] == "rich_text"]


@pytest.mark.parametrize("channel", ["C0002", "G0003"], ids=["private", "several people"])
def test_it_takes_part_in_private_channels_and_conversations_of_several(harbour: Scene, channel: str) -> None:
    harbour.workspace.rooms["C0002"] = Room("pilots", private=True)
    post = _asked(harbour, channel=channel)
    harbour.workspace.write("and where?", channel, post.ts)
    assert len(_answers(harbour, channel)) == 1


@both_doors
def test_what_it_answered_without_a_mention_is_context_for_what_follows(scene: Scene) -> None:
    post = _asked(scene, "who chaired the forum?")
    scene.workspace.write("lunch, anybody?", thread_ts=post.ts)
    scene.workspace.write("and where was the forum?", thread_ts=post.ts)
    _wait_for_answer(scene, 2)
    scene.workspace.mention("and when?", thread_ts=post.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("and when?", ("who chaired the forum?", "and where was the forum?"))


@both_doors
def test_a_follow_up_that_slack_repeats_is_answered_once(scene: Scene) -> None:
    post = _asked(scene)
    reply = scene.workspace.write("where was the forum?", thread_ts=post.ts)
    scene.workspace.send_event(message_event(reply), retry=1)
    assert len(_answers(scene)) == 1


def test_a_thread_that_hangs_from_a_post_of_its_own_is_its_thread(scene: Scene) -> None:
    scene.workspace.command("who chaired the forum?")
    _wait_for_answer(scene, 1)
    scene.workspace.click(scene.workspace.said()[0], "share")
    scene.workspace.conversations.wait_for(lambda posts: any(not post.seen_by for post in posts))
    shared = next(post for post in scene.workspace.said() if not post.seen_by)
    scene.workspace.write("where was the forum?", thread_ts=shared.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("where was the forum?", ("who chaired the forum?",))


def test_what_is_too_long_to_be_a_question_is_left_alone(scene: Scene) -> None:
    post = _asked(scene)
    scene.workspace.write(f"where was the forum {'of ports ' * 200}?", thread_ts=post.ts)
    assert _answers(scene) == []


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
        post = _asked(before)
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace) as after:
        workspace.write("where was the forum?", thread_ts=post.ts)
        assert len(_answers(after)) == 1


def test_an_unasked_answer_that_fails_is_not_apologised_for(scene: Scene) -> None:
    post = _asked(scene)
    scene.oracle.error = RuntimeError()
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    assert _answers(scene) == []


@pytest.mark.parametrize(
    "extra", [{"bot_id": "B9"}, {"subtype": "me_message"}, {"edited": {"ts": "1.1"}}], ids=str
)
def test_what_no_person_asks_in_its_thread_is_not_answered(scene: Scene, extra: dict[str, Any]) -> None:
    post = _asked(scene)
    scene.workspace.write("where was the forum?", thread_ts=post.ts, **extra)
    assert _answers(scene) == []


def _muted(scene: Scene) -> Post:
    """A thread in which the bot has answered, and was muted by words."""
    post = _asked(scene)
    scene.workspace.mention("Mute in this thread.", thread_ts=post.ts)
    _wait_for_answer(scene, 2)
    return post


@both_doors
def test_in_a_muted_thread_only_mentions_are_answered(scene: Scene) -> None:
    post = _muted(scene)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    scene.workspace.mention("when was the forum?", thread_ts=post.ts)
    notice, _ = _answers(scene)
    assert notice.text.startswith("Muted")
    assert [question for question, _ in scene.oracle.asked] == [FIRST, "when was the forum?"]


@both_doors
def test_a_thread_is_unmuted_by_a_mention(scene: Scene) -> None:
    post = _muted(scene)
    scene.workspace.mention("unmute", thread_ts=post.ts)
    _wait_for_answer(scene, 3)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    _, notice, _ = _answers(scene)
    assert notice.text.startswith("Unmuted")
    assert [question for question, _ in scene.oracle.asked] == [FIRST, "where was the forum?"]


@both_doors
def test_a_thread_is_muted_by_a_button_once(scene: Scene) -> None:
    post = _asked(scene)
    (answer,) = scene.workspace.said()
    assert buttons_of(answer)["mute"] == "Mute in this thread"
    scene.workspace.click(answer, "mute")
    _wait_for_answer(scene, 2)
    scene.workspace.click(answer, "mute")
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    (notice,) = _answers(scene)
    assert (notice.thread_ts, buttons_of(notice)) == (post.ts, {"unmute": "Unmute in this thread"})


@both_doors
def test_a_thread_is_unmuted_by_a_button(scene: Scene) -> None:
    post = _muted(scene)
    scene.workspace.click(scene.workspace.said()[-1], "unmute")
    _wait_for_answer(scene, 3)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    _, notice, answer = _answers(scene)
    assert (notice.thread_ts, buttons_of(notice)) == (post.ts, {"mute": "Mute in this thread"})
    assert answer.thread_ts == post.ts


def test_direct_messages_and_private_answers_offer_no_muting(scene: Scene) -> None:
    scene.workspace.write("who spoke?", "D0001")
    scene.workspace.command("who spoke?")
    scene.settle()
    assert all("mute" not in buttons_of(post) for post in scene.workspace.said())


def test_of_a_thread_of_thousands_the_last_questions_count(scene: Scene) -> None:
    first = _asked(scene, "question 0")
    for number in range(1, LONGEST_THREAD + 1):
        _filled(scene, first, 60)
        scene.workspace.mention(f"question {number}", thread_ts=first.ts)
        _wait_for_answer(scene, number + 1)
    before = len(scene.workspace.calls)
    _filled(scene, first, 60)
    scene.workspace.mention("and then?", thread_ts=first.ts)
    scene.settle()
    reads = [call for call in scene.workspace.calls[before:] if call.method == "conversations.replies"]
    assert scene.oracle.asked[-1][1] == tuple(f"question {number}" for number in range(1, LONGEST_THREAD + 1))
    assert len(reads) <= 10


def test_where_too_much_was_said_since_the_last_questions_are_still_found(scene: Scene) -> None:
    first = _asked(scene, "question 0")
    _filled(scene, first, 1100)
    scene.workspace.mention("question 1", thread_ts=first.ts)
    _wait_for_answer(scene, 2)
    scene.workspace.mention("and then?", thread_ts=first.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("and then?", ("question 0", "question 1"))


def test_a_thread_that_cannot_be_read_is_answered_in_without_it(scene: Scene) -> None:
    post = _asked(scene)
    scene.workspace.disturb("conversations.replies", refused("missing_scope"))
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    assert len(_answers(scene)) == 1


def _filled(scene: Scene, first: Post, count: int) -> None:
    """People talk in the thread, and the bot hears nothing of it."""
    for _ in range(count):
        scene.workspace.conversations.add(Post(CHANNEL, "", USER, {"text": "and so on"}, first.ts))
