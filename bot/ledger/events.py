"""Which of Slack's events have been handled, so that a repeated one is not answered again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection, Engine, delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from bot.ledger.tables import Table

KEPT_FOR = 3 * 24 * 3600
"""Seconds: Slack repeats an event for a day at most."""

_AT_ONCE = 64
"""Locks, by which hardly anybody waits for the taking of another key."""


class HandledEvent(Table):
    """Something Slack sent that has been answered, by a key that its retries repeat."""

    __tablename__ = "handled_events"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[float] = mapped_column(index=True)


def handle_once(ledger: Engine, key: str, now: float) -> bool:
    """Whether the event with this key is handled for the first time, by whatever process.

    `key` is what an event's repetitions share; `now` is Unix time. Keys older than KEPT_FOR are forgotten.
    """
    try:
        with ledger.begin() as connection:
            mark_handled(connection, key, now)
    except IntegrityError:
        return False
    return True


def mark_handled(connection: Connection, key: str, now: float) -> None:
    """Record that the event is handled. Raises IntegrityError where it was before."""
    connection.execute(delete(HandledEvent).where(HandledEvent.at < now - KEPT_FOR))
    connection.execute(insert(HandledEvent).values(key=key, at=now))


class RecentKeys:
    """The keys that this process has met of late: `most` of them, so that no flood fills its memory."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()
        self._taking = [Lock() for _ in range(_AT_ONCE)]

    def taking(self, key: str) -> Lock:
        """Held by who takes a key: who meets it, too, must not say that it was taken before it was."""
        return self._taking[hash(key) % len(self._taking)]

    def add(self, key: str) -> bool:
        """Whether the key is met for the first time."""
        with self._lock:
            if key in self._keys:
                return False
            self._keys[key] = None
            if len(self._keys) > self._most:
                self._keys.popitem(last=False)
            return True
