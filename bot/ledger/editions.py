"""Which edition of the knowledge is the present one, of those that the processes on one ledger have."""

from __future__ import annotations

from sqlalchemy import Engine, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.tables import Table


class Edition(Table):
    """An edition of the knowledge, and when a process last began to use it."""

    __tablename__ = "editions"

    edition: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[float] = mapped_column(index=True)


def begin(ledger: Engine, edition: str, now: float) -> None:
    """Record that a process uses that edition from now on."""
    with Session(ledger) as session, session.begin():
        session.merge(Edition(edition=edition, at=now))


def present(ledger: Engine) -> str | None:
    """The edition that a process began to use last; None before any did."""
    with reading(ledger).connect() as connection:
        return connection.scalar(select(Edition.edition).order_by(Edition.at.desc()).limit(1))
