"""Channels that are closed, and a Slack that is away: told once, tried again without noise, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.ledger.subscriptions import Subscription
from bot.slack.clients import web_client
from bot.workspace.troubles import Trouble, broken, dropped_after, limited, refused
from bot.workspace.workspace import CHANNEL, DIRECT
from tests.slack.digest.conftest import LATER, SEED, Team, knowledge

REASONS = {
    "is_archived": "the channel is archived",
    "channel_not_found": "I can no longer see the channel: it is gone, or I am not in it",
    "not_in_channel": "I am not a member of the channel",
    "restricted_action": "I am not permitted to post in the channel",
    "missing_scope": "I lack a permission that I need for it",
    "msg_too_long": "Slack does not take it (msg_too_long)",
}


def posts_tried(team: Team, channel: str = CHANNEL) -> int:
    return sum(
        call.method == "chat.postMessage" and call.arguments["channel"] == channel
        for call in team.workspace.calls
    )


@pytest.mark.parametrize(("error", "reason"), REASONS.items(), ids=REASONS)
def test_a_closed_channel_is_told_once_to_who_set_the_digest_up(team: Team, error: str, reason: str) -> None:
    team.command("on 09:00 UTC")
    team.workspace.disturb("chat.postMessage", refused(error), times=1)
    team.tick("2024-05-01T09:00", "2024-05-01T09:01", "2024-05-01T23:00")
    (told,) = team.posts(DIRECT)
    assert told.text == (
        f"The daily digest in {team.workspace.site}archives/{CHANNEL} could not be posted: {reason}. I will "
        "try again once a day for 30 days, and go on by myself once that is mended; what is new until then "
        "is not lost. /nato digest on there tries at once; /nato digest off there ends it."
    )
    assert team.posts() == []


def test_a_paused_digest_is_tried_once_a_day_and_goes_on_by_itself(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.workspace.not_joined.add(CHANNEL)
    team.tick("2024-05-01T09:00", "2024-05-02T09:00", "2024-05-02T09:01", "2024-05-03T09:00")
    assert (posts_tried(team), len(team.posts(DIRECT))) == (3, 1)
    team.workspace.not_joined.clear()
    team.knowledge = knowledge(SEED, LATER)
    team.tick("2024-05-04T09:00")
    (post,) = team.posts()
    assert "New in the sources: later.txt" in post.text
    assert "paused" not in team.command("status", at="2024-05-04T10:00")


def test_a_digest_paused_again_later_is_told_again(team: Team) -> None:
    team.command("on 09:00 UTC")
    for day in (1, 3):
        team.workspace.not_joined.add(CHANNEL)
        team.tick(f"2024-05-0{day}T09:00")
        team.workspace.not_joined.clear()
        team.tick(f"2024-05-0{day + 1}T09:00")
    assert (len(team.posts()), len(team.posts(DIRECT))) == (2, 2)


def test_after_thirty_days_it_is_no_longer_tried(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.workspace.not_joined.add(CHANNEL)
    team.tick("2024-05-01T09:00", "2024-05-31T09:00", "2024-06-01T09:00", "2024-07-01T09:00")
    assert posts_tried(team) == 2
    told = team.command("status", at="2024-07-01T10:00")
    assert "It has been paused since 1 May 2024: I am not a member of the channel." in told
    assert "I no longer try by myself; /nato digest on tries at once." in told


@pytest.mark.parametrize("again", ["on 09:00 UTC", "now"])
def test_once_mended_on_and_now_post_the_digest_of_the_same_day(team: Team, again: str) -> None:
    team.command("on 09:00 UTC")
    team.workspace.not_joined.add(CHANNEL)
    team.tick("2024-05-01T09:00")
    assert "Once that is mended, /nato digest on tries at once. I will try again on Thursday, 2 May" in (
        team.command("status", at="2024-05-01T10:00")
    )
    team.workspace.not_joined.clear()
    team.command(again, at="2024-05-01T11:00")
    team.tick("2024-05-01T11:01")
    assert len(team.posts()) == 1
    assert "paused" not in team.command("status", at="2024-05-01T12:00")


def test_who_sets_it_up_where_the_bot_is_not_is_told_at_once(team: Team) -> None:
    team.workspace.not_joined.add(CHANNEL)
    assert team.command("on 09:00 UTC").endswith(
        "But as yet it cannot come: I am not a member of the channel. Where it is a channel, /invite me."
    )


def test_a_conversation_with_the_bot_can_have_a_digest(team: Team) -> None:
    assert "cannot come" not in team.command("on 09:00 UTC", channel=DIRECT)
    team.tick("2024-05-01T09:00")
    assert [post.text.partition(" – ")[0] for post in team.posts(DIRECT)] == ["Daily digest · 1 May 2024"]


def test_a_zone_that_the_computer_does_not_know_stops_that_digest_alone(team: Team) -> None:
    team.command("on 09:00 Asia/Tokyo")
    team.command("on 09:00 UTC", channel="C0002")
    elsewhere = update(Subscription).where(Subscription.channel_id == CHANNEL)
    with team.ledger.begin() as connection:
        connection.execute(elsewhere.values(zone="Mars/Olympus"))
    team.tick("2024-05-01T09:00", "2024-05-01T09:01", "2024-05-02T09:00")
    assert (len(team.posts()), len(team.posts("C0002"))) == (0, 2)
    (told,) = team.posts(DIRECT)
    assert "the time zone Mars/Olympus is not known on the computer that I run on" in told.text
    assert "waits: that zone is not known" in team.command("status")
    assert team.command("now").startswith("Here it is")
    with team.ledger.begin() as connection:
        connection.execute(elsewhere.values(zone="Asia/Tokyo"))
    team.tick("2024-05-03T09:00")
    assert len(team.posts()) == 2
    assert "paused" not in team.command("status", at="2024-05-03T10:00")


def test_a_revoked_token_is_waited_out_without_noise_and_the_digest_comes_late(team: Team) -> None:
    for channel in ("C0001", "C0002", "C0003"):
        team.command("on 09:00 UTC", channel=channel)
    team.workspace.disturb("chat.postMessage", refused("token_revoked"))
    minutes(team, "2024-05-01T09:00", 60)
    tried = sum(call.method == "chat.postMessage" for call in team.workspace.calls)
    assert tried <= 8
    team.workspace.calm("chat.postMessage")
    minutes(team, "2024-05-01T10:00", 16)
    assert [len(team.posts(channel)) for channel in ("C0001", "C0002", "C0003", DIRECT)] == [1, 1, 1, 0]


def test_slack_out_of_reach_for_an_hour_is_waited_out_and_the_digest_comes_late(team: Team) -> None:
    team.command("on 09:00 UTC")
    reached, team.client = team.client, web_client(team.client.token or "", "http://127.0.0.1:9/")
    minutes(team, "2024-05-01T09:00", 60)
    assert team.digest("2024-05-01") is None
    team.client = reached
    minutes(team, "2024-05-01T10:00", 16)
    assert (len(team.posts()), team.posts(DIRECT)) == (1, [])


@pytest.mark.parametrize("trouble", [broken(500), broken(503), dropped_after()], ids=str)
def test_what_may_have_arrived_is_looked_for_before_anything_is_sent_again(
    team: Team, trouble: Trouble
) -> None:
    team.command("on 09:00 UTC")
    team.workspace.disturb("chat.postMessage", trouble, times=1)
    minutes(team, "2024-05-01T09:00", 10)
    assert len(team.posts()) == 1


def test_a_digest_called_for_where_none_is_ordered_is_looked_after_too(team: Team) -> None:
    team.workspace.disturb("chat.postMessage", broken(), times=1)
    assert "I look after it in a few minutes" in team.command("now", at="2024-05-01T09:00")
    team.tick("2024-05-01T09:04")
    assert len(team.posts()) == 1


def test_a_channel_over_its_rate_waits_as_long_as_slack_says_and_no_other_one(team: Team) -> None:
    for channel in ("C0001", "C0002", "C0003"):
        team.command("on 09:00 UTC", channel=channel)
    team.workspace.disturb("chat.postMessage", limited(120), times=1)
    team.tick("2024-05-01T09:00")
    assert [len(team.posts(channel)) for channel in ("C0001", "C0002", "C0003")] == [0, 1, 1]
    team.tick("2024-05-01T09:01")
    assert posts_tried(team, "C0001") == 1
    team.tick("2024-05-01T09:02")
    assert len(team.posts("C0001")) == 1


def test_a_workspace_over_its_rate_is_left_alone_as_long_as_slack_says(team: Team) -> None:
    channels = [f"C{number:04}" for number in range(9)]
    for channel in channels:
        team.command("on 09:00 UTC", channel=channel)
    team.workspace.disturb("chat.postMessage", limited(60))
    team.tick("2024-05-01T09:00", "2024-05-01T09:00:40")
    assert sum(call.method == "chat.postMessage" for call in team.workspace.calls) == 2
    team.workspace.calm("chat.postMessage")
    team.tick("2024-05-01T09:01")
    assert [len(team.posts(channel)) for channel in channels] == [1] * 9


def test_a_post_made_by_a_clock_a_day_ahead_of_slacks_is_found(team: Team) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    now, later = (f"{each:%Y-%m-%dT%H:%M}" for each in (ahead, ahead + timedelta(minutes=4)))
    team.workspace.disturb("chat.postMessage", dropped_after(), times=1)
    team.command("now", at=now)
    team.tick(later)
    assert len(team.posts()) == 1


def test_a_digest_that_somebody_deletes_does_not_come_back(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    team.workspace.conversations.change(team.posts()[0].ts, None)
    team.tick("2024-05-01T09:10", "2024-05-01T12:00")
    assert team.posts() == []


def minutes(team: Team, start: str, count: int) -> None:
    """Let the clock tick once a minute."""
    first = datetime.fromisoformat(start)
    team.tick(*(f"{first + timedelta(minutes=minute):%Y-%m-%dT%H:%M}" for minute in range(count)))
