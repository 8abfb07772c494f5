"""What all tables are made of, and the one value that most of their keys share: a channel of a workspace.

The tables themselves stand beside the functions that use them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, Double, and_
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, by Slack's ids of it and of its workspace."""

    workspace: str
    id: str


class Table(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row is a dataclass; moments are Unix time in seconds, days are dates of the channel's own zone."""

    type_annotation_map: ClassVar[dict[type, type]] = {float: Double}  # a FLOAT is single on some servers


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
