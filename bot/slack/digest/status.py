"""What is told of a channel's digest: when it comes next, when it came last, why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from slack_sdk import WebClient

from bot.dates_in_words import day_name
from bot.ledger.digests import last_sent
from bot.ledger.schedule import (
    DAY,
    clock_changes,
    due_at,
    local_day,
    next_day,
    shown_at,
    zone_is_known,
)
from bot.ledger.subscriptions import Subscription
from bot.slack.desk import Desk
from bot.slack.digest.days import NAMES, told
from bot.slack.digest.post import is_settled
from bot.slack.outcome import TROUBLE

PATIENCE = timedelta(days=30)
"""So long a paused digest is tried again, once a day."""


def status(desk: Desk, client: WebClient, subscription: Subscription, now: datetime) -> str:
    """How a channel's digest stands."""
    if not zone_is_known(subscription.zone):
        return (
            f"The daily digest here, {when(subscription)}, waits: that zone is not known on the computer "
            "that I run on. Have its time zones brought up to date, or name another with /nato digest on."
        )
    last = last_sent(desk.ledger, subscription.channel, local_day(now, subscription.zone) + DAY)
    parts = (
        f"The daily digest is on here, {when(subscription)}.",
        *_paused(subscription, now),
        coming(desk, subscription, now),
        f"The last one was that of {day_name(last)}." if last else "None has come so far.",
        f"It was set up by {_name(client, subscription.user)}.",
    )
    return " ".join(filter(None, parts))


def when(subscription: Subscription) -> str:
    """The wish in words: "at 09:00 Europe/Brussels, Monday to Friday"."""
    return f"at {subscription.at} {subscription.zone}{told(subscription.days)}"


def coming(desk: Desk, subscription: Subscription, now: datetime) -> str:
    """When the next one comes, or is tried, as the clocks of its zone will show it; empty where none will."""
    if is_given_up(subscription, now):
        return ""
    at, zone, day = subscription.at, subscription.zone, _coming_day(desk, subscription, now)
    if now > due_at(day, at, zone):
        return "Today’s is due now, and comes as soon as Slack takes it."
    ahead = "I will try again" if subscription.paused else "The next one comes"
    shown = shown_at(day, at, zone)
    skipped = "" if shown == at else f" (clocks skip {at} then)"
    return f"{ahead} on {NAMES[day.weekday()]}, {day_name(day)}, at {shown} {zone}{skipped}."


def oddities(subscription: Subscription) -> Iterator[str]:
    """What becomes of the digest on days of the coming year on which clocks are put forward or back."""
    at, zone = subscription.at, subscription.zone
    for day, skipped in clock_changes(subscription.starts, at, zone, subscription.days):
        if skipped:
            yield f"On {day_name(day)}, when clocks skip {at}, it comes at {shown_at(day, at, zone)}."
        else:
            yield f"On {day_name(day)}, when clocks show {at} twice, it comes the first time."


def is_given_up(subscription: Subscription, now: datetime) -> bool:
    """Whether the digest has been paused for so long that it is no longer tried."""
    paused_on = subscription.paused_on
    return paused_on is not None and local_day(now, subscription.zone) > paused_on + PATIENCE


def _paused(subscription: Subscription, now: datetime) -> Iterator[str]:
    if subscription.paused:
        since = f" since {day_name(subscription.paused_on)}" if subscription.paused_on else ""
        yield f"It has been paused{since}: {subscription.paused}."
        tried = "I no longer try by myself;" if is_given_up(subscription, now) else "Once that is mended,"
        yield f"{tried} /nato digest on tries at once."


def _coming_day(desk: Desk, subscription: Subscription, now: datetime) -> date:
    """The day of the next digest: today where today's is owed, be it late."""
    day = next_day(max(local_day(now, subscription.zone), subscription.starts), subscription.days)
    while is_settled(desk, subscription.channel, day):
        day = next_day(day + DAY, subscription.days)
    return day


def _name(client: WebClient, user: str) -> str:
    """What a person is called, where Slack tells it."""
    try:
        person = client.users_info(user=user)["user"]
    except TROUBLE:
        return "somebody whose name Slack does not tell me"
    return str(person.get("real_name") or person.get("name") or user)
