"""Who wants a daily digest, and when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.schedule import EVERY_DAY
from bot.ledger.tables import Channel, OfChannel, Table


class Subscription(OfChannel, Table):
    """A channel's wish for a digest at `at` (HH:MM) in `zone` (IANA), from the day `starts` on.

    `days` are the days of the week that have one, by their numbers in ISO 8601. `user` set it up. `paused`
    says why the digest could not be posted on the day `paused_on` or since, and is None while digests go out.
    """

    __tablename__ = "digest_subscriptions"

    at: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str]
    user: Mapped[str]
    starts: Mapped[date]
    days: Mapped[str] = mapped_column(String(7), default=EVERY_DAY)
    paused: Mapped[str | None] = mapped_column(default=None)
    paused_on: Mapped[date | None] = mapped_column(default=None)


def subscribe(ledger: Engine, subscription: Subscription) -> None:
    """Keep the subscription in place of the channel's earlier one, if any."""
    with Session(ledger, expire_on_commit=False) as session, session.begin():
        session.execute(delete(Subscription).where(Subscription.of(subscription.channel)))
        session.add(subscription)


def unsubscribe(ledger: Engine, channel: Channel) -> bool:
    """End the channel's subscription; False where it had none. What it was shown stays remembered."""
    with ledger.begin() as connection:
        return connection.execute(delete(Subscription).where(Subscription.of(channel))).rowcount > 0


def subscription_of(ledger: Engine, channel: Channel) -> Subscription | None:
    """The channel's subscription, paused or not."""
    with Session(reading(ledger)) as session:
        return session.scalar(select(Subscription).where(Subscription.of(channel)))


def subscriptions(ledger: Engine) -> list[Subscription]:
    """All subscriptions, paused ones too, in the order of their channels."""
    in_order = select(Subscription).order_by(Subscription.workspace, Subscription.channel_id)
    with Session(reading(ledger)) as session:
        return list(session.scalars(in_order))


def pause(ledger: Engine, channel: Channel, reason: str, day: date) -> bool:
    """Record why the channel gets nothing from `day` on; True for the one caller who found it running.

    Where it was paused already, only the reason is brought up to date.
    """
    here = Subscription.of(channel)
    with ledger.begin() as connection:
        first = connection.execute(
            update(Subscription)
            .where(here & Subscription.paused.is_(None))
            .values(paused=reason, paused_on=day)
        )
        connection.execute(update(Subscription).where(here).values(paused=reason))
        return first.rowcount > 0


def resume(ledger: Engine, channel: Channel) -> None:
    """Record that the channel gets its digests again."""
    with ledger.begin() as connection:
        connection.execute(
            update(Subscription).where(Subscription.of(channel)).values(paused=None, paused_on=None)
        )
