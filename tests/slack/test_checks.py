"""Whether a quotation is in the sources, asked in Slack."""

from __future__ import annotations

import pytest

from bot.workspace.workspace import CHANNEL, DIRECT, USER
from tests.slack.conftest import Scene, buttons_of, over_both_doors, quotes_of
from tests.waiting import said_after

SENTENCE = "“Every harbour needs a plan”, said Colonel Ada Marsh, Director of the Tide Office."
VERBATIM, UNKNOWN = "Word for word in the sources", "These words are in no source"


@over_both_doors
def test_a_quotation_is_checked_for_the_asker_alone(harbour: Scene) -> None:
    harbour.workspace.command('check "Every harbour needs a plan"')
    (text,) = harbour.replies()
    (reply,) = harbour.workspace.said(CHANNEL)
    assert text.startswith(VERBATIM)
    assert quotes_of(reply) == [SENTENCE]
    assert (reply.seen_by, buttons_of(reply)) == (USER, {"share": "Share with channel"})


@over_both_doors
@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_a_quotation_is_checked_where_it_is_shown_to_the_bot(harbour: Scene, channel: str) -> None:
    post = harbour.workspace.write("<@UNATO> check “Every harbour needs a map”", channel)
    (text,) = harbour.replies(channel)
    (reply,) = harbour.workspace.said(channel)
    assert text.startswith("“map” stands where the source has “plan”.")
    assert (reply.thread_ts, reply.seen_by, quotes_of(reply)) == (post.ts, "", [SENTENCE])


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Check: every harbour needs a plan", VERBATIM),
        ("check this quote: «Every harbour needs a plan»", VERBATIM),
        ("check the quotation 'Every harbour needs a plan'", VERBATIM),
        ("check „No harbour needs a plan ever“", "Not word for word"),
        ("check “The moon is made of cheese”", UNKNOWN),
        ("check", "There are no words to check"),
        ('check ""', "There are no words to check"),
        (f"check “{'harbour ' * 200}”", UNKNOWN),
        (f"check “{'harbour ' * 300}”", "A quotation of more than 2000 characters is not checked"),
    ],
    ids=lambda text: text[:40],
)
def test_quotations_are_marked_in_many_ways(harbour: Scene, text: str, reply: str) -> None:
    harbour.workspace.command(text)
    (said,) = harbour.replies()
    assert reply in said


def test_a_checked_quotation_is_shared_with_its_check(harbour: Scene) -> None:
    harbour.workspace.command("check “Every harbour needs a plan”")
    harbour.workspace.click(said_after(harbour.workspace, 0), "share")
    (text,) = harbour.replies()
    assert text.startswith(f"Asked: check “Every harbour needs a plan” – {VERBATIM}")


def test_without_marks_check_is_a_word_of_a_question(harbour: Scene) -> None:
    harbour.workspace.command("check who Ada Marsh is")
    harbour.settle()
    assert harbour.oracle.asked == [("check who Ada Marsh is", ())]


def test_a_check_is_an_aside_in_its_thread(harbour: Scene) -> None:
    first = harbour.workspace.write("who is Ole Nygård?", DIRECT)
    harbour.workspace.write("check “Every harbour needs a plan”", DIRECT, first.ts)
    harbour.workspace.write("what did he say?", DIRECT, first.ts)
    harbour.settle()
    assert ("what did he say?", ("who is Ole Nygård?",)) in harbour.oracle.asked
