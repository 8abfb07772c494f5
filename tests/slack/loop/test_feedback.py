"""A verdict on an answer is one click, its reason one more; nobody else sees either, and minds can change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.workspace.conversations import Post
from bot.workspace.state import direct
from bot.workspace.troubles import refused
from bot.workspace.views import View
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.conftest import Scene, over_both_doors
from tests.slack.loop.conftest import listed
from tests.waiting import modal_of, said_after

RATE = "rate"
QUESTION = "what did Nygård say"
ANOTHER = "U0002"


def asked(scene: Scene, *, private: bool = False) -> Post:
    """The answer to a question that the articles answer."""
    if private:
        scene.workspace.command(QUESTION)
    else:
        scene.workspace.mention(QUESTION)
    return said_after(scene.workspace, 0)


def values(post: Post) -> tuple[str, str]:
    """What a click on the good and on the bad button sends."""
    (block,) = [block for block in post.blocks if block["type"] == "context_actions"]
    buttons: dict[str, Any] = block["elements"][0]
    return buttons["positive_button"]["value"], buttons["negative_button"]["value"]


def complain(scene: Scene, post: Post, user: str = USER) -> View:
    """The modal that a bad verdict opens."""
    scene.workspace.choose(post, RATE, values(post)[1], user)
    return modal_of(scene.workspace, user)


@over_both_doors
@pytest.mark.parametrize("private", [False, True])
def test_a_bad_answer_is_listed_with_its_reason(harbour: Scene, ledger: Path, private: bool) -> None:
    view = complain(harbour, asked(harbour, private=private))
    harbour.workspace.submit(view, {"reason": "wrong quote", "comment": "<!here> it was the pilot"})
    harbour.settle()
    (gap,) = map(json.loads, listed(ledger, "--json").splitlines())
    assert (gap["example"], gap["count"], gap["troubles"]) == (QUESTION, 1, ["wrong quote"])
    thanks = harbour.workspace.said()[-1]
    assert (thanks.seen_by, thanks.channel) == (USER, CHANNEL)
    assert len([post for post in harbour.workspace.said() if not post.seen_by]) == (0 if private else 1)


@over_both_doors
def test_a_verdict_counts_without_a_reason_and_can_be_changed(harbour: Scene, ledger: Path) -> None:
    post = asked(harbour)
    harbour.workspace.close(complain(harbour, post))
    harbour.workspace.conversations.wait_for(lambda _: "unhelpful" in listed(ledger))
    harbour.workspace.choose(post, RATE, values(post)[0])
    harbour.settle()
    assert "Nothing" in listed(ledger)
    assert harbour.workspace.said()[-1].seen_by == USER


def test_each_person_has_a_verdict_of_their_own(harbour: Scene, ledger: Path) -> None:
    post = asked(harbour)
    for user in (USER, ANOTHER):
        harbour.workspace.submit(complain(harbour, post, user), {"reason": "other"})
    harbour.settle()
    (gap,) = map(json.loads, listed(ledger, "--json").splitlines())
    assert gap["count"] == 2


def test_where_no_modal_opens_the_verdict_still_counts(harbour: Scene, ledger: Path) -> None:
    post = asked(harbour)
    harbour.workspace.disturb("views.open", refused("expired_trigger_id"))
    harbour.workspace.choose(post, RATE, values(post)[1])
    harbour.settle()
    assert "found unhelpful" in listed(ledger)
    assert harbour.workspace.said()[-1].seen_by == USER


def test_a_bad_word_on_a_refusal_is_no_second_gap(harbour: Scene, ledger: Path) -> None:
    harbour.workspace.write("who spoke at the Lighthouse Symposium", direct(USER))
    view = complain(harbour, said_after(harbour.workspace, 0))
    harbour.workspace.submit(view, {"reason": "something is missing"})
    harbour.settle()
    (gap,) = map(json.loads, listed(ledger, "--json").splitlines())
    assert gap["count"] == 1


@pytest.mark.parametrize("words", ["hello there", "help", "digest status"])
def test_what_is_no_answer_asks_for_no_verdict(harbour: Scene, words: str) -> None:
    harbour.workspace.command(words)
    harbour.settle()
    assert not any(block["type"] == "context_actions" for block in harbour.workspace.said()[0].blocks)


def test_the_longest_talk_that_can_be_rated_can_be_explained(harbour: Scene) -> None:
    start = harbour.workspace.mention("who " + "“x” " * 240)
    said_after(harbour.workspace, 0)
    harbour.workspace.mention("who " + "“y” " * 200, thread_ts=start.ts)
    said_after(harbour.workspace, 1)
    harbour.workspace.mention("who " + "z " * 150, thread_ts=start.ts)
    said_after(harbour.workspace, 2)
    rated = [post for post in harbour.workspace.said() if "context_actions" in str(post.blocks)]
    assert 1 <= len(rated) < 3
    assert complain(harbour, rated[-1]).title == "What is wrong?"
