"""The digests that are due: one for each subscribed channel once its time of day has come."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

from bot.ledger.digests import left_behind, settled_since
from bot.ledger.schedule import DAY, due_at, is_one_of, local_day, zone_is_known
from bot.ledger.subscriptions import Subscription, pause, resume, subscription_of, subscriptions
from bot.ledger.tables import Channel
from bot.show.blocks import notice
from bot.slack.clients import Clients
from bot.slack.clock import EVERY
from bot.slack.desk import Desk
from bot.slack.digest.pace import Pace, in_turn
from bot.slack.digest.post import post_digest
from bot.slack.digest.settle import LEASE, settle
from bot.slack.digest.status import PATIENCE, is_given_up
from bot.slack.metrics import DIGESTS
from bot.slack.outcome import TROUBLE, Outcome
from bot.slack.posting import post

_Task = Callable[[], Outcome]

log = logging.getLogger(__name__)


def post_due_digests(
    desk: Desk, clients: Clients, pace: Pace, now: datetime, stopping: threading.Event
) -> None:
    """Settle what was left behind, and post what is due, as much as Slack takes at once.

    A digest is due from its time of day until the day ends. So after downtime a channel gets the digest of
    the present day, with all that is new, and none of those missed. What one look does not get done, the
    next one does.
    """
    ends = time.monotonic() + EVERY
    for tasks in (_left(desk, clients, now), _due(desk, clients, now)):
        for channel in in_turn(channel for channel in tasks if pace.allows(channel, now)):
            if stopping.is_set() or time.monotonic() > ends:
                return
            if pace.allows(channel, now):
                outcome = tasks[channel]()
                DIGESTS.labels(outcome.kind).inc()
                pace.heed(channel, outcome, now)
                _keep_account(desk, clients, channel, outcome, now)


def _left(desk: Desk, clients: Clients, now: datetime) -> Mapping[Channel, _Task]:
    """The unfinished claims, the oldest of each channel."""
    left = left_behind(desk.ledger, (now - LEASE).timestamp())
    return {
        digest.channel: partial(settle, desk, clients(digest.workspace), digest, now)
        for digest in reversed(left)
    }


def _due(desk: Desk, clients: Clients, now: datetime) -> Mapping[Channel, _Task]:
    """The digests of today whose time has come, and that nobody has dealt with."""
    known = list(_with_known_zones(desk, clients, subscriptions(desk.ledger), now))
    settled = settled_since(desk.ledger, now.date() - DAY)
    return {
        each.channel: partial(post_digest, desk, clients(each.workspace), each.channel, each.zone, now)
        for each in known
        if _is_due(each, now) and (each.channel, local_day(now, each.zone)) not in settled
    }


def _is_due(subscription: Subscription, now: datetime) -> bool:
    day = local_day(now, subscription.zone)
    wanted = day >= subscription.starts and is_one_of(day, subscription.days)
    if not wanted or is_given_up(subscription, now):
        return False
    return now >= due_at(day, subscription.at, subscription.zone)


def _with_known_zones(
    desk: Desk, clients: Clients, wanted: Iterable[Subscription], now: datetime
) -> Iterator[Subscription]:
    for subscription in wanted:
        if zone_is_known(subscription.zone):
            yield subscription
        elif not subscription.paused:
            reason = f"the time zone {subscription.zone} is not known on the computer that I run on"
            _pause(desk, clients, subscription, reason, now)


def _keep_account(desk: Desk, clients: Clients, channel: Channel, outcome: Outcome, now: datetime) -> None:
    """Pause the channel's subscription, if any, where the channel is closed; resume it where it is not."""
    subscription = subscription_of(desk.ledger, channel)
    if subscription and outcome.kind == "closed":
        _pause(desk, clients, subscription, outcome.reason, now)
    elif subscription and subscription.paused and outcome.kind in ("posted", "quiet"):
        resume(desk.ledger, channel)


def _pause(desk: Desk, clients: Clients, subscription: Subscription, reason: str, now: datetime) -> None:
    """Record why the digest stops, and tell it, once, to who set it up."""
    day = local_day(now, subscription.zone) if zone_is_known(subscription.zone) else now.date()
    if not pause(desk.ledger, subscription.channel, reason, day):
        return
    client = clients(subscription.workspace)
    try:
        address = f"{client.auth_test()['url']}archives/{subscription.channel_id}"
        text = (
            f"The daily digest in {address} could not be posted: {reason}. I will try again once a day for "
            f"{PATIENCE.days} days, and go on by myself once that is mended; what is new until then is not "
            "lost. /nato digest on there tries at once; /nato digest off there ends it."
        )
        post(client, subscription.user, notice(text))
    except TROUBLE as error:
        log.warning("a pause could not be told (%s)", type(error).__name__)
