"""Which days have a digest, and what it holds after days without one."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.knowledge.base import knowledge_of
from bot.ledger.digests import Digest, claim, meet
from bot.ledger.tables import Channel
from bot.models import Records, Seed
from bot.slack.digest.due import post_due_digests
from bot.slack.digest.pace import AT_ONCE, Pace
from bot.workspace.payloads import TEAM
from bot.workspace.workspace import CHANNEL, Workspace
from tests.slack.digest.conftest import LATER, SEED, Team, knowledge, moment


def daily(team: Team, first: str, count: int, at: str = "09:00") -> list[str]:
    """Let the clock tick once a day; the days that brought a post."""
    start, days = date.fromisoformat(first), []
    for ahead in range(count):
        day, before = start + timedelta(days=ahead), len(team.posts())
        team.tick(f"{day}T{at}")
        days += [f"{day:%a %d}"] if len(team.posts()) > before else []
    return days


# 1 May 2024 is a Wednesday.
DAYS = {
    "weekdays": ["Wed 01", "Thu 02", "Fri 03", "Mon 06", "Tue 07"],
    "on weekends": ["Sat 04", "Sun 05"],
    "mon wed fri": ["Wed 01", "Fri 03", "Mon 06"],
    "Tuesdays and Thursdays": ["Thu 02", "Tue 07"],
    "sat-mon": ["Sat 04", "Sun 05", "Mon 06"],
    "every day": ["Wed 01", "Thu 02", "Fri 03", "Sat 04", "Sun 05", "Mon 06", "Tue 07"],
}


@pytest.mark.parametrize(("words", "days"), DAYS.items(), ids=DAYS)
@pytest.mark.parametrize("order", ["09:00 UTC {}", "09:00 {} UTC"])
def test_days_can_be_named(team: Team, words: str, days: list[str], order: str) -> None:
    team.command(f"on {order.format(words)}")
    assert daily(team, "2024-05-01", 7) == days


TOLD = {
    "on 09:00 UTC weekdays": "at 09:00 UTC, Monday to Friday. The next one comes on Wednesday, 1 May 2024",
    "on 05:00 UTC sat": "at 05:00 UTC, on Saturdays. The next one comes on Saturday, 4 May 2024, at 05:00",
    "on 09:00 UTC fri tue": "at 09:00 UTC, on Tuesdays and Fridays. The next one comes on Friday, 3 May 2024",
}


@pytest.mark.parametrize(("text", "told"), TOLD.items(), ids=TOLD)
def test_the_days_are_told_and_the_next_of_them(team: Team, text: str, told: str) -> None:
    assert told in team.command(text)
    assert told in team.command("status")


def test_what_is_new_after_a_day_off_comes_once_with_the_next_digest(team: Team) -> None:
    team.command("on 09:00 UTC weekdays", at="2024-05-03T06:00")
    assert daily(team, "2024-05-03", 1) == ["Fri 03"]
    team.knowledge = knowledge(SEED, LATER)
    assert daily(team, "2024-05-04", 3) == ["Mon 06"]
    assert team.posts()[1].text.startswith(
        "Daily digest · 6 May 2024 · the last one was of 3 May 2024 – New in the sources: later.txt"
    )


def test_a_day_missed_over_midnight_brings_its_news_with_the_next_digest(team: Team) -> None:
    team.command("on 23:50 UTC")
    team.knowledge = knowledge(SEED, LATER)
    meet(team.ledger, Channel(TEAM, CHANNEL), [SEED.file])
    begun = moment("2024-05-01T23:50").timestamp()
    left = Digest(workspace=TEAM, channel_id=CHANNEL, day=date(2024, 5, 1), zone="UTC", claimed_at=begun)
    assert claim(team.ledger, left, quotes=["q"], sources=[LATER.file])
    team.tick("2024-05-02T00:10")
    assert team.posts() == []
    team.tick("2024-05-02T23:50")
    (post,) = team.posts()
    assert "New in the sources: later.txt" in post.text


def test_a_post_of_the_day_before_is_found_after_midnight(team: Team) -> None:
    team.command("on 23:50 UTC")
    team.tick("2024-05-01T23:50")
    with team.ledger.begin() as connection:
        connection.execute(update(Digest).values(state="claimed", ts=None))
    team.tick("2024-05-02T00:10")
    settled = team.digest("2024-05-01")
    assert settled
    assert (len(team.posts()), settled.state) == (1, "sent")


def test_a_leap_day_has_its_digest(team: Team) -> None:
    team.command("on 09:00 UTC", at="2024-02-28T06:00")
    assert daily(team, "2024-02-28", 3) == ["Wed 28", "Thu 29", "Fri 01"]


def test_when_all_was_shown_one_line_a_week_says_so(team: Team) -> None:
    team.command("on 09:00 UTC")
    days = daily(team, "2024-05-01", 9 + 14)
    assert days[9:] == ["Thu 16", "Thu 23"]
    heartbeat = team.posts()[9]
    assert heartbeat.text == (
        "Daily digest: nothing new in the sources since 9 May 2024. They hold 1 article, and all that is "
        "said in them has stood here."
    )
    assert len(heartbeat.blocks) == 1
    assert len({post.text.partition(" – ")[2] for post in team.posts()[:9]}) == 9
    team.knowledge = knowledge(SEED, LATER)
    assert daily(team, "2024-05-24", 1) == ["Fri 24"]
    assert "New in the sources: later.txt" in team.posts()[-1].text


def test_sources_with_nothing_to_quote_bring_one_line_a_week(team: Team) -> None:
    team.knowledge = knowledge_of(Records(), [])
    team.command("on 09:00 UTC")
    assert daily(team, "2024-05-01", 9) == ["Wed 01", "Wed 08"]
    assert team.command("now", at="2024-05-09T12:00") == (
        "There is nothing new, and nothing that has not stood here before."
    )


ZONES = {
    "west after the digest: none a second time that day": ("Asia/Tokyo", "Europe/Brussels", 1),
    "east after the digest: the next day’s at its time": ("America/New_York", "Asia/Tokyo", 1),
    "far west, where it is the day before": ("Pacific/Kiritimati", "Pacific/Honolulu", 1),
}


@pytest.mark.parametrize(("before", "after", "had"), ZONES.values(), ids=ZONES)
def test_another_zone_brings_no_second_digest_of_a_day_and_skips_none(
    team: Team, before: str, after: str, had: int
) -> None:
    team.command(f"on 09:00 {before}", at="2024-05-01T00:00")
    hours(team, "2024-05-01T00:00", 24)
    assert len(team.posts()) == had
    team.command(f"on 09:00 {after}", at="2024-05-02T00:00")
    hours(team, "2024-05-02T00:00", 24 * 5)
    days = [post.text.partition(" – ")[0].split(" · ")[1] for post in team.posts()]
    assert len(days) == len(set(days))
    assert {f"{day} May 2024" for day in (3, 4, 5, 6)} <= set(days)


def test_an_earlier_time_set_before_todays_digest_does_not_cost_it(team: Team) -> None:
    team.command("on 09:00 UTC", at="2024-05-01T06:00")
    assert "Today’s is due now" in team.command("on 07:00 UTC", at="2024-05-01T08:00")
    team.tick("2024-05-01T08:01", "2024-05-01T09:00")
    assert len(team.posts()) == 1


def test_a_clock_put_back_over_midnight_brings_no_digest_of_the_day_before(team: Team) -> None:
    team.command("on 00:00 UTC", at="2024-04-30T23:00")
    team.command("on 00:00 UTC", at="2024-04-29T23:00")
    team.tick("2024-05-02T00:00", "2024-05-01T23:59")
    assert len(team.posts()) == 1


def test_a_clock_that_ran_a_month_ahead_does_not_silence_the_days_between(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-06-05T09:00")
    assert daily(team, "2024-05-01", 3) == ["Wed 01", "Thu 02", "Fri 03"]


CHANGES = {
    "skipped": ("02:30 Europe/Brussels", "On 30 March 2025, when clocks skip 02:30, it comes at 03:00."),
    "twice": ("02:30 Europe/Brussels", "On 27 October 2024, when clocks show 02:30 twice, it comes"),
    "weekdays have none": ("02:30 Europe/Brussels weekdays", "at 02:30 Europe/Brussels."),
    "nor have other times": ("09:00 Europe/Brussels", "at 09:00 Europe/Brussels."),
}  # fmt: skip


@pytest.mark.parametrize(("wish", "told"), CHANGES.values(), ids=CHANGES)
def test_clock_changes_are_told_to_who_sets_the_digest_up(team: Team, wish: str, told: str) -> None:
    reply = team.command(f"on {wish}", at="2024-05-01T06:00")
    assert told in reply
    assert ("clocks" in reply) == ("clocks" in told)


def test_status_tells_the_time_that_clocks_will_show(team: Team) -> None:
    team.command("on 02:30 Europe/Brussels", at="2024-03-01T00:00")
    told = team.command("status", at="2024-03-30T12:00")
    assert "on Sunday, 31 March 2024, at 03:00 Europe/Brussels (clocks skip 02:30 then)" not in told
    team.tick("2024-03-30T12:01")
    told = team.command("status", at="2024-03-30T12:02")
    assert "on Sunday, 31 March 2024, at 03:00 Europe/Brussels (clocks skip 02:30 then)." in told


def test_many_channels_of_one_time_are_spread_and_hold_up_no_other_workspace(
    team: Team, workspace: Workspace
) -> None:
    other = workspace.beside("T0002")
    other.tokens.add(other.bot_token)
    channels = [f"C{number:04}" for number in range(AT_ONCE + 5)]
    for channel in channels:
        team.command("on 09:00 UTC", channel=channel)
    with closing(Team(other, team.file, team.knowledge)) as beside:
        beside.command("on 09:00 UTC", workspace="T0002")
        clients = {TEAM: team.client, "T0002": beside.client}
        pace, stopping = Pace(), threading.Event()
        post_due_digests(team.desk, clients.__getitem__, pace, moment("2024-05-01T09:00"), stopping)
        assert sum(len(team.posts(channel)) for channel in channels) == AT_ONCE
        assert len(beside.posts()) == 1
        post_due_digests(team.desk, clients.__getitem__, pace, moment("2024-05-01T09:01"), stopping)
    assert [len(team.posts(channel)) for channel in channels] == [1] * len(channels)


def test_nothing_more_is_posted_once_the_process_is_told_to_stop(team: Team) -> None:
    team.command("on 09:00 UTC")
    stopping = threading.Event()
    stopping.set()
    post_due_digests(team.desk, lambda _: team.client, Pace(), moment("2024-05-01T09:00"), stopping)
    assert team.posts() == []


def test_news_that_one_message_cannot_hold_come_with_the_next(team: Team) -> None:
    long = [
        Seed(f"long{number}.txt", f"Dock {number} " + "was dredged " * 300 + "today.") for number in range(4)
    ]
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    team.knowledge = knowledge(SEED, *long)
    daily(team, "2024-05-02", 2)
    shown = [
        block["elements"][0]["elements"][0]["text"]
        for post in team.posts()[1:]
        for block in post.blocks
        if block["type"] == "rich_text"
    ]
    assert sorted(shown) == [seed.text for seed in long]


def hours(team: Team, start: str, count: int) -> None:
    """Let the clock tick every hour."""
    first = moment(start)
    team.tick(*(f"{first + timedelta(hours=hour):%Y-%m-%dT%H:%M}" for hour in range(count)))
