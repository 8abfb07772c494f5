"""The tables, and the one value that most of their keys share: a channel of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, String, and_
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

State = Literal["claimed", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, by Slack's ids of it and of its workspace."""

    workspace: str
    id: str


class Table(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row is a dataclass; moments are Unix time in seconds, days are dates of the channel's own zone."""


class OfChannel(MappedAsDataclass, kw_only=True):
    """What belongs to one channel."""

    workspace: Mapped[str] = mapped_column(primary_key=True, sort_order=-2)
    channel_id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)

    @property
    def channel(self) -> Channel:
        """The channel it belongs to."""
        return Channel(self.workspace, self.channel_id)

    @classmethod
    def of(cls, channel: Channel) -> ColumnElement[bool]:
        """The condition that a row belongs to `channel`."""
        return and_(cls.workspace == channel.workspace, cls.channel_id == channel.id)


class Subscription(OfChannel, Table):
    """A channel's wish for a daily digest at `at` (HH:MM) in `zone` (IANA), from the day `starts` on.

    `user` set it up. `paused` says why nothing is posted any more, and is None while digests go out.
    """

    __tablename__ = "digest_subscriptions"

    at: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str]
    user: Mapped[str]
    starts: Mapped[date]
    paused: Mapped[str | None] = mapped_column(default=None)


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


class HandledEvent(Table):
    """Something Slack sent that has been answered, by a key that its retries repeat."""

    __tablename__ = "handled_events"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[float] = mapped_column(index=True)
