"""What was asked in a thread before is context for what follows, however long the thread is."""

from __future__ import annotations

import pytest

from bot import LONGEST_THREAD
from bot.workspace.conversations import Post
from bot.workspace.troubles import refused
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.conftest import Scene, both_doors
from tests.slack.threads.conftest import answers, asked
from tests.waiting import said_after


@both_doors
def test_what_it_answered_without_a_mention_is_context_for_what_follows(scene: Scene) -> None:
    post = asked(scene, "who chaired the forum?")
    scene.workspace.write("lunch, anybody?", thread_ts=post.ts)
    scene.workspace.write("and where was the forum?", thread_ts=post.ts)
    said_after(scene.workspace, 1)
    scene.workspace.mention("and when?", thread_ts=post.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("and when?", ("who chaired the forum?", "and where was the forum?"))


@pytest.mark.parametrize("mentioned", [True, False])
def test_a_shared_answer_can_be_followed_up_in_its_thread(scene: Scene, mentioned: bool) -> None:
    scene.workspace.command("who chaired the forum?")
    scene.workspace.click(said_after(scene.workspace, 0), "share")
    scene.workspace.conversations.wait_for(lambda posts: any(not post.seen_by for post in posts))
    shared = next(post for post in scene.workspace.said() if not post.seen_by)
    follow_up = scene.workspace.mention if mentioned else scene.workspace.write
    follow_up("where was the forum?", thread_ts=shared.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("where was the forum?", ("who chaired the forum?",))


def test_of_a_thread_of_thousands_the_last_questions_count(scene: Scene) -> None:
    first = asked(scene, "question 0")
    for number in range(1, LONGEST_THREAD + 1):
        _filled(scene, first, 60)
        scene.workspace.mention(f"question {number}", thread_ts=first.ts)
        said_after(scene.workspace, number)
    before = len(scene.workspace.calls)
    _filled(scene, first, 60)
    scene.workspace.mention("and then?", thread_ts=first.ts)
    scene.settle()
    reads = [call for call in scene.workspace.calls[before:] if call.method == "conversations.replies"]
    assert scene.oracle.asked[-1][1] == tuple(f"question {number}" for number in range(1, LONGEST_THREAD + 1))
    assert len(reads) <= 10


def test_where_too_much_was_said_since_the_last_questions_are_still_found(scene: Scene) -> None:
    first = asked(scene, "question 0")
    _filled(scene, first, 1100)
    scene.workspace.mention("question 1", thread_ts=first.ts)
    said_after(scene.workspace, 1)
    scene.workspace.mention("and then?", thread_ts=first.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("and then?", ("question 0", "question 1"))


def test_a_thread_that_cannot_be_read_is_answered_in_without_it(scene: Scene) -> None:
    post = asked(scene)
    scene.workspace.disturb("conversations.replies", refused("missing_scope"))
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    assert len(answers(scene)) == 1


def _filled(scene: Scene, first: Post, count: int) -> None:
    """People talk in the thread, and the bot hears nothing of it."""
    for _ in range(count):
        scene.workspace.conversations.add(Post(CHANNEL, "", USER, {"text": "and so on"}, first.ts))
