"""What could not be answered is answered where it was asked, once a new article does, and only once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.channels import ChannelSettings, keep_settings
from bot.ledger.tables import Channel
from bot.ledger.threads import mute
from bot.workspace.conversations import Post
from bot.workspace.payloads import TEAM
from bot.workspace.troubles import broken, dropped_after, dropped_before, limited, refused
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.slack.conftest import quotes_of
from tests.slack.loop.conftest import NOON, Newsroom, at_work, listed

QUESTION = "who spoke at the Lighthouse Symposium"
ARTICLE = """Keepers meet in Bergen

On 2 July 2025, keepers met in Bergen for the Lighthouse Symposium.

“Every lamp has a keeper”, said Captain Mara Kovač, Head of the Lamp School.
"""
LATER = timedelta(minutes=10)


def late(newsroom: Newsroom) -> list[Post]:
    """The late answers, in the order in which they came."""
    return [post for post in newsroom.workspace.said() if "Now a source answers it" in post.text]


def publish(newsroom: Newsroom) -> None:
    newsroom.publish("keepers.txt", ARTICLE)


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_a_question_is_answered_in_its_thread_once_an_article_answers_it(
    newsroom: Newsroom, channel: str
) -> None:
    refusal = newsroom.ask(QUESTION, channel)
    newsroom.turn()
    publish(newsroom)
    newsroom.turn()
    newsroom.turn()
    (answer,) = late(newsroom)
    assert (answer.channel, answer.thread_ts) == (channel, refusal.thread_ts)
    assert answer.text.startswith("You asked this on ")
    assert f"Asked: {QUESTION}" in answer.text
    assert all(quote in ARTICLE for quote in quotes_of(answer))
    assert quotes_of(answer)


def test_a_private_question_is_answered_directly(newsroom: Newsroom) -> None:
    newsroom.workspace.command(QUESTION)
    newsroom.workspace.conversations.wait_for(lambda _: "Lighthouse" in listed_in(newsroom))
    publish(newsroom)
    newsroom.turn()
    (answer,) = late(newsroom)
    assert (answer.channel, answer.thread_ts, answer.seen_by) == (DIRECT, "", "")
    assert [post for post in newsroom.workspace.said(CHANNEL) if not post.seen_by] == []


def listed_in(newsroom: Newsroom) -> str:
    return listed(newsroom.folder / "ledger.sqlite3")


def test_a_late_answer_is_no_gap_any_more_and_can_be_asked_on(newsroom: Newsroom) -> None:
    refusal = newsroom.ask(QUESTION)
    publish(newsroom)
    newsroom.turn()
    assert "Nothing was asked" in listed_in(newsroom)
    further = newsroom.ask("and when was that?", thread_ts=refusal.thread_ts)
    assert "2 July 2025" in further.text


def test_repetitions_in_one_thread_get_one_answer(newsroom: Newsroom) -> None:
    refusal = newsroom.ask(QUESTION)
    newsroom.ask(QUESTION.upper(), thread_ts=refusal.thread_ts)
    newsroom.ask(QUESTION)
    publish(newsroom)
    newsroom.turn()
    newsroom.turn(later=LATER)
    assert len({post.thread_ts for post in late(newsroom)}) == len(late(newsroom)) == 2


def test_who_asked_again_and_was_answered_is_not_told_late(newsroom: Newsroom) -> None:
    refusal = newsroom.ask(QUESTION)
    publish(newsroom)
    assert quotes_of(newsroom.ask(QUESTION, thread_ts=refusal.thread_ts))
    newsroom.turn()
    assert late(newsroom) == []


def test_several_processes_and_restarts_answer_once(workspace: Workspace, data: Path) -> None:
    with at_work(workspace, data) as newsroom:
        newsroom.ask(QUESTION)
    with at_work(workspace, data) as newsroom, at_work(workspace, data) as other:
        publish(newsroom)
        other.service.desk.library.renew()
        newsroom.turn()
        other.turn()
    with at_work(workspace, data) as newsroom:
        newsroom.turn(later=LATER)
        assert len(late(newsroom)) == 1


def test_what_may_have_arrived_is_looked_for_before_it_is_said_again(newsroom: Newsroom) -> None:
    newsroom.ask(QUESTION)
    publish(newsroom)
    newsroom.workspace.disturb("chat.postMessage", dropped_after(), times=1)
    newsroom.turn()
    newsroom.turn(later=LATER)
    newsroom.turn(later=2 * LATER)
    assert len(late(newsroom)) == 1


def test_what_did_not_arrive_is_said_later(newsroom: Newsroom) -> None:
    newsroom.ask(QUESTION)
    publish(newsroom)
    for number, trouble in enumerate((dropped_before(), refused("token_expired"), limited(30), broken(503))):
        newsroom.workspace.disturb("chat.postMessage", trouble, times=1)
        newsroom.turn(later=number * timedelta(hours=1))
        assert late(newsroom) == []
    newsroom.turn(later=timedelta(hours=9))
    assert len(late(newsroom)) == 1


def test_a_direct_answer_that_may_have_arrived_is_never_repeated(newsroom: Newsroom) -> None:
    newsroom.workspace.command(QUESTION)
    newsroom.workspace.conversations.wait_for(lambda _: "Lighthouse" in listed_in(newsroom))
    publish(newsroom)
    newsroom.workspace.disturb("chat.postMessage", dropped_after(), times=1)
    newsroom.turn()
    newsroom.turn(later=LATER)
    newsroom.turn(later=2 * LATER)
    assert [post.channel for post in late(newsroom)] == [DIRECT]


def test_nothing_is_said_where_the_bot_was_silenced(newsroom: Newsroom) -> None:
    refusal, elsewhere = newsroom.ask(QUESTION), newsroom.ask(QUESTION, "C0002")
    ledger = newsroom.service.desk.ledger
    mute(ledger, Channel(TEAM, CHANNEL), refusal.thread_ts, NOON.timestamp())
    off = ChannelSettings(workspace=TEAM, channel_id=elsewhere.channel, answering="off")
    keep_settings(ledger, off)
    publish(newsroom)
    newsroom.turn()
    assert late(newsroom) == []


def test_a_question_older_than_what_is_kept_is_let_be(newsroom: Newsroom) -> None:
    newsroom.ask(QUESTION)
    publish(newsroom)
    newsroom.turn(later=timedelta(days=91))
    assert late(newsroom) == []


def test_only_so_many_are_answered_in_one_turn(newsroom: Newsroom) -> None:
    for _ in range(7):
        newsroom.ask(QUESTION)
    publish(newsroom)
    newsroom.turn()
    assert len(late(newsroom)) == 5
    newsroom.turn()
    assert len(late(newsroom)) == 7


def test_a_late_answer_is_corrected_like_any_other(newsroom: Newsroom) -> None:
    newsroom.ask(QUESTION)
    publish(newsroom)
    newsroom.turn()
    newsroom.edit("keepers.txt", "Every lamp", "Each lamp")
    newsroom.turn()
    (answer,) = [post for post in newsroom.workspace.said() if "Corrected on" in post.text]
    assert any("Each lamp" in quote for quote in quotes_of(answer))
    assert answer.channel == CHANNEL
    assert USER not in answer.text
