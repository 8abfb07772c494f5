"""One turn of the loop: what its tasks share."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.slack.clients import Clients, unrepeating
from bot.slack.desk import Desk
from bot.slack.digest.pace import Pace

LEASE = timedelta(minutes=3)
"""After this long, what was claimed and not finished counts as left behind."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn at the moment `now`, with that `edition` of the knowledge; over early once `stopping` is set."""

    desk: Desk
    clients: Clients
    pace: Pace
    edition: str
    now: datetime
    stopping: threading.Event

    @property
    def left_before(self) -> float:
        """Unix time; what was claimed before, and is unfinished, was left behind."""
        return (self.now - LEASE).timestamp()

    def client(self, workspace: str) -> WebClient:
        """Who acts in a workspace, and waits for nothing there."""
        return unrepeating(self.clients(workspace))
