"""Which digest was posted where, what it showed, and who may post the next one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Engine, String, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.tables import Channel, OfChannel, Table

State = Literal["claimed", "sent", "failed"]


class Digest(OfChannel, Table):
    """A channel's digest of one day. Its key is the promise: one day, one post.

    `claimed`: a process took it upon itself at `claimed_at`, and has posted it or not; `sent`: it stands
    in the channel as message `ts`; `failed`: it will not be posted.
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
    with Session(ledger) as session, session.begin():
        if session.scalar(select(KnownSource).where(KnownSource.of(channel)).limit(1)) is None:
            session.add_all(_known(channel, date.min, sources))


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
    left = _is(digest) & (Digest.state == "claimed") & (Digest.claimed_at == digest.claimed_at)
    with ledger.begin() as connection:
        return connection.execute(update(Digest).where(left).values(claimed_at=now)).rowcount > 0


def digest_of(ledger: Engine, channel: Channel, day: date) -> Digest | None:
    """The channel's digest of that day, whatever became of it."""
    with Session(ledger) as session:
        return session.scalar(select(Digest).where(Digest.of(channel) & (Digest.day == day)))


def mark_sent(ledger: Engine, digest: Digest, ts: str) -> None:
    """Record that the digest stands in its channel as message `ts`."""
    with ledger.begin() as connection:
        connection.execute(update(Digest).where(_is(digest)).values(state="sent", ts=ts))


def mark_failed(ledger: Engine, digest: Digest) -> None:
    """Record that the digest will not be posted; what it would have shown counts as unseen again."""
    with ledger.begin() as connection:
        _forget_content(connection, digest)
        connection.execute(update(Digest).where(_is(digest)).values(state="failed"))


def release(ledger: Engine, digest: Digest) -> None:
    """Give back a claim of which it is certain that nothing was posted, to be claimed anew later."""
    with ledger.begin() as connection:
        _forget_content(connection, digest)
        connection.execute(delete(Digest).where(_is(digest)))


def shown_before(ledger: Engine, channel: Channel, day: date) -> dict[str, date]:
    """When each quote, by fingerprint, was last shown in the channel's digests before `day`."""
    earlier = ShownQuote.of(channel) & (ShownQuote.day < day)
    last = (
        select(ShownQuote.fingerprint, func.max(ShownQuote.day))
        .where(earlier)
        .group_by(ShownQuote.fingerprint)
    )
    with ledger.connect() as connection:
        return dict(connection.execute(last).all())


def known_before(ledger: Engine, channel: Channel, day: date) -> frozenset[str]:
    """The file names of the seeds that were no news to the channel before `day`."""
    earlier = KnownSource.of(channel) & (KnownSource.day < day)
    with ledger.connect() as connection:
        return frozenset(connection.scalars(select(KnownSource.source).where(earlier)))


def _is(digest: Digest) -> ColumnElement[bool]:
    return Digest.of(digest.channel) & (Digest.day == digest.day)


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


def _forget_content(connection: Connection, digest: Digest) -> None:
    for table in (ShownQuote, KnownSource):
        connection.execute(delete(table).where(table.of(digest.channel) & (table.day == digest.day)))
