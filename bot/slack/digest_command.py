"""`/nato digest …`: a channel's daily digest, switched on, off, looked at, or called for."""

from __future__ import annotations

import difflib
import logging
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from http.client import HTTPException
from zoneinfo import available_timezones

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.digests import digest_of, meet
from bot.ledger.schedule import first_day, local_day
from bot.ledger.subscriptions import subscribe, subscription_of, unsubscribe
from bot.ledger.tables import Channel, Subscription
from bot.slack.desk import Desk
from bot.slack.digest_post import Outcome, post_digest

USAGE = (
    "Say `/nato digest on 09:00 Europe/Brussels` for a daily digest in this channel, `/nato digest off` to end "
    "it, `/nato digest status` to see it, `/nato digest now` for today’s at once."
)

_DEFAULT_TIME = "09:00"
_DEFAULT_ZONE = "UTC"
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)")
_NEAR = 0.6
_SUGGESTED = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who gives the command, and in which channel."""

    channel: Channel
    user: str


class _Misread(ValueError):
    """A time or zone that cannot be meant; its text is the reply."""


def run(
    desk: Desk,
    client: WebClient,
    text: str,
    *,
    channel: str,
    workspace: str,
    user: str,
    now: datetime | None = None,
) -> str:
    """Do what the words after `/nato digest` say, and return the reply, meant for that user alone.

    `text` is plain, without Slack's markup; `channel`, `workspace` and `user` are Slack's ids.
    """
    asker, moment = Asker(Channel(workspace, channel), user), now or datetime.now(UTC)
    action, *wishes = text.split() or ["status"]
    try:
        match action.lower():
            case "on":
                return _switch_on(desk, client, asker, wishes, moment)
            case "off":
                return _switch_off(desk, asker.channel)
            case "status":
                return _status(desk, asker.channel, moment)
            case "now":
                return _post_now(desk, client, asker, moment)
    except _Misread as misread:
        return str(misread)
    return USAGE


def _switch_on(desk: Desk, client: WebClient, asker: Asker, wishes: list[str], now: datetime) -> str:
    at, rest = _time(wishes)
    zone, origin = (_zone(rest), "") if rest else _zone_of(client, asker.user)
    meet(desk.ledger, asker.channel, desk.knowledge.seeds)
    starts = _first_free_day(desk, asker.channel, first_day(now, at, zone))
    subscribe(
        desk.ledger,
        Subscription(
            workspace=asker.channel.workspace,
            channel_id=asker.channel.id,
            at=at,
            zone=zone,
            user=asker.user,
            starts=starts,
        ),
    )
    return f"The daily digest is on in this channel, at {at} {zone}{origin}. The first comes on {_written(starts)}."


def _switch_off(desk: Desk, channel: Channel) -> str:
    ended = unsubscribe(desk.ledger, channel)
    return (
        "The daily digest is off in this channel." if ended else "There is no daily digest in this channel."
    )


def _status(desk: Desk, channel: Channel, now: datetime) -> str:
    subscription = subscription_of(desk.ledger, channel)
    if subscription is None:
        return f"There is no daily digest in this channel. {USAGE}"
    at, zone = subscription.at, subscription.zone
    set_up = f"set up by <@{subscription.user}>"
    if subscription.paused:
        return (
            f"The daily digest in this channel, at {at} {zone}, {set_up}, is paused: {subscription.paused}. "
            "When that is mended, say `/nato digest on`."
        )
    following = max(subscription.starts, first_day(now, at, zone))
    day = _first_free_day(desk, channel, following)
    return f"The daily digest is on in this channel, at {at} {zone}, {set_up}. The next comes on {_written(day)}."


def _post_now(desk: Desk, client: WebClient, asker: Asker, now: datetime) -> str:
    subscription = subscription_of(desk.ledger, asker.channel)
    zone = subscription.zone if subscription else _zone_of(client, asker.user)[0]
    outcome = post_digest(desk, client, asker.channel, zone, now)
    return _told(outcome, local_day(now, zone))


def _told(outcome: Outcome, day: date) -> str:
    match outcome.kind:
        case "posted":
            return f"Here it is: the digest of {_written(day)}."
        case "settled":
            return f"This channel had its digest of {_written(day)} already: one day, one digest."
        case "empty":
            return "The sources hold nothing to quote yet."
        case "closed":
            return f"The digest cannot be posted: {outcome.reason}."
        case "pending":
            return "Slack did not take the digest for certain; it will be looked after in a few minutes."
        case "failed":
            return "Slack did not take the digest."


def _first_free_day(desk: Desk, channel: Channel, day: date) -> date:
    """The day, or the one after it where the channel has had its digest of that day."""
    return day + timedelta(days=1) if digest_of(desk.ledger, channel, day) else day


def _time(wishes: list[str]) -> tuple[str, str]:
    """The time of day as HH:MM, and the words after it."""
    if not wishes or not wishes[0][0].isdigit():
        return _DEFAULT_TIME, " ".join(wishes)
    read = _TIME.fullmatch(wishes[0])
    if read is None:
        raise _Misread(f"“{wishes[0]}” is no time of day. Say it as HH:MM, such as 09:00 or 17:30.")
    return f"{int(read['hour']):02}:{read['minute']}", " ".join(wishes[1:])


def _zone(words: str) -> str:
    """The IANA name of the zone that the words name, whole or by its city, in any case."""
    folded = _folded(words)
    zones = _zones()
    meant = {folded} & zones.keys() or {name for name in zones if name.rpartition("/")[2] == folded}
    if len(meant) == 1:
        return zones[meant.pop()]
    near = sorted(meant) or _near(folded)
    hint = f"Did you mean {' or '.join(zones[name] for name in near[:_SUGGESTED])}?" if near else (
        "Say it as Europe/Brussels, America/New_York or UTC."
    )  # fmt: skip
    raise _Misread(f"“{words}” {'could be several time zones' if meant else 'is no time zone'}. {hint}")


def _near(folded: str) -> list[str]:
    """The zones of the most similar names, compared whole and by city."""
    whole = {name: name for name in _zones()}
    cities = {name.rpartition("/")[2]: name for name in _zones()}
    similar = difflib.get_close_matches(folded, {**cities, **whole}, n=_SUGGESTED, cutoff=_NEAR)
    return list(dict.fromkeys((cities | whole)[name] for name in similar))


@cache
def _zones() -> dict[str, str]:
    """The IANA names by what people type for them."""
    return {_folded(name): name for name in sorted(available_timezones())}


def _folded(name: str) -> str:
    return "_".join(name.lower().split())


def _zone_of(client: WebClient, user: str) -> tuple[str, str]:
    """The user's own zone, where Slack tells it; else UTC. With it, whence it is, for the reply."""
    try:
        zone = client.users_info(user=user)["user"].get("tz")
    except (SlackApiError, OSError, HTTPException) as error:
        log.info("a user's time zone could not be read (%s)", type(error).__name__)
        zone = None
    if zone in available_timezones():
        return zone, " (your time zone; name another one after the time)"
    return _DEFAULT_ZONE, " (your own time zone is not known to me; name it after the time)"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
