"""What a workspace has chosen, and the questions that were handed to its people who know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, String, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.channels import ChannelSettings
from bot.ledger.connections import reading
from bot.ledger.tables import Table


class WorkspaceChoice(Table):
    """A workspace's choices: the channel of those who know, where it named one."""

    __tablename__ = "workspace_choices"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    experts: Mapped[str | None] = mapped_column(default=None)


class HandOff(Table):
    """A question that stands in the channel of those who know, or is being posted there."""

    __tablename__ = "hand_offs"

    same: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[float]
    channel_id: Mapped[str]
    workspace: Mapped[str | None] = mapped_column(default=None)


@dataclass(frozen=True, slots=True)
class Choices:
    """All that is set in a workspace: channels with settings of their own, and the channel of experts."""

    channels: Mapping[str, ChannelSettings]
    experts: str | None


def choices_of(ledger: Engine, workspace: str) -> Choices:
    """All that is set in a workspace now."""
    own = select(ChannelSettings).where(ChannelSettings.workspace == workspace)
    with Session(reading(ledger)) as session:
        channels = {one.channel_id: one for one in session.scalars(own)}
        experts = session.scalar(select(WorkspaceChoice.experts).where(_named(workspace)))
        return Choices(channels, experts)


def experts_of(ledger: Engine, workspace: str) -> str | None:
    """The channel, by its id, in which people know more than the sources; None where none was named."""
    with reading(ledger).connect() as connection:
        return connection.scalar(select(WorkspaceChoice.experts).where(_named(workspace)))


def choose_experts(ledger: Engine, workspace: str, channel_id: str | None) -> None:
    """Name the channel of those who know, or none."""
    with Session(ledger) as session, session.begin():
        session.merge(WorkspaceChoice(workspace=workspace, experts=channel_id))


def claim_hand_off(ledger: Engine, hand_off: HandOff) -> bool:
    """Take it upon oneself to hand a question on; False where that was done already."""
    try:
        with Session(ledger, expire_on_commit=False) as session, session.begin():
            session.add(hand_off)
    except IntegrityError:
        return False
    return True


def release_hand_off(ledger: Engine, hand_off: HandOff) -> None:
    """Give back a claim of which it is certain that nothing was posted."""
    with ledger.begin() as connection:
        connection.execute(delete(HandOff).where(HandOff.same == hand_off.same))


def _named(workspace: str) -> ColumnElement[bool]:
    return WorkspaceChoice.workspace == workspace
