"""The digest clock: posts to each subscribed channel once its time of day has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.ledger.schedule import due_at, local_day
from bot.ledger.subscriptions import pause, running
from bot.ledger.tables import Subscription
from bot.show.blocks import notice
from bot.slack.desk import Desk
from bot.slack.digest_post import post_digest
from bot.slack.posting import post

EVERY = 20.0
"""Seconds between two looks at what is due."""

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class DigestClock:
    """A thread that posts what is due; any number of processes may run one over the same ledger.

    A digest is due from its time of day until the day ends. So after downtime a channel gets the digest of
    the present day, and none of those missed.
    """

    def __init__(self, desk: Desk, client: WebClient, now: Callable[[], datetime] = utc_now) -> None:
        self._desk = desk
        self._client = client
        self._now = now
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="digest clock")

    def start(self) -> None:
        """Begin to look at what is due, at once and then again and again."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the post under way and end; fit to be called when the process is told to stop."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def tick(self) -> None:
        """Post what is due now. What the ledger or the network prevents is left to the next tick."""
        now = self._now()
        try:
            for subscription in running(self._desk.ledger):
                if self._stopping.is_set():
                    return
                if _is_due(subscription, now):
                    self._post(subscription, now)
        except SQLAlchemyError as error:
            log.error("the ledger cannot be used now (%s)", type(error).__name__)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.tick()
            self._stopping.wait(EVERY)

    def _post(self, subscription: Subscription, now: datetime) -> None:
        outcome = post_digest(self._desk, self._client, subscription.channel, subscription.zone, now)
        if outcome.kind == "closed" and pause(self._desk.ledger, subscription.channel, outcome.reason):
            self._tell(subscription, outcome.reason)

    def _tell(self, subscription: Subscription, reason: str) -> None:
        """Tell who set the digest up why it stops."""
        try:
            address = f"{self._client.auth_test()['url']}archives/{subscription.channel_id}"
            text = (
                f"The daily digest in {address} is paused: {reason}. "
                "When that is mended, turn it on again there with /nato digest on."
            )
            post(self._client, subscription.user, notice(text))
        except (SlackApiError, OSError, HTTPException) as error:
            log.warning("a pause could not be told (%s)", type(error).__name__)


def _is_due(subscription: Subscription, now: datetime) -> bool:
    day = local_day(now, subscription.zone)
    return day >= subscription.starts and now >= due_at(day, subscription.at, subscription.zone)
