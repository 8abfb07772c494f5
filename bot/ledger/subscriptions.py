"""Who wants a daily digest, and when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.tables import Channel, OfChannel, Table


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
    with Session(ledger) as session:
        return session.scalar(select(Subscription).where(Subscription.of(channel)))


def running(ledger: Engine) -> list[Subscription]:
    """All subscriptions that are not paused, in the order of their channels."""
    in_order = select(Subscription).order_by(Subscription.workspace, Subscription.channel_id)
    with Session(ledger) as session:
        return list(session.scalars(in_order.where(Subscription.paused.is_(None))))


def pause(ledger: Engine, channel: Channel, reason: str) -> bool:
    """Stop posting to the channel, for `reason`; True for the one caller who stopped it."""
    running_here = Subscription.of(channel) & Subscription.paused.is_(None)
    with ledger.begin() as connection:
        return connection.execute(update(Subscription).where(running_here).values(paused=reason)).rowcount > 0
