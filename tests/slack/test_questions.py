"""Where a team asks: by command, by mention, in a thread, in a direct message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from bot import LONGEST_THREAD
from bot.models import Span
from bot.workspace.conversations import Post
from bot.workspace.payloads import BOT_USER
from bot.workspace.troubles import refused
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.slack.conftest import ANSWER, QUOTE, WORDS, Scene, both_doors, quotes_of


def _written(text: str, thread_ts: str = "", **extra: Any) -> Post:
    return Post(CHANNEL, "", USER, {"text": text, **extra}, thread_ts)


@both_doors
def test_a_command_is_answered_for_the_asker_alone(scene: Scene) -> None:
    receipt = scene.workspace.command("who spoke at the forum")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert receipt.status == 200
    assert reply.seen_by == USER
    assert WORDS in reply.text
    assert scene.oracle.asked == [("who spoke at the forum", ())]


def test_a_quote_stands_in_its_block_character_for_character(scene: Scene) -> None:
    scene.workspace.command("what was said")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    _, quoted, credit, *_ = reply.blocks
    assert quoted["elements"] == [{"type": "rich_text_quote", "elements": [{"type": "text", "text": WORDS}]}]
    assert credit["text"]["text"] == "Ines Vidal · said · Ports meet · 9 May 2031"


ODD = "  “It’s\u00a0*50&nbsp;%* &lt;b&gt; <!here> & more”,\nsaid_he_ –\u2028:smile: 😀 e\u0301\u200b\u00ad  <https://a.example|b>\t"


@pytest.mark.parametrize("ask", [Workspace.command, Workspace.mention], ids=["private", "public"])
def test_any_character_of_a_quote_arrives_as_it_is(
    scene: Scene, ask: Callable[[Workspace, str], object]
) -> None:
    quote = replace(QUOTE, span=Span("harbour.txt", 0, len(ODD), ODD))
    scene.oracle.answer = replace(ANSWER, quotes=(quote,))
    ask(scene.workspace, "what was said")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert quotes_of(reply) == [ODD]


@both_doors
def test_a_mention_is_answered_in_its_thread(scene: Scene) -> None:
    post = scene.workspace.mention("who spoke?")
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    assert (reply.thread_ts, reply.seen_by) == (post.ts, "")
    assert scene.oracle.asked == [("who spoke?", ())]


@both_doors
def test_a_follow_up_is_asked_with_what_was_asked_of_the_bot_before(scene: Scene) -> None:
    workspace = scene.workspace
    first = workspace.conversations.add(_written("<@UNATO> who chaired the forum?"))
    workspace.conversations.add(_written("lunch, anybody?", first.ts))
    workspace.conversations.add(_written("<@UNATO> and where?", first.ts, bot_id="B7"))
    workspace.conversations.add(_written("and <@UNATO|nato> when was it?", first.ts))
    post = workspace.mention("who else?", thread_ts=first.ts)
    scene.settle()
    assert scene.oracle.asked == [("who else?", ("who chaired the forum?", "and when was it?"))]
    assert post.thread_ts == workspace.said(CHANNEL)[-1].thread_ts == first.ts


def test_in_a_long_thread_the_last_questions_count(scene: Scene) -> None:
    workspace = scene.workspace
    first = workspace.conversations.add(_written("<@UNATO> question 0"))
    for number in range(1, 450):
        workspace.conversations.add(_written(f"<@UNATO> question {number}", first.ts))
    workspace.mention("and then?", thread_ts=first.ts)
    scene.settle()
    ((_, thread),) = scene.oracle.asked
    assert thread == tuple(f"question {number}" for number in range(450 - LONGEST_THREAD, 450))


@both_doors
def test_a_direct_message_is_answered_in_its_thread_and_needs_no_mention(scene: Scene) -> None:
    first = scene.workspace.write("who chaired?", DIRECT)
    scene.workspace.write("who else?", DIRECT, first.ts)
    scene.settle()
    assert sorted(scene.oracle.asked) == [("who chaired?", ()), ("who else?", ("who chaired?",))]
    assert {post.thread_ts for post in scene.workspace.said(DIRECT)} == {first.ts}


def test_a_thread_that_cannot_be_read_does_not_prevent_the_answer(scene: Scene) -> None:
    scene.workspace.disturb("conversations.replies", refused("missing_scope"))
    first = scene.workspace.mention("who chaired?")
    scene.workspace.mention("who else?", thread_ts=first.ts)
    assert len(scene.replies()) == 2
    assert ("who else?", ()) in scene.oracle.asked


@pytest.mark.parametrize("text", ["", "  ", "help", "Help"])
def test_help_shows_what_can_be_asked(scene: Scene, text: str) -> None:
    scene.workspace.command(text)
    scene.settle()
    (reply,) = scene.workspace.said(CHANNEL)
    buttons = [element["value"] for element in reply.blocks[-1]["elements"]]
    assert reply.seen_by == USER
    assert "/nato QUESTION" in reply.text
    assert buttons == ["Who spoke at the Forum of Ports?", "When was the Forum of Ports?"]
    assert scene.oracle.asked == []


@both_doors
def test_a_bare_mention_gets_help(scene: Scene) -> None:
    scene.workspace.write(f"<@{BOT_USER}>")
    assert "/nato QUESTION" in scene.replies()[0]


@pytest.mark.parametrize(
    ("sent", "understood"),
    [
        ("who is &lt;Vidal&gt; &amp; co", "who is <Vidal> & co"),
        ("&amp;lt; was typed", "&lt; was typed"),
        ("what did <@U7|ines> say in <#C9|ports>", "what did @ines say in ports"),
        ("what did <@U7> say in <#C9|>", "what did @U7 say in #C9"),
        (
            "see <https://a.example/x|a.example> and <https://b.example>",
            "see a.example and https://b.example",
        ),
        ("who told <!here> and <!subteam^S1|@ports>", "who told @here and @ports"),
        ("when is <!date^1^{date}|9 May>", "when is 9 May"),
        ("what is the payload of the drone", "what is the payload of the drone"),
        ("two\n lines", "two lines"),
    ],
)
def test_markup_is_read_as_it_was_typed(scene: Scene, sent: str, understood: str) -> None:
    scene.workspace.command(sent)
    scene.settle()
    assert scene.oracle.asked == [(understood, ())]


def test_the_digest_is_spoken_of_in_private(scene: Scene) -> None:
    scene.workspace.command("digest status")
    scene.workspace.command("Digest: on 7:30 Europe/Lisbon")
    scene.settle()
    assert {reply.seen_by for reply in scene.workspace.said(CHANNEL)} == {USER}
    assert any("at 07:30 Europe/Lisbon" in reply.text for reply in scene.workspace.said(CHANNEL))
    assert scene.oracle.asked == []


@both_doors
def test_what_is_too_long_to_be_a_question_is_declined(scene: Scene) -> None:
    scene.workspace.command("who " * 400)
    assert scene.replies() == ["Please ask in at most 1,000 characters."]
