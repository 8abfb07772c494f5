"""Which digest was posted where, what it showed, and who may post the next one."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Engine, String, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.tables import Channel, OfChannel, Table

State = Literal["claimed", "sent", "quiet", "failed"]

log = logging.getLogger(__name__)


class Digest(OfChannel, Table):
    """A channel's digest of one day. Its key is the promise: one day, one post.

    `claimed`: a process took it upon itself at `claimed_at`, and has posted it or not; `sent`: it was posted
    as message `ts`; `quiet`: there was nothing to post; `failed`: it could not be posted.
    """

    __tablename__ = "digests"

    day: Mapped[date] = mapped_column(primary_key=True)
    zone: Mapped[str]
    claimed_at: Mapped[float]
    state: Mapped[State] = mapped_column(String(7), default="claimed")
    ts: Mapped[str | None] = mapped_column(default=None)


class ShownQuote(OfChannel, Table):
    """A quote, by its fingerprint, that a channel's digest of a day shows."""

    __tablename__ = "digest_quotes"

    day: Mapped[date] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)


class KnownSource(OfChannel, Table):
    """A seed that is no news to a channel: a digest of `day` quoted it, or it was there before the first."""

    __tablename__ = "known_sources"

    source: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]


def meet(ledger: Engine, channel: Channel, sources: Iterable[str]) -> None:
    """To a channel met for the first time, the seeds that there are now (file names) are no news."""
    try:
        with Session(ledger) as session, session.begin():
            if session.scalar(select(KnownSource).where(KnownSource.of(channel)).limit(1)) is None:
                session.add_all(_known(channel, date.min, sources))
    except IntegrityError:
        log.info("another process met the channel at the same moment")


def claim(ledger: Engine, digest: Digest, *, quotes: Iterable[str], sources: Iterable[str]) -> bool:
    """Take the digest upon oneself, before posting it; False where somebody did already.

    What it will show (fingerprints of quotes, file names of sources) counts as shown from now on.
    """
    channel, day = digest.channel, digest.day
    try:
        with Session(ledger, expire_on_commit=False) as session, session.begin():
            session.add(digest)
            session.flush()
            session.add_all(_shown(channel, day, quotes))
            known = session.scalars(select(KnownSource.source).where(KnownSource.of(channel)))
            session.add_all(_known(channel, day, set(sources) - set(known)))
    except IntegrityError:
        return False
    return True


def take_over(ledger: Engine, digest: Digest, now: float) -> bool:
    """Take upon oneself a claim that its process left unfinished; False where another was quicker."""
    with ledger.begin() as connection:
        return connection.execute(update(Digest).where(_held(digest)).values(claimed_at=now)).rowcount > 0


def digest_of(ledger: Engine, channel: Channel, day: date) -> Digest | None:
    """The channel's digest of that day, whatever became of it."""
    with Session(reading(ledger)) as session:
        return session.scalar(select(Digest).where(Digest.of(channel) & (Digest.day == day)))


def last_sent(ledger: Engine, channel: Channel, before: date) -> date | None:
    """The day of the channel's last digest before the day `before`; None where it had none."""
    sent = Digest.of(channel) & (Digest.state == "sent") & (Digest.day < before)
    with reading(ledger).connect() as connection:
        return connection.scalar(select(func.max(Digest.day)).where(sent))


def settled_since(ledger: Engine, day: date) -> set[tuple[Channel, date]]:
    """The digests of `day` and later that were posted or given up, or that somebody works on."""
    rows = select(Digest.workspace, Digest.channel_id, Digest.day).where(Digest.day >= day)
    with reading(ledger).connect() as connection:
        return {(Channel(workspace, channel), each) for workspace, channel, each in connection.execute(rows)}


def left_behind(ledger: Engine, before: float) -> list[Digest]:
    """The claims left unfinished since the moment `before`, the oldest first."""
    unfinished = (Digest.state == "claimed") & (Digest.claimed_at <= before)
    with Session(reading(ledger)) as session:
        return list(session.scalars(select(Digest).where(unfinished).order_by(Digest.claimed_at)))


def mark_sent(ledger: Engine, digest: Digest, ts: str) -> None:
    """Record that the digest was posted to its channel as message `ts`."""
    with ledger.begin() as connection:
        connection.execute(update(Digest).where(_is(digest)).values(state="sent", ts=ts))


def mark_failed(ledger: Engine, digest: Digest) -> None:
    """Record that the digest will not be posted; what it would have shown counts as unseen again.

    Nothing changes where somebody else has taken the digest over.
    """
    with ledger.begin() as connection:
        if connection.execute(update(Digest).where(_held(digest)).values(state="failed")).rowcount:
            _forget_content(connection, digest.channel, digest.day)


def release(ledger: Engine, digest: Digest) -> None:
    """Give back a claim of which it is certain that nothing was posted, to be claimed anew later.

    Nothing changes where somebody else has taken the digest over.
    """
    with ledger.begin() as connection:
        if connection.execute(delete(Digest).where(_held(digest))).rowcount:
            _forget_content(connection, digest.channel, digest.day)


def reopen(ledger: Engine, channel: Channel, day: date) -> None:
    """Let the channel's digest of the day be tried anew where it was given up."""
    given_up = Digest.of(channel) & (Digest.day == day) & Digest.state.in_(("quiet", "failed"))
    with ledger.begin() as connection:
        connection.execute(delete(Digest).where(given_up))


def shown_before(ledger: Engine, channel: Channel, day: date) -> frozenset[str]:
    """The quotes, by fingerprint, that the channel's digests before `day` showed."""
    earlier = ShownQuote.of(channel) & (ShownQuote.day < day)
    with reading(ledger).connect() as connection:
        return frozenset(connection.scalars(select(ShownQuote.fingerprint).where(earlier)))


def known_before(ledger: Engine, channel: Channel, day: date) -> frozenset[str]:
    """The file names of the seeds that were no news to the channel before `day`."""
    earlier = KnownSource.of(channel) & (KnownSource.day < day)
    with reading(ledger).connect() as connection:
        return frozenset(connection.scalars(select(KnownSource.source).where(earlier)))


def _is(digest: Digest) -> ColumnElement[bool]:
    return Digest.of(digest.channel) & (Digest.day == digest.day)


def _held(digest: Digest) -> ColumnElement[bool]:
    """The condition that the digest is unfinished, and nobody has taken it over."""
    return _is(digest) & (Digest.state == "claimed") & (Digest.claimed_at == digest.claimed_at)


def _shown(channel: Channel, day: date, quotes: Iterable[str]) -> list[ShownQuote]:
    return [
        ShownQuote(workspace=channel.workspace, channel_id=channel.id, day=day, fingerprint=fingerprint)
        for fingerprint in set(quotes)
    ]


def _known(channel: Channel, day: date, sources: Iterable[str]) -> list[KnownSource]:
    return [
        KnownSource(workspace=channel.workspace, channel_id=channel.id, day=day, source=source)
        for source in set(sources)
    ]


def _forget_content(connection: Connection, channel: Channel, day: date) -> None:
    for table in (ShownQuote, KnownSource):
        connection.execute(delete(table).where(table.of(channel) & (table.day == day)))
