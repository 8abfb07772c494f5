from __future__ import annotations

import pytest

from bot.slack.digest.command import USAGE
from bot.workspace.workspace import CHANNEL
from tests.slack.digest.conftest import Team

REPLIES = {
    "time and zone": ("on 17:30 Asia/Tokyo", "is on here, at 17:30 Asia/Tokyo"),
    "short hour, small letters": ("on 7:05 new york", "at 07:05 America/New_York. The next one comes on "),
    "comma between": ("on 17:30, Asia/Tokyo", "at 17:30 Asia/Tokyo."),
    "a time passed": ("on 05:59 UTC", "The next one comes on Thursday, 2 May 2024, at 05:59"),
    "neither: nine, in the asker's zone": ("on", "at 09:00 Europe/Brussels (your own time zone; for another"),
    "zone only": ("on utc", "at 09:00 UTC. The next one"),
    "no such time": ("on 25:00", "“25:00” is no time of day. Say it as HH:MM, such as 09:00 or 17:30."),
    "half a time": ("on 9 UTC", "“9” is no time of day."),
    "zone misspelt": ("on 09:00 Europe/Brussles", "no time zone that I know. Do you mean Europe/Brussels"),
    "city misspelt": ("on 09:00 Brusels", "Do you mean Europe/Brussels"),
    "city of several zones": ("on Indianapolis", "Do you mean America/Indiana/Indianapolis or"),
    "offset, whose sign is easily misread": ("on 09:00 GMT+2", "“GMT+2” is no time zone that I know."),
    "nothing like a zone": ("on 09:00 zzz", "Say it as Europe/Brussels, America/New_York or UTC."),
    "off before on": ("off", "There is no daily digest here."),
    "status before on": ("status", "There is no daily digest here. /nato digest on"),
    "nothing": ("", "There is no daily digest here. /nato digest on"),
    "something else": ("weekly", USAGE),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reply"), REPLIES.values(), ids=REPLIES)
def test_what_the_command_replies(team: Team, text: str, reply: str) -> None:
    assert reply in team.command(text)


def test_where_slack_does_not_tell_the_askers_zone_it_is_utc_and_said_so(team: Team) -> None:
    team.user = "U9"
    reply = team.command("on 08:00")
    assert "at 08:00 UTC (your own time zone is not known to me; name it after the time)." in reply


def test_status_and_off(team: Team) -> None:
    team.command("on 09:00 UTC")
    assert team.command("status") == (
        "The daily digest is on here, at 09:00 UTC. The next one comes on Wednesday, 1 May 2024, at 09:00 "
        "UTC. None has come so far. It was set up by Mara Lind."
    )
    late = team.command("status", at="2024-05-01T09:01")
    assert "Today’s is due now, and comes as soon as Slack takes it." in late
    team.tick("2024-05-01T09:02")
    after = team.command("status", at="2024-05-01T09:03")
    assert (
        "The next one comes on Thursday, 2 May 2024, at 09:00 UTC. The last one was that of 1 May 2024."
        in after
    )
    assert "There is no daily digest" in team.command("status", channel="C0002")
    assert team.command("off") == "The daily digest is off here."
    team.tick("2024-05-02T09:00")
    assert len(team.posts()) == 1


def test_now_posts_at_once_and_is_the_days_digest(team: Team) -> None:
    team.command("on 09:00 UTC")
    assert team.command("now") == "Here it is: the digest of 1 May 2024."
    assert "had its digest of 1 May 2024 already" in team.command("now")
    team.tick("2024-05-01T09:00")
    assert len(team.posts()) == 1


def test_another_time_on_the_same_day_brings_no_second_digest(team: Team) -> None:
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    assert "The next one comes on Thursday, 2 May 2024" in team.command("on 17:00 UTC", at="2024-05-01T10:00")
    team.tick("2024-05-01T17:00")
    assert len(team.posts()) == 1


def test_now_in_a_closed_channel_says_why_it_cannot(team: Team) -> None:
    team.workspace.not_joined.add(CHANNEL)
    assert team.command("now") == "The digest cannot be posted: I am not a member of the channel."
    team.workspace.not_joined.clear()
    assert team.command("now") == "Here it is: the digest of 1 May 2024."


def test_now_in_a_channel_without_subscription_takes_nothing_for_new(team: Team) -> None:
    assert team.command("now") == "Here it is: the digest of 1 May 2024."
    (post,) = team.posts()
    assert post.text.startswith("Daily digest · 1 May 2024 – In yards.txt:")
