"""`/nato digest …`: a channel's daily digest, switched on, off, looked at, or called for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from slack_sdk import WebClient

from bot.dates_in_words import day_name
from bot.ledger.digests import meet, reopen
from bot.ledger.schedule import first_day, is_one_of, local_day, zone_is_known
from bot.ledger.subscriptions import Subscription, resume, subscribe, subscription_of, unsubscribe
from bot.ledger.tables import Channel
from bot.slack.desk import Desk
from bot.slack.digest.days import days_among
from bot.slack.digest.post import post_digest
from bot.slack.digest.status import coming, oddities, status, when
from bot.slack.digest.zones import UnknownZoneError, zone_named, zone_of_user
from bot.slack.outcome import TROUBLE, Outcome, meaning

USAGE = (
    "/nato digest on 09:00 Europe/Brussels: a daily digest here (add weekdays, or days such as mon wed fri); "
    "/nato digest off: no more; /nato digest status: how it stands; /nato digest now: today’s at once."
)

_NONE = "There is no daily digest here."

DEFAULT_TIME = "09:00"
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
                return _status(desk, client, asker.channel, moment)
            case "now":
                return _post_now(desk, client, asker, moment)
    except (_UnknownTimeError, UnknownZoneError) as unknown:
        return str(unknown)
    return USAGE


def _switch_on(desk: Desk, client: WebClient, asker: Asker, wishes: list[str], now: datetime) -> str:
    at, rest = _time(wishes)
    days, named = days_among(rest)
    zone, origin = (zone_named(" ".join(named)), "") if named else _own_zone(client, asker.user)
    meet(desk.ledger, asker.channel, desk.knowledge.seeds)
    today = local_day(now, zone)
    reopen(desk.ledger, asker.channel, today)
    owed = _is_owed(desk, asker.channel, today)
    subscription = Subscription(
        workspace=asker.channel.workspace,
        channel_id=asker.channel.id,
        at=at,
        zone=zone,
        user=asker.user,
        starts=today if owed else first_day(now, at, zone, days),
        days=days,
    )
    subscribe(desk.ledger, subscription)
    parts = (
        f"The daily digest is on here, {when(subscription)}{origin}.",
        coming(desk, subscription, now),
        *oddities(subscription),
        *_obstacle(client, asker.channel),
    )
    return " ".join(parts)


def _is_owed(desk: Desk, channel: Channel, today: date) -> bool:
    """Whether the channel was to have a digest today: a new time that has passed already costs it none."""
    before = subscription_of(desk.ledger, channel)
    return before is not None and today >= before.starts and is_one_of(today, before.days)


def _obstacle(client: WebClient, channel: Channel) -> Iterator[str]:
    """What stands in the way of a post, told before the first one fails."""
    try:
        client.conversations_history(channel=channel.id, limit=1)
    except TROUBLE as error:
        obstacle = meaning(error)
        if obstacle.kind == "closed":
            yield f"But as yet it cannot come: {obstacle.reason}. Where it is a channel, /invite me."


def _switch_off(desk: Desk, channel: Channel) -> str:
    ended = unsubscribe(desk.ledger, channel)
    return "The daily digest is off here." if ended else _NONE


def _status(desk: Desk, client: WebClient, channel: Channel, now: datetime) -> str:
    subscription = subscription_of(desk.ledger, channel)
    return status(desk, client, subscription, now) if subscription else f"{_NONE} {USAGE}"


def _post_now(desk: Desk, client: WebClient, asker: Asker, now: datetime) -> str:
    subscription = subscription_of(desk.ledger, asker.channel)
    known = subscription is not None and zone_is_known(subscription.zone)
    zone = subscription.zone if subscription and known else _own_zone(client, asker.user)[0]
    reopen(desk.ledger, asker.channel, local_day(now, zone))
    outcome = post_digest(desk, client, asker.channel, zone, now)
    if outcome.kind == "posted":
        resume(desk.ledger, asker.channel)
    return _told(outcome, local_day(now, zone))


def _told(outcome: Outcome, day: date) -> str:
    match outcome.kind:
        case "posted":
            return f"Here it is: the digest of {day_name(day)}."
        case "settled":
            return f"This channel had its digest of {day_name(day)} already: one day, one digest."
        case "quiet":
            return "There is nothing new, and nothing that has not stood here before."
        case "closed":
            return f"The digest cannot be posted: {outcome.reason}."
        case "unsure":
            return "Slack did not take the digest for certain; I look after it in a few minutes."
        case "limited" | "away":
            return "Slack does not take the digest now. Please try again in a minute."


def _time(wishes: list[str]) -> tuple[str, list[str]]:
    """The time of day as HH:MM, and the words after it."""
    if not wishes or not wishes[0][0].isdigit():
        return DEFAULT_TIME, wishes
    read = _TIME.fullmatch(wishes[0])
    if read is None:
        raise _UnknownTimeError(f"“{wishes[0]}” is no time of day. Say it as HH:MM, such as 09:00 or 17:30.")
    return f"{int(read['hour']):02}:{read['minute']}", wishes[1:]


def _own_zone(client: WebClient, user: str) -> tuple[str, str]:
    """The user's own zone where Slack tells it, else UTC; and for the reply, which of the two it is."""
    zone = zone_of_user(client, user)
    if zone:
        return zone, " (your own time zone; for another, name it after the time)"
    return "UTC", " (your own time zone is not known to me; name it after the time)"
