"""What people think of answers: one verdict of a person on a message, the last one given."""

from __future__ import annotations

import json

from sqlalchemy import Engine, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.retention import PERSONAL
from bot.ledger.tables import OfChannel, Table


class Feedback(OfChannel, Table):
    """A person's verdict on the answer to a talk; a bad one may have a `reason` and a `comment`.

    `user` is kept so that another verdict of the same person takes its place, and is never shown.
    """

    __tablename__ = "feedback"

    ts: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    good: Mapped[bool]
    talk: Mapped[str] = mapped_column(Text, info=PERSONAL)
    kind: Mapped[str]
    outcome: Mapped[str]
    reading: Mapped[str] = mapped_column(Text, info=PERSONAL)
    at: Mapped[float] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    @property
    def questions(self) -> tuple[str, ...]:
        """The talk, question by question."""
        return tuple(json.loads(self.talk))


def give(ledger: Engine, feedback: Feedback) -> None:
    """Keep a verdict in place of the same person's earlier one on the same message."""
    earlier = Feedback.of(feedback.channel) & (Feedback.ts == feedback.ts) & (Feedback.user == feedback.user)
    with Session(ledger, expire_on_commit=False) as session, session.begin():
        session.execute(delete(Feedback).where(earlier))
        session.add(feedback)


def complaints(ledger: Engine) -> list[Feedback]:
    """The bad verdicts on answers, refusals left aside, the oldest first."""
    bad = Feedback.good.is_(False) & (Feedback.outcome == "answered")
    with Session(reading(ledger)) as session:
        return list(session.scalars(select(Feedback).where(bad).order_by(Feedback.at)))
