"""Which of Slack's events have been handled, so that a repeated one is not answered again."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from bot.ledger.tables import Table

KEPT_FOR = 3 * 24 * 3600
"""Seconds: Slack repeats an event for a day at most."""


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
            connection.execute(delete(HandledEvent).where(HandledEvent.at < now - KEPT_FOR))
            connection.execute(insert(HandledEvent).values(key=key, at=now))
    except IntegrityError:
        return False
    return True
