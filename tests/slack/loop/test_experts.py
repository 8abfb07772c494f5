"""A refused question can be handed on to people who know: by whoever asked, once, and nobody is pinged."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.workspace.conversations import Post
from bot.workspace.state import direct
from bot.workspace.troubles import dropped_after, limited, refused
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.slack.conftest import buttons_of
from tests.slack.loop.conftest import Newsroom, at_work
from tests.waiting import said_after

EXPERTS = "C0007"
QUESTION = "who spoke at the <Lighthouse> Symposium"
TYPED = "who spoke at the &lt;Lighthouse&gt; Symposium"
HAND_ON = "hand_on"


def choose(newsroom: Newsroom, wish: str = f"<#{EXPERTS}|those-who-know>") -> str:
    """The reply to `/nato experts`."""
    count = len(newsroom.workspace.said(CHANNEL))
    newsroom.workspace.command(f"experts {wish}")
    return said_after(newsroom.workspace, count, CHANNEL).text


def asked(newsroom: Newsroom, channel: str = CHANNEL) -> Post:
    return newsroom.ask(TYPED, channel)


def asked_privately(newsroom: Newsroom) -> Post:
    count = len(newsroom.workspace.said(CHANNEL))
    newsroom.workspace.command(TYPED)
    return said_after(newsroom.workspace, count, CHANNEL)


def hand_on(newsroom: Newsroom, refusal: Post, user: str = USER) -> str:
    """What is told to who clicks."""
    count = len(newsroom.workspace.said(refusal.channel))
    newsroom.workspace.click(refusal, HAND_ON, user)
    reply = said_after(newsroom.workspace, count, refusal.channel)
    assert reply.seen_by == user
    return reply.text


def handed_on(newsroom: Newsroom) -> list[Post]:
    """What stands in the channel of those who know, below the greeting."""
    return newsroom.workspace.said(EXPERTS)[1:]


@pytest.mark.parametrize("newsroom", ["socket", "http"], indirect=True)
def test_a_refused_question_is_handed_on_with_where_it_was_asked(newsroom: Newsroom) -> None:
    choose(newsroom)
    refusal = asked(newsroom)
    assert buttons_of(refusal)[HAND_ON] == "Ask someone who knows"
    told = hand_on(newsroom, refusal)
    (post,) = handed_on(newsroom)
    assert QUESTION in str(post.blocks)
    assert "Mara Lind asks" in str(post.blocks)
    assert "No source mentions" in str(post.blocks)
    assert refusal.ts.replace(".", "") in str(post.blocks)
    assert post.ts.replace(".", "") in told


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_a_private_question_is_handed_on_without_a_link(newsroom: Newsroom, channel: str) -> None:
    choose(newsroom)
    hand_on(newsroom, asked(newsroom, DIRECT) if channel == DIRECT else asked_privately(newsroom))
    (post,) = handed_on(newsroom)
    assert "asked in private" in str(post.blocks)
    assert channel not in str(post.blocks)


def test_a_question_is_handed_on_once_whoever_clicks_and_whatever_restarts(
    workspace: Workspace, data: Path
) -> None:
    with at_work(workspace, data) as newsroom:
        choose(newsroom)
        refusal = asked(newsroom)
        hand_on(newsroom, refusal)
    with at_work(workspace, data) as newsroom:
        assert hand_on(newsroom, refusal, "U0002") == "This question was handed on before."
        assert len(handed_on(newsroom)) == 1


def test_without_a_channel_there_is_no_button(newsroom: Newsroom) -> None:
    assert HAND_ON not in buttons_of(asked(newsroom))
    choose(newsroom)
    refusal = asked(newsroom)
    assert choose(newsroom, "off") == "Questions are handed on to no channel any more."
    assert HAND_ON not in buttons_of(asked(newsroom))
    assert "no channel" in hand_on(newsroom, refusal)


@pytest.mark.parametrize("words", ["what did Ada Marsh say", "hello there"])
def test_answers_and_small_talk_are_nobody_s_business(newsroom: Newsroom, words: str) -> None:
    choose(newsroom)
    assert HAND_ON not in buttons_of(newsroom.ask(words, direct(USER)))


def test_a_channel_that_is_closed_to_the_bot_is_not_chosen(newsroom: Newsroom) -> None:
    newsroom.workspace.not_joined.add(EXPERTS)
    assert "Please /invite me" in choose(newsroom)
    assert HAND_ON not in buttons_of(asked(newsroom))


def test_a_refusal_of_slack_s_leaves_the_question_free_to_be_handed_on(newsroom: Newsroom) -> None:
    choose(newsroom)
    refusal = asked(newsroom)
    newsroom.workspace.disturb("chat.postMessage", refused("is_archived"), times=1)
    assert "the channel is archived" in hand_on(newsroom, refusal)
    newsroom.workspace.disturb("chat.postMessage", limited(1), times=1)
    hand_on(newsroom, refusal)
    newsroom.workspace.conversations.wait_for(lambda _: len(handed_on(newsroom)) == 1)


def test_what_may_have_arrived_is_not_handed_on_again(newsroom: Newsroom) -> None:
    choose(newsroom)
    refusal = asked(newsroom)
    newsroom.workspace.disturb("chat.postMessage", dropped_after(), times=1)
    assert "not take it for certain" in hand_on(newsroom, refusal)
    newsroom.workspace.click(refusal, HAND_ON)
    newsroom.workspace.conversations.wait_for(
        lambda _: newsroom.workspace.said(CHANNEL)[-1].text == "This question was handed on before."
    )
    assert len(handed_on(newsroom)) == 1


def test_questions_about_experts_are_questions(newsroom: Newsroom) -> None:
    newsroom.workspace.command("experts on tides")
    assert "handed on" not in said_after(newsroom.workspace, 0, CHANNEL).text
