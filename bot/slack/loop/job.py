"""The loop as a job of the clock, for the process that knows what is known last."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from bot.knowledge.edition import edition_of
from bot.ledger.editions import begin, present
from bot.slack.clients import Clients
from bot.slack.desk import Desk
from bot.slack.digest.pace import Pace
from bot.slack.loop.corrections import correct_posts
from bot.slack.loop.late import answer_late
from bot.slack.loop.turn import Turn


class Loop:
    """Corrects what was said and answers what could not be, wherever the knowledge has changed.

    A process that still has an earlier edition than others on the same ledger leaves it to them: else it
    would take their corrections back. Questions older than `kept_for` are not answered any more.
    """

    def __init__(self, desk: Desk, clients: Clients, kept_for: timedelta) -> None:
        self._desk = desk
        self._clients = clients
        self._kept_for = kept_for
        self._pace = Pace()
        self._edition = ""

    def __call__(self, now: datetime, stopping: threading.Event) -> None:
        """Take one turn, within its bounds; the rest is left to the next ones."""
        with self._desk.library.holding() as held:
            edition = edition_of(held.knowledge)
            if edition != self._edition:
                begin(self._desk.ledger, edition, now.timestamp())
                self._edition = edition
            if present(self._desk.ledger) == edition:
                turn = Turn(self._desk, self._clients, self._pace, edition, now, stopping)
                correct_posts(turn)
                answer_late(turn, since=now - self._kept_for)
