"""What quotes an article that has changed since is corrected where it stands, once, and its thread told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.retention import forget
from bot.ledger.tables import Channel
from bot.ledger.threads import mute
from bot.workspace.payloads import TEAM
from bot.workspace.troubles import broken, dropped_after, limited, refused
from bot.workspace.workspace import CHANNEL, DIRECT, Workspace
from tests.slack.conftest import quotes_of
from tests.slack.loop.conftest import NOON, Newsroom, at_work
from tests.waiting import said_after

QUESTION = "what did Ada Marsh say about plans"
OLD, NEW = "Every harbour needs a plan", "Every harbour needs two plans"
ARTICLE = "harbour.txt"
LATER = timedelta(minutes=10)


def calls(workspace: Workspace, method: str) -> int:
    return sum(call.method == method for call in workspace.calls)


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_an_answer_is_corrected_when_its_article_is_edited(newsroom: Newsroom, channel: str) -> None:
    answer = newsroom.ask(QUESTION, channel)
    assert any(OLD in quote for quote in quotes_of(answer))
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.turn()
    corrected = newsroom.now(answer)
    seeds = [path.read_text(encoding="utf-8") for path in (newsroom.folder / "seeds").iterdir()]
    assert any(NEW in quote for quote in quotes_of(corrected))
    assert all(any(quote in seed for seed in seeds) for quote in quotes_of(corrected))
    assert OLD not in str(corrected.body)
    assert corrected.blocks[0]["elements"][0]["text"].startswith("Corrected on ")
    assert "an article that it quoted was edited." in corrected.blocks[0]["elements"][0]["text"]
    note = f"I have corrected my answer to “{QUESTION}” above: an article that it quoted was edited."
    assert newsroom.replies(answer) == [note]


def test_an_answer_from_a_withdrawn_article_says_what_the_others_do(newsroom: Newsroom) -> None:
    answer = newsroom.ask("what did Ada Marsh say")
    newsroom.withdraw(ARTICLE)
    newsroom.turn()
    corrected = newsroom.now(answer)
    assert any(OLD in quote for quote in quotes_of(answer))
    assert "was withdrawn" in corrected.blocks[0]["elements"][0]["text"]
    assert quotes_of(corrected)
    assert not any(OLD in quote for quote in quotes_of(corrected))
    assert len(newsroom.replies(answer)) == 1


def test_an_answer_returns_with_its_article(newsroom: Newsroom) -> None:
    answer = newsroom.ask("what did Ole Nygård say about the lost buoy")
    text = (newsroom.folder / "seeds" / "regatta.txt").read_text(encoding="utf-8")
    newsroom.withdraw("regatta.txt")
    newsroom.turn()
    assert quotes_of(newsroom.now(answer)) == []
    newsroom.publish("regatta.txt", text)
    newsroom.turn()
    assert quotes_of(newsroom.now(answer)) == quotes_of(answer)


def test_words_that_only_moved_are_left_alone(newsroom: Newsroom) -> None:
    answer = newsroom.ask(QUESTION)
    newsroom.edit(ARTICLE, "On 4 May 2023", "Much was said, and many listened.\n\nOn 4 May 2023")
    newsroom.turn()
    assert newsroom.now(answer) == answer
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.turn()
    assert any(NEW in quote for quote in quotes_of(newsroom.now(answer)))


def test_a_correction_is_made_once_whatever_restarts(workspace: Workspace, data: Path) -> None:
    with at_work(workspace, data) as newsroom:
        answer = newsroom.ask(QUESTION)
    with at_work(workspace, data) as newsroom, at_work(workspace, data) as other:
        newsroom.edit(ARTICLE, OLD, NEW)
        other.turn()
        newsroom.turn()
        other.turn(later=LATER)  # it has the old article still, and must not bring it back
        other.service.desk.library.renew()
        other.turn(later=LATER)
        newsroom.turn(later=LATER)
    with at_work(workspace, data) as newsroom:
        newsroom.turn(later=2 * LATER)
        assert len(newsroom.replies(answer)) == 1
        assert any(NEW in quote for quote in quotes_of(newsroom.now(answer)))
    assert calls(workspace, "chat.update") == 1


def test_what_slack_cannot_take_now_is_corrected_later(newsroom: Newsroom) -> None:
    answer = newsroom.ask(QUESTION)
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.workspace.disturb("chat.update", refused("token_expired"), times=1)
    newsroom.turn()
    assert newsroom.now(answer) == answer
    newsroom.workspace.disturb("chat.update", broken(503), times=1)
    newsroom.turn(later=LATER)
    newsroom.turn()
    assert newsroom.now(answer) == answer
    newsroom.turn(later=2 * LATER)
    assert any(NEW in quote for quote in quotes_of(newsroom.now(answer)))
    assert len(newsroom.replies(answer)) == 1


def test_a_rate_that_slack_limits_is_heeded_and_keeps_no_other_channel_waiting(newsroom: Newsroom) -> None:
    answer, direct = newsroom.ask(QUESTION), newsroom.ask(QUESTION, DIRECT)
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.workspace.disturb("chat.update", limited(30), times=1)
    newsroom.turn()
    assert newsroom.now(answer) == answer
    assert any(NEW in quote for quote in quotes_of(newsroom.now(direct)))
    newsroom.turn(later=timedelta(seconds=20))
    assert newsroom.now(answer) == answer
    newsroom.turn(later=timedelta(seconds=31))
    assert any(NEW in quote for quote in quotes_of(newsroom.now(answer)))


def test_a_note_that_may_have_arrived_is_looked_for_first(newsroom: Newsroom) -> None:
    answer = newsroom.ask(QUESTION)
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.workspace.disturb("chat.postMessage", dropped_after(), times=1)
    newsroom.turn()
    newsroom.turn(later=LATER)
    newsroom.turn(later=2 * LATER)
    assert len(newsroom.replies(answer)) == 1


def test_a_post_that_was_deleted_is_nobody_s_fault(newsroom: Newsroom) -> None:
    answer = newsroom.ask(QUESTION)
    newsroom.workspace.conversations.change(answer.ts, None)
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.turn()
    newsroom.turn()
    assert calls(newsroom.workspace, "chat.update") == 1
    assert newsroom.workspace.said() == []


def test_a_muted_thread_is_corrected_in_silence(newsroom: Newsroom) -> None:
    answer = newsroom.ask(QUESTION)
    mute(newsroom.service.desk.ledger, Channel(TEAM, CHANNEL), answer.thread_ts, NOON.timestamp())
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.turn()
    assert any(NEW in quote for quote in quotes_of(newsroom.now(answer)))
    assert newsroom.replies(answer) == []


def test_an_answer_whose_question_was_forgotten_is_taken_back(newsroom: Newsroom) -> None:
    answer = newsroom.ask(QUESTION)
    forget(newsroom.service.desk.ledger, (NOON + timedelta(days=91)).timestamp(), 90)
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.turn()
    assert "can be asked again" in newsroom.now(answer).text
    assert OLD not in str(newsroom.now(answer).body)
    assert newsroom.replies(answer) == [
        "I have corrected an answer of mine above: an article that it quoted was edited."
    ]


def test_only_so_many_are_corrected_in_one_turn(newsroom: Newsroom) -> None:
    for _ in range(12):
        newsroom.ask(QUESTION)
    newsroom.edit(ARTICLE, OLD, NEW)
    newsroom.turn()
    assert calls(newsroom.workspace, "chat.update") == 10
    newsroom.turn()
    newsroom.turn()
    assert calls(newsroom.workspace, "chat.update") == 12


def test_a_digest_is_corrected_and_takes_in_no_later_news(newsroom: Newsroom) -> None:
    newsroom.workspace.command("digest on 00:00 UTC")
    said_after(newsroom.workspace, 0)
    newsroom.publish("divers.txt", "Divers\n\nOn 2 July 2025, divers met in Split for the Diving Forum.\n")
    newsroom.workspace.command("digest now")
    said_after(newsroom.workspace, 2)
    (digest,) = [post for post in newsroom.workspace.said() if not post.seen_by]
    newsroom.publish("sailors.txt", "Sailors\n\nOn 3 July 2025, sailors met in Bari for the Sail Forum.\n")
    newsroom.edit("divers.txt", "in Split", "in Zadar")
    newsroom.turn()
    corrected = newsroom.now(digest)
    assert corrected.blocks[0]["elements"][0]["text"].startswith("Daily digest · ")
    assert "Corrected on" in corrected.blocks[0]["elements"][0]["text"]
    assert quotes_of(corrected) == ["On 2 July 2025, divers met in Zadar for the Diving Forum."]
    assert newsroom.replies(digest)[0].startswith("I have corrected the digest of ")
