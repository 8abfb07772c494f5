"""Threads that the bot takes part in: what was asked of it there, and where it was told to be silent."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from bot.ledger.connections import reading
from bot.ledger.tables import Channel, OfChannel, Table


class AskedMessage(OfChannel, Table):
    """A message `ts` that the bot has answered in the thread `thread_ts`, with a mention or without."""

    __tablename__ = "asked_messages"

    thread_ts: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[float] = mapped_column(index=True)


class MutedThread(OfChannel, Table):
    """A thread in which the bot answers only where it is mentioned."""

    __tablename__ = "muted_threads"

    thread_ts: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[float] = mapped_column(index=True)


def note_asked(ledger: Engine, channel: Channel, thread_ts: str, ts: str, now: float) -> None:
    """Note that the message was answered in its thread; more than once is as good as once."""
    asked = insert(AskedMessage).values(
        workspace=channel.workspace, channel_id=channel.id, thread_ts=thread_ts, ts=ts, at=now
    )
    try:
        with ledger.begin() as connection:
            connection.execute(asked)
    except IntegrityError:
        return


def asked_in(ledger: Engine, channel: Channel, thread_ts: str) -> tuple[str, ...]:
    """The messages of the thread that were answered, the earliest first."""
    here = AskedMessage.of(channel) & (AskedMessage.thread_ts == thread_ts)
    with reading(ledger).connect() as connection:
        return tuple(connection.scalars(select(AskedMessage.ts).where(here).order_by(AskedMessage.ts)))


def mute(ledger: Engine, channel: Channel, thread_ts: str, now: float) -> bool:
    """Keep silent in the thread unless mentioned; False where that was so already."""
    muted = insert(MutedThread).values(
        workspace=channel.workspace, channel_id=channel.id, thread_ts=thread_ts, at=now
    )
    try:
        with ledger.begin() as connection:
            connection.execute(muted)
    except IntegrityError:
        return False
    return True


def unmute(ledger: Engine, channel: Channel, thread_ts: str) -> bool:
    """Speak in the thread again; False where it was not muted."""
    here = MutedThread.of(channel) & (MutedThread.thread_ts == thread_ts)
    with ledger.begin() as connection:
        return connection.execute(delete(MutedThread).where(here)).rowcount > 0


def is_muted(ledger: Engine, channel: Channel, thread_ts: str) -> bool:
    """Whether the thread is muted."""
    here = MutedThread.of(channel) & (MutedThread.thread_ts == thread_ts)
    with reading(ledger).connect() as connection:
        return connection.scalar(select(MutedThread.at).where(here)) is not None
