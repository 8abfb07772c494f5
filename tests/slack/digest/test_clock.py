from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import update

from bot.ledger.digests import Digest, claim
from bot.workspace.conversations import Post
from bot.workspace.payloads import TEAM
from bot.workspace.troubles import refused
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.slack.digest.conftest import LATER, SEED, Team, clock, knowledge, moment
from tests.waiting import wait_until


class LosingReplies(WebClient):
    """A client whose posts arrive, but whose connection breaks before it hears so."""

    def chat_postMessage(self, **arguments: Any) -> SlackResponse:  # noqa: N802
        super().chat_postMessage(**arguments)
        raise ConnectionResetError


def test_a_digest_comes_once_a_day_at_its_time(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T08:59")
    assert team.posts() == []
    team.tick("2024-05-01T09:00", "2024-05-01T09:01", "2024-05-01T23:59", "2024-05-02T08:59")
    assert len(team.posts()) == 1
    team.tick("2024-05-02T09:00")
    first, second = team.posts()
    assert first.text != second.text
    for post in (first, second):
        assert post.text.partition(" – ")[2].removeprefix("In yards.txt: “").removesuffix(
            "”"
        ) in SEED.text.split("\n")


def test_a_digest_switched_on_after_its_time_begins_the_next_day(team: Team) -> None:
    team.command("on 05:00 UTC", at="2024-05-01T06:00")
    team.tick("2024-05-01T06:01")
    assert team.posts() == []
    team.tick("2024-05-02T05:00")
    assert len(team.posts()) == 1


def test_an_article_added_between_two_digests_is_told_as_new(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    team.knowledge = knowledge(SEED, LATER)
    team.tick("2024-05-02T09:00", "2024-05-03T09:00")
    texts = [post.text.partition(" – ")[2] for post in team.posts()]
    assert texts[1] == "New in the sources: later.txt: “The yards met in Split.”"
    assert texts[2].startswith("In yards.txt: ")


CLOCKS = {
    "skipped time comes with the first valid one": ("02:30", ["2024-03-31T00:59"], ["2024-03-31T01:00"]),
    "repeated time comes once": ("02:30", ["2024-10-27T00:29"], ["2024-10-27T00:30", "2024-10-27T01:30"]),
}


@pytest.mark.parametrize(("at", "before", "after"), CLOCKS.values(), ids=CLOCKS)
def test_when_clocks_change(team: Team, at: str, before: list[str], after: list[str]) -> None:
    team.command(f"on {at} Europe/Brussels", at="2024-01-01T22:00")
    team.tick(*before)
    count = len(team.posts())
    team.tick(*after)
    assert (count, len(team.posts())) == (0, 1)


def test_after_downtime_one_digest_catches_up(team: Team, workspace: Workspace) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    with closing(Team(workspace, team.file, team.knowledge)) as restarted:
        restarted.tick("2024-05-09T15:00", "2024-05-09T15:01")
    assert len(team.posts()) == 2


def test_two_clocks_over_one_file_post_once(team: Team, workspace: Workspace) -> None:
    channels = [f"C{number:04}" for number in range(10)]
    for channel in channels:
        team.command("on 09:00 UTC", channel=channel)
    with closing(Team(workspace, team.file, team.knowledge)) as other, ThreadPoolExecutor() as pool:
        list(pool.map(lambda each: each.tick("2024-05-01T09:00"), (team, other)))
    assert [len(team.posts(channel)) for channel in channels] == [1] * 10


def test_what_was_posted_but_not_recorded_is_found_and_not_posted_again(team: Team) -> None:
    team.command("on 09:00 UTC")
    losing = LosingReplies(team.client.token, team.client.base_url, retry_handlers=[])
    clock(team.desk, losing, "2024-05-01T09:00").tick()
    for number in range(450):  # more than two pages of history
        team.workspace.conversations.add(Post(CHANNEL, "", USER, {"text": f"chat {number}"}))
    team.tick("2024-05-01T09:01", "2024-05-01T09:10")
    (post,) = team.posts()
    settled = team.digest("2024-05-01")
    assert settled
    assert (settled.state, settled.ts) == ("sent", post.ts)


def test_what_was_claimed_but_never_posted_is_posted_after_the_lease(team: Team) -> None:
    team.command("on 09:00 UTC")
    left = Digest(
        workspace=TEAM,
        channel_id=CHANNEL,
        day=date(2024, 5, 1),
        zone="UTC",
        claimed_at=moment("2024-05-01T09:00").timestamp(),
    )
    assert claim(team.ledger, left, quotes=["q"], sources=[])
    team.tick("2024-05-01T09:01")
    assert team.posts() == []
    team.tick("2024-05-01T09:04", "2024-05-01T09:10")
    assert len(team.posts()) == 1


def test_another_bots_or_days_metadata_are_not_taken_for_the_digest(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    forged = dict(team.posts()[0].body)
    team.workspace.conversations.change(team.posts()[0].ts, None)
    team.workspace.conversations.add(Post(CHANNEL, "", "U0666", forged))
    with team.ledger.begin() as connection:
        connection.execute(update(Digest).values(state="claimed", ts=None))
    team.tick("2024-05-01T09:10")
    assert len(team.posts()) == 1


def test_without_a_look_at_the_channel_nothing_is_posted_again(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.workspace.disturb("chat.postMessage", refused("internal_error"))
    team.workspace.disturb("conversations.history", refused("missing_scope"))
    team.tick("2024-05-01T09:00")
    team.workspace.calm("chat.postMessage")
    team.tick("2024-05-01T09:10", "2024-05-01T09:20")
    given_up = team.digest("2024-05-01")
    assert given_up
    assert (team.posts(), given_up.state) == ([], "failed")
    team.tick("2024-05-02T09:00")
    assert len(team.posts()) == 1


@pytest.mark.parametrize("error", ["ratelimited", "invalid_auth"])
def test_what_slack_turned_away_is_posted_with_the_next_tick(team: Team, error: str) -> None:
    team.client.retry_handlers.clear()
    team.command("on 09:00 UTC")
    team.workspace.disturb("chat.postMessage", refused(error))
    team.tick("2024-05-01T09:00")
    team.workspace.calm("chat.postMessage")
    team.tick("2024-05-01T09:01")
    assert len(team.posts()) == 1


def test_the_clock_runs_until_it_is_stopped(team: Team) -> None:
    team.command("on 09:00 UTC")
    running = team.clock("2024-05-01T09:00")
    running.start()
    wait_until(lambda: team.digest("2024-05-01") is not None)
    running.stop()
    assert "clock" not in [thread.name for thread in threading.enumerate()]
    sent = team.digest("2024-05-01")
    assert sent
    assert sent.state == "sent"


def test_a_clock_that_never_ran_can_be_stopped(team: Team) -> None:
    team.clock("2024-05-01T09:00").stop()
