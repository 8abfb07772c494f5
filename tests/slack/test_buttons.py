"""Sharing a private answer, and asking by a click."""

from __future__ import annotations

from msgspec.structs import replace

from bot.workspace.conversations import Post
from bot.workspace.troubles import refused
from bot.workspace.workspace import CHANNEL, DIRECT, USER
from tests.slack.conftest import ANSWER, WORDS, Scene, both_doors
from tests.waiting import said_after

CLARIFY = replace(
    ANSWER, outcome="clarify", lead="Which one?", quotes=(), suggestions=("who is Ines Vidal?",)
)


def _private_answer(scene: Scene, question: str = "what was said") -> Post:
    scene.workspace.command(question)
    return said_after(scene.workspace, 0)


@both_doors
def test_a_private_answer_is_shared_with_its_question_and_then_gone(scene: Scene) -> None:
    scene.workspace.click(_private_answer(scene), "share")
    scene.settle()
    (shared,) = scene.workspace.said(CHANNEL)
    assert shared.seen_by == ""
    assert "what was said" in shared.text
    assert WORDS in shared.text
    assert shared.blocks[0]["elements"][0]["text"] == "Asked: what was said"
    assert "actions" not in {block["type"] for block in shared.blocks}


def test_where_the_bot_is_no_member_an_answer_is_shared_all_the_same(scene: Scene) -> None:
    scene.workspace.not_joined.add(CHANNEL)
    scene.workspace.click(_private_answer(scene), "share")
    scene.settle()
    (shared,) = scene.workspace.said(CHANNEL)
    assert shared.seen_by == ""


def test_an_answer_clicked_twice_is_shared_once(scene: Scene) -> None:
    private = _private_answer(scene)
    scene.workspace.click(private, "share")
    scene.workspace.click(private, "share")
    assert len(scene.replies()) == 1


def test_an_answer_that_cannot_be_shared_is_owned_up_to(scene: Scene) -> None:
    scene.workspace.disturb("chat.postMessage", refused("restricted_action"))
    scene.workspace.click(_private_answer(scene), "share")
    scene.settle()
    private, apology = scene.workspace.said(CHANNEL)
    assert apology.text.startswith("Sorry")
    assert private.seen_by == apology.seen_by == USER


def test_a_suggestion_clicked_in_private_is_answered_in_private(scene: Scene) -> None:
    scene.oracle.answer = CLARIFY
    scene.workspace.click(_private_answer(scene, "who is Vidal?"), "ask:0")
    scene.settle()
    answer = scene.workspace.said(CHANNEL)[-1]
    assert scene.oracle.asked[-1] == ("who is Ines Vidal?", ())
    assert answer.seen_by == USER
    assert "who is Ines Vidal?" in answer.text


@both_doors
def test_a_suggestion_clicked_in_a_thread_is_answered_there_once(scene: Scene) -> None:
    scene.oracle.answer = CLARIFY
    post = scene.workspace.mention("who is Vidal?")
    question = said_after(scene.workspace, 0)
    scene.workspace.click(question, "ask:0")
    scene.workspace.click(question, "ask:0", user="U0002")
    scene.settle()
    assert [reply.thread_ts for reply in scene.workspace.said()] == [post.ts, post.ts]


def test_a_question_asked_by_a_click_is_context_for_the_next(scene: Scene) -> None:
    scene.oracle.answer = CLARIFY
    post = scene.workspace.write("who is Vidal?", DIRECT)
    scene.workspace.click(said_after(scene.workspace, 0), "ask:0")
    said_after(scene.workspace, 1)
    scene.workspace.write("and since when?", DIRECT, post.ts)
    scene.settle()
    assert scene.oracle.asked[-1] == ("and since when?", ("who is Vidal?", "who is Ines Vidal?"))
