"""The shortcut “Ask”: a question in a modal, suggestions while one types, and the answer to be posted."""

from __future__ import annotations

import pytest

from bot.workspace.limits import texts
from bot.workspace.state import Room
from bot.workspace.troubles import refused
from bot.workspace.views import View
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.conftest import Scene, over_both_doors
from tests.waiting import modal_of

QUESTION = "who is Eve Holt?"


def _form(scene: Scene) -> View:
    assert scene.workspace.shortcut("ask").status == 200
    return modal_of(scene.workspace)


def _wait_for_modals(scene: Scene, count: int) -> None:
    scene.workspace.conversations.wait_for(lambda _: len(scene.workspace.views.modals(USER)) == count)


def _said(view: View) -> str:
    return " ".join(texts(view.blocks))


def _answer(scene: Scene) -> View:
    """The modal with the answer, once it is there."""
    scene.workspace.conversations.wait_for(
        lambda _: "Looking it up…" not in _said(scene.workspace.views.modals(USER)[-1])
    )
    return scene.workspace.views.modals(USER)[-1]


def _asked(scene: Scene, question: str = QUESTION) -> View:
    scene.workspace.submit(_form(scene), {"question": question})
    return _answer(scene)


@over_both_doors
def test_a_question_is_answered_in_a_modal_above_the_form(harbour: Scene) -> None:
    answer = _asked(harbour)
    assert QUESTION in _said(answer)
    assert any(block["type"] == "rich_text" for block in answer.blocks)
    assert [view.title for view in harbour.workspace.views.modals(USER)] == ["Ask", "Ask"]
    assert answer.body["close"]["text"] == "Back"
    assert harbour.workspace.said() == []


@over_both_doors
def test_an_empty_form_says_what_is_missing_and_stays(harbour: Scene) -> None:
    receipt = harbour.workspace.submit(_form(harbour), {"question": "  "})
    assert list(receipt.replied["errors"]) == ["question"]
    assert len(harbour.workspace.views.modals(USER)) == 1


@over_both_doors
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("marsh", "Ada Marsh"),
        ("ad mar", "Ada Marsh"),
        ("Nygard", "Ole Nygård"),
        ("mrash", "Ada Marsh"),
        ("clean h", "Clean Harbour Programme"),
        ("CHP", "Clean Harbour Programme"),
        ("regata", "Arctic Regatta Conference"),
        ("the harb", "Harbour Safety Forum"),
    ],
)
def test_what_is_typed_suggests_what_it_may_mean(harbour: Scene, typed: str, expected: str) -> None:
    names = [option["text"]["text"] for option in harbour.workspace.suggest(_form(harbour), "subject", typed)]
    assert expected in names


@pytest.mark.parametrize("typed", ["zzz", "x" * 300, "<!here>", "🙂", "marsh porto whale"])
def test_what_fits_nothing_suggests_nothing(harbour: Scene, typed: str) -> None:
    assert harbour.workspace.suggest(_form(harbour), "subject", typed) == []


def test_before_anything_is_typed_the_newest_meeting_is_suggested_first(harbour: Scene) -> None:
    first = harbour.workspace.suggest(_form(harbour), "subject", "")[0]
    assert first["text"]["text"] == "Arctic Regatta Conference"
    assert first["description"]["text"] == "meeting · 3 June 2025"


@over_both_doors
def test_a_subject_alone_is_told_about(harbour: Scene) -> None:
    form = _form(harbour)
    (option,) = harbour.workspace.suggest(form, "subject", "marsh")
    harbour.workspace.submit(form, {"subject": option})
    assert "Who is Ada Marsh?" in _said(_answer(harbour))


def test_a_question_may_leave_out_the_subject_that_is_chosen(harbour: Scene) -> None:
    form = _form(harbour)
    (option,) = harbour.workspace.suggest(form, "subject", "arctic")
    harbour.workspace.submit(form, {"subject": option, "question": "and where was it?"})
    assert "Tromsø" in _said(_answer(harbour))


def test_every_subject_has_a_question_that_is_asked_as_it_is(harbour: Scene) -> None:
    form = _form(harbour)
    options = harbour.workspace.suggest(form, "subject", "")
    for option in options:
        harbour.workspace.submit(form, {"subject": option})
        assert option["text"]["text"].casefold() in _said(_answer(harbour)).casefold()
        harbour.workspace.views.close(USER, harbour.workspace.views.modals(USER)[-1].id)
    assert len(options) >= 6


@over_both_doors
def test_an_answer_is_posted_to_the_conversation_that_is_chosen(harbour: Scene) -> None:
    harbour.workspace.submit(_asked(harbour), {"conversation": "C0002"})
    harbour.settle()
    (post,) = harbour.workspace.said()
    assert (post.channel, post.seen_by, post.thread_ts) == ("C0002", "", "")
    assert post.text.startswith(f"Asked: {QUESTION}")
    assert harbour.workspace.views.modals(USER) == []


def test_an_answer_is_posted_where_the_bot_is_no_member(harbour: Scene) -> None:
    harbour.workspace.not_joined.add("C0002")
    harbour.workspace.submit(_asked(harbour), {"conversation": "C0002"})
    harbour.settle()
    assert [post.channel for post in harbour.workspace.said()] == ["C0002"]


def test_an_answer_that_cannot_be_posted_is_owned_up_to(harbour: Scene) -> None:
    harbour.workspace.disturb("chat.postMessage", refused("restricted_action"))
    harbour.workspace.submit(_asked(harbour), {"conversation": "C0002"})
    harbour.settle()
    (apology,) = harbour.workspace.said()
    assert (apology.seen_by, apology.text[:5]) == (USER, "Sorry")


def test_what_is_refused_cannot_be_posted(harbour: Scene) -> None:
    refusal = _asked(harbour, "who is Zacharias Quill?")
    assert "submit" not in refusal.body
    assert not any(block["type"] == "input" for block in refusal.blocks)


@over_both_doors
def test_the_buttons_of_an_answer_go_on_in_its_modal(harbour: Scene) -> None:
    answer = _asked(harbour, "what did Ole Nygård say?")
    assert "first buoy" in _said(answer)
    harbour.workspace.click(answer, "more")
    harbour.settle()
    more = harbour.workspace.views.modals(USER)[-1]
    assert (more.id, "seventh buoy" in _said(more)) == (answer.id, True)


def test_a_suggestion_clicked_in_a_modal_is_answered_in_it(harbour: Scene) -> None:
    refusal = _asked(harbour, "who is Zacharias Quill?")
    harbour.workspace.click(refusal, "ask:0")
    harbour.settle()
    answered = harbour.workspace.views.modals(USER)[-1]
    assert answered.id == refusal.id
    assert any(block["type"] == "rich_text" for block in answered.blocks)


def test_an_answer_that_slack_hears_of_before_its_modal_is_there_comes_again(harbour: Scene) -> None:
    form = _form(harbour)
    harbour.workspace.disturb("views.update", refused("not_found"), times=2)
    harbour.workspace.submit(form, {"question": QUESTION})
    assert "Eve Holt" in _said(_answer(harbour))


def test_help_and_what_is_too_long_are_answered_in_the_modal_too(harbour: Scene) -> None:
    assert "/nato QUESTION" in _said(_asked(harbour, "help"))


def test_nothing_of_a_modal_stands_in_any_channel(harbour: Scene) -> None:
    harbour.workspace.rooms[CHANNEL] = Room("pilots", shared=True)
    _asked(harbour)
    harbour.settle()
    assert harbour.workspace.said() == []
