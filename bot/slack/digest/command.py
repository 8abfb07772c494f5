"""`/nato digest …`: a channel's daily digest, switched on, off, looked at, or called for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from slack_sdk import WebClient

from bot.ledger.digests import digest_of, meet
from bot.ledger.schedule import first_day, local_day
from bot.ledger.subscriptions import Subscription, subscribe, subscription_of, unsubscribe
from bot.ledger.tables import Channel
from bot.models import day_name
from bot.slack.desk import Desk
from bot.slack.digest.post import Outcome, post_digest
from bot.slack.digest.zones import UnknownZoneError, zone_named, zone_of_user

USAGE = (
    "/nato digest on 09:00 Europe/Brussels: a daily digest in this channel; "
    "/nato digest off: no more; /nato digest status: how it stands; /nato digest now: today’s at once."
)

_DEFAULT_TIME = "09:00"
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who gives the command, and in which channel."""

    channel: Channel
    user: str


class _UnknownTimeError(ValueError):
    """A time of day that cannot be meant; its text is the reply."""


def run(desk: Desk, client: WebClient, asker: Asker, text: str, now: datetime | None = None) -> str:
    """Do what the words after `/nato digest` say, and return the reply, meant for the asker alone.

    `text` is plain, without Slack's markup, and so is the reply. Raises SQLAlchemyError where the ledger
    cannot be used.
    """
    moment = now or datetime.now(UTC)
    action, *wishes = text.replace(",", " ").split() or ["status"]
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
    except (_UnknownTimeError, UnknownZoneError) as unknown:
        return str(unknown)
    return USAGE


def _switch_on(desk: Desk, client: WebClient, asker: Asker, wishes: list[str], now: datetime) -> str:
    at, rest = _time(wishes)
    zone, origin = (zone_named(rest), "") if rest else _own_zone(client, asker.user)
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
    first = f"The first comes on {day_name(starts)}."
    return f"The daily digest is on in this channel, at {at} {zone}{origin}. {first}"


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
    if subscription.paused:
        return (
            f"The daily digest in this channel, at {at} {zone}, is paused: {subscription.paused}. "
            "When that is mended, say /nato digest on."
        )
    following = _first_free_day(desk, channel, max(subscription.starts, first_day(now, at, zone)))
    return f"The daily digest is on in this channel, at {at} {zone}. The next comes on {day_name(following)}."


def _post_now(desk: Desk, client: WebClient, asker: Asker, now: datetime) -> str:
    subscription = subscription_of(desk.ledger, asker.channel)
    zone = subscription.zone if subscription else _own_zone(client, asker.user)[0]
    outcome = post_digest(desk, client, asker.channel, zone, now)
    return _told(outcome, local_day(now, zone))


def _told(outcome: Outcome, day: date) -> str:
    match outcome.kind:
        case "posted":
            return f"Here it is: the digest of {day_name(day)}."
        case "settled":
            return f"This channel had its digest of {day_name(day)} already: one day, one digest."
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
        raise _UnknownTimeError(f"“{wishes[0]}” is no time of day. Say it as HH:MM, such as 09:00 or 17:30.")
    return f"{int(read['hour']):02}:{read['minute']}", " ".join(wishes[1:])


def _own_zone(client: WebClient, user: str) -> tuple[str, str]:
    """The user's own zone where Slack tells it, else UTC; and for the reply, which of the two it is."""
    zone = zone_of_user(client, user)
    if zone:
        return zone, " (your own time zone; for another, name it after the time)"
    return "UTC", " (your own time zone is not known to me; name it after the time)"
