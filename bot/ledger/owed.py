"""The answers that are owed: to messages that were heard, and whose answers are not known to stand in Slack.

A row lives from before a message is acknowledged until its answer was posted. It holds no words: what was
asked is read from Slack again where a process ended in between.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.events import mark_handled
from bot.ledger.tables import OfChannel, Table


class OwedAnswer(OfChannel, Table):
    """A message `ts`, of `user`'s, that is to be answered in the thread `thread_ts`.

    A process took that upon itself at `claimed_at`, first when the message was `heard_at`. In channels
    `shared` with other organisations, answers may be for the asker alone.
    """

    __tablename__ = "owed_answers"

    ts: Mapped[str] = mapped_column(primary_key=True)
    thread_ts: Mapped[str]
    user: Mapped[str]
    shared: Mapped[bool]
    heard_at: Mapped[float]
    claimed_at: Mapped[float] = mapped_column(index=True)


def owe(ledger: Engine, key: str, owed: OwedAnswer) -> bool:
    """Take it upon oneself to answer a message; False where the event `key` was taken already."""
    try:
        with Session(ledger, expire_on_commit=False) as session, session.begin():
            mark_handled(session.connection(), key, owed.heard_at)
            session.add(owed)
    except IntegrityError:
        return False
    return True


def take_over(ledger: Engine, owed: OwedAnswer, now: float) -> bool:
    """Take an answer upon oneself anew; False where it was given, or another process was quicker."""
    same = _is(owed) & (OwedAnswer.claimed_at == owed.claimed_at)
    with ledger.begin() as connection:
        return connection.execute(update(OwedAnswer).where(same).values(claimed_at=now)).rowcount > 0


def settle(ledger: Engine, owed: OwedAnswer) -> None:
    """Record that nothing is owed to the message any more."""
    with ledger.begin() as connection:
        connection.execute(delete(OwedAnswer).where(_is(owed)))


def left_behind(ledger: Engine, before: float) -> list[OwedAnswer]:
    """The answers owed that nobody has worked on since the moment `before`, in the order of the messages."""
    unanswered = select(OwedAnswer).where(OwedAnswer.claimed_at <= before).order_by(OwedAnswer.heard_at)
    with Session(reading(ledger)) as session:
        return list(session.scalars(unanswered))


def _is(owed: OwedAnswer) -> ColumnElement[bool]:
    return OwedAnswer.of(owed.channel) & (OwedAnswer.ts == owed.ts)
