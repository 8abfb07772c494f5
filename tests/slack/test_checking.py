"""The message shortcut “Check this quote”: what a message quotes, held against the sources, in a modal."""

from __future__ import annotations

import threading

import pytest

from bot.workspace.conversations import Post
from bot.workspace.limits import texts
from bot.workspace.troubles import held, refused
from bot.workspace.views import View
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.conftest import Scene, over_both_doors

VERBATIM = "Every harbour needs a plan"
ALTERED = "Every harbour needs one big plan"
UNKNOWN = "Whales sing at dawn"


def _checked(scene: Scene, text: str, channel: str = CHANNEL) -> View:
    """The modal in front of whoever calls the shortcut on a message of that text."""
    post = scene.workspace.conversations.add(Post(channel, "", "U0002", {"text": text}))
    assert scene.workspace.message_shortcut(post, "check_quote").status == 200
    scene.settle()
    (view,) = scene.workspace.views.modals(USER)
    return view


def _headings(view: View) -> list[str]:
    return [block["text"]["text"] for block in view.blocks if block["type"] == "header"]


def _said(view: View) -> str:
    return " ".join(texts(view.blocks))


@over_both_doors
def test_a_verbatim_quotation_is_found_with_its_source(harbour: Scene) -> None:
    view = _checked(harbour, f"As she said: “{VERBATIM}”, and so on")
    assert _headings(view) == [f"“{VERBATIM}”"]
    assert "Word for word" in _said(view)
    assert "Ada Marsh" in _said(view)
    assert any(block["type"] == "rich_text" for block in view.blocks)


@over_both_doors
def test_an_altered_quotation_is_shown_with_the_difference(harbour: Scene) -> None:
    said = _said(_checked(harbour, f"She said “{ALTERED}”."))
    assert "one big" in said
    assert VERBATIM in said


@over_both_doors
def test_what_no_source_has_is_told_so(harbour: Scene) -> None:
    view = _checked(harbour, f"“{UNKNOWN}”")
    assert not any(block["type"] == "rich_text" for block in view.blocks)
    assert "Searched 3 articles" in _said(view)


@over_both_doors
def test_each_of_several_quotations_is_checked(harbour: Scene) -> None:
    view = _checked(harbour, f'“{VERBATIM}”, «{ALTERED}» and "{UNKNOWN}", “{VERBATIM}” again')
    assert _headings(view) == [f"“{words}”" for words in (VERBATIM, ALTERED, UNKNOWN)]


def test_without_marks_all_of_the_message_is_checked(harbour: Scene) -> None:
    assert _headings(_checked(harbour, VERBATIM)) == [f"“{VERBATIM}”"]


def test_lines_that_are_set_off_are_checked_as_quotations(harbour: Scene) -> None:
    text = f"She said\n&gt; Every harbour\n&gt; needs a plan\nand then\n&gt;{UNKNOWN}\nIs that so?"
    assert _headings(_checked(harbour, text)) == [f"“{words}”" for words in (VERBATIM, UNKNOWN)]


def test_it_works_where_the_bot_is_no_member_and_posts_nothing(harbour: Scene) -> None:
    harbour.workspace.not_joined.add("C0009")
    _checked(harbour, f"“{VERBATIM}”", "C0009")
    assert harbour.workspace.said() == []


def test_of_very_many_quotations_the_first_are_checked_and_the_rest_counted(harbour: Scene) -> None:
    view = _checked(harbour, " ".join(f"“{VERBATIM} {number}”" for number in range(40)))
    assert 1 <= len(_headings(view)) <= 10
    assert f"{40 - len(_headings(view))} more" in _said(view)


@pytest.mark.parametrize("text", ["", " ", "“” ”", "x" * 40_000, "“" + "word " * 3000 + "”", "😀 " * 2000])
def test_whatever_a_message_holds_the_modal_is_one_that_slack_takes(harbour: Scene, text: str) -> None:
    assert len(_checked(harbour, text).blocks) > 1


def test_the_modal_opens_before_the_check_is_done(harbour: Scene) -> None:
    post = harbour.workspace.write(f"“{VERBATIM}”")
    harbour.workspace.message_shortcut(post, "check_quote")
    harbour.settle()
    opened, filled = (call.arguments["view"] for call in harbour.workspace.calls if "view" in call.arguments)
    assert "Looking it up…" in str(opened)
    assert VERBATIM in str(filled)


def test_a_modal_that_was_closed_meanwhile_is_no_fault(harbour: Scene) -> None:
    harbour.workspace.disturb("views.update", refused("not_found"))
    _checked(harbour, f"“{VERBATIM}”")
    assert harbour.workspace.said() == []


def test_where_no_modal_can_be_opened_that_is_owned_up_to(harbour: Scene) -> None:
    harbour.workspace.disturb("views.open", refused("expired_trigger_id"))
    post = harbour.workspace.write(f"“{VERBATIM}”")
    harbour.workspace.message_shortcut(post, "check_quote")
    harbour.settle()
    (apology,) = harbour.workspace.said()
    assert (apology.seen_by, apology.text[:5]) == (USER, "Sorry")


def test_slack_is_answered_while_the_modal_is_still_opening(harbour: Scene) -> None:
    slow = threading.Event()
    harbour.workspace.disturb("views.open", held(slow))
    post = harbour.workspace.write(f"“{VERBATIM}”")
    assert harbour.workspace.message_shortcut(post, "check_quote").status == 200
    slow.set()
    harbour.settle()
    assert len(harbour.workspace.views.modals(USER)) == 1
