"""How a channel wants the bot: what it answers there, for whose eyes, and how it writes dates."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Engine, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.dates_in_words import DATES_AS_WRITTEN
from bot.ledger.connections import reading
from bot.ledger.tables import Channel, OfChannel, Table

Answering = Literal["mentions", "all", "off"]
Replies = Literal["usual", "private", "public"]


class ChannelSettings(OfChannel, Table):
    """A channel's settings, and who changed them last, at what moment; without one, nobody has yet.

    `answering`: only what mentions the bot or follows up on its answers; all questions; or nothing.
    `replies`: a command is answered for the asker alone and a mention for all, but that too for the asker
    alone where other organisations share the channel; everything for the asker alone; everything for all.
    `dates` names how dates are written.
    """

    __tablename__ = "channel_settings"

    answering: Mapped[Answering] = mapped_column(String(8), default="mentions")
    replies: Mapped[Replies] = mapped_column(String(7), default="usual")
    dates: Mapped[str] = mapped_column(String(12), default=DATES_AS_WRITTEN)
    changed_by: Mapped[str | None] = mapped_column(default=None)
    changed_at: Mapped[float | None] = mapped_column(default=None)


_table = ChannelSettings.__table__
# Every question waits for this: made once, and read as a plain row, it takes a fifth of the time.
_OWN = select(_table).where(
    _table.c.workspace == bindparam("workspace"), _table.c.channel_id == bindparam("channel_id")
)


def settings_of(ledger: Engine, channel: Channel) -> ChannelSettings:
    """The channel's settings; those of every channel where it has none of its own."""
    of = {"workspace": channel.workspace, "channel_id": channel.id}
    with reading(ledger).connect() as connection:
        own = connection.execute(_OWN, of).mappings().first()
    return ChannelSettings(**(own or of))


def keep_settings(ledger: Engine, settings: ChannelSettings) -> None:
    """Keep the settings in place of the channel's earlier ones."""
    with Session(ledger, expire_on_commit=False) as session, session.begin():
        session.execute(delete(ChannelSettings).where(ChannelSettings.of(settings.channel)))
        session.add(settings)
