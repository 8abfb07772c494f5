"""The digests that are due: one for each subscribed channel once its time of day has come."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.ledger.schedule import due_at, local_day
from bot.ledger.subscriptions import Subscription, pause, running
from bot.show.blocks import notice
from bot.slack.desk import Clients, Desk
from bot.slack.digest.post import post_digest
from bot.slack.posting import post

log = logging.getLogger(__name__)


def post_due_digests(desk: Desk, clients: Clients, now: datetime, stopping: threading.Event) -> None:
    """Post each digest that is due.

    A digest is due from its time of day until the day ends. So after downtime a channel gets the digest of
    the present day, and none of those missed.
    """
    for subscription in running(desk.ledger):
        if stopping.is_set():
            return
        if _is_due(subscription, now):
            _post(desk, clients, subscription, now)


def _post(desk: Desk, clients: Clients, subscription: Subscription, now: datetime) -> None:
    client = clients(subscription.workspace)
    outcome = post_digest(desk, client, subscription.channel, subscription.zone, now)
    if outcome.kind == "closed" and pause(desk.ledger, subscription.channel, outcome.reason):
        _tell(clients, subscription, outcome.reason)


def _tell(clients: Clients, subscription: Subscription, reason: str) -> None:
    """Tell who set the digest up why it stops."""
    client = clients(subscription.workspace)
    try:
        address = f"{client.auth_test()['url']}archives/{subscription.channel_id}"
        text = (
            f"The daily digest in {address} is paused: {reason}. "
            "When that is mended, turn it on again there with /nato digest on."
        )
        post(client, subscription.user, notice(text))
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a pause could not be told (%s)", type(error).__name__)


def _is_due(subscription: Subscription, now: datetime) -> bool:
    day = local_day(now, subscription.zone)
    return day >= subscription.starts and now >= due_at(day, subscription.at, subscription.zone)
