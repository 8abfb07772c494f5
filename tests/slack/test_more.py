"""Further quotes of an answer, called for by a click or in words."""

from __future__ import annotations

import pytest

from bot.workspace.conversations import Post
from bot.workspace.workspace import CHANNEL, DIRECT, USER
from tests.slack.conftest import Scene, buttons_of, over_both_doors, quotes_of
from tests.waiting import said_after

QUESTION = "what did Ole Nygård say?"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
SAID = [f"The {ordinal} buoy" for ordinal in ORDINALS]


def _buoys(post: Post) -> list[str]:
    """The buoys that the post's quotes speak of, in order."""
    return [said for quote in quotes_of(post) for said in SAID if said in quote]


@over_both_doors
def test_further_quotes_of_a_private_answer_are_shown_in_private(harbour: Scene) -> None:
    harbour.workspace.command(QUESTION)
    first = said_after(harbour.workspace, 0)
    assert buttons_of(first) == {"more": "Show 2 more", "share": "Share with channel"}
    harbour.workspace.click(first, "more")
    harbour.settle()
    second = harbour.workspace.said(CHANNEL)[-1]
    assert _buoys(first) + _buoys(second) == SAID
    assert (second.seen_by, buttons_of(second)) == (USER, {"share": "Share with channel"})


@over_both_doors
def test_further_quotes_of_a_public_answer_are_posted_once_in_its_thread(harbour: Scene) -> None:
    post = harbour.workspace.mention(QUESTION)
    first = said_after(harbour.workspace, 0)
    harbour.workspace.click(first, "more")
    harbour.workspace.click(first, "more", user="U0002")
    harbour.settle()
    first, second = harbour.workspace.said(CHANNEL)
    assert _buoys(first) + _buoys(second) == SAID
    assert (second.thread_ts, second.seen_by) == (post.ts, "")


def test_further_quotes_are_those_of_the_answer_clicked_whatever_was_asked_since(harbour: Scene) -> None:
    post = harbour.workspace.write("who is Ole Nygård?", DIRECT)
    harbour.workspace.write("what did he say?", DIRECT, post.ts)
    said_after(harbour.workspace, 1)
    harbour.workspace.write("who is Ada Marsh?", DIRECT, post.ts)
    said_after(harbour.workspace, 2)
    clicked = next(one for one in harbour.workspace.said() if "more" in buttons_of(one))
    harbour.workspace.click(clicked, "more")
    harbour.settle()
    assert _buoys(harbour.workspace.said()[-1]) == SAID[5:]


def test_what_a_click_has_shown_is_not_shown_again_when_more_is_asked_for(harbour: Scene) -> None:
    post = harbour.workspace.write(QUESTION, DIRECT)
    harbour.workspace.click(said_after(harbour.workspace, 0), "more")
    said_after(harbour.workspace, 1)
    harbour.workspace.write("more", DIRECT, post.ts)
    assert harbour.replies(DIRECT)[-1].startswith("The sources have no more on this.")


def test_further_quotes_are_shared_with_the_question_that_they_answer(harbour: Scene) -> None:
    harbour.workspace.command(QUESTION)
    harbour.workspace.click(said_after(harbour.workspace, 0), "more")
    harbour.workspace.click(said_after(harbour.workspace, 1), "share")
    harbour.settle()
    shared = harbour.workspace.said(CHANNEL)[-1]
    assert (shared.seen_by, _buoys(shared)) == ("", SAID[5:])
    assert shared.text.startswith(f"Asked: {QUESTION} – more – ")


@pytest.mark.parametrize("typed", [False, True], ids=["clicked", "typed"])
def test_further_places_of_a_checked_quotation_are_shown(harbour: Scene, typed: bool) -> None:
    post = harbour.workspace.write("check “buoy is”", DIRECT)
    first = said_after(harbour.workspace, 0)
    if typed:
        harbour.workspace.write("more", DIRECT, post.ts)
    else:
        harbour.workspace.click(first, "more")
    harbour.settle()
    assert _buoys(first) + _buoys(harbour.workspace.said()[-1]) == SAID
