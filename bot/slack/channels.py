"""How a channel wants to be answered: by its settings, and by whether other organisations share it."""

from __future__ import annotations

from functools import partial

from bot.ledger.channels import ChannelSettings, keep_settings
from bot.ledger.tables import Channel
from bot.ledger.workspaces import Choices, choices_of, choose_experts
from bot.show.blocks import notice
from bot.slack.desk import Desk

OFF = notice("I am switched off in this channel. /nato settings shows and changes that.")
"""What is said, to one person alone, where a channel wants nothing answered."""

_NOTHING_SET = Choices({}, experts=None)
_USUAL = ChannelSettings(workspace="", channel_id="")


def choices_in(desk: Desk, workspace: str) -> Choices:
    """What is set in a workspace; while the ledger cannot be used, nothing."""
    known = desk.choices.of(workspace)
    if known:
        return known
    renewed = partial(desk.choices.renewed, workspace, partial(choices_of, desk.ledger, workspace))
    return desk.guard.attempt("settings", renewed, otherwise=_NOTHING_SET)


def settings_in(desk: Desk, channel: Channel) -> ChannelSettings:
    """The channel's settings; those of every channel where it has none of its own."""
    return choices_in(desk, channel.workspace).channels.get(channel.id, _USUAL)


def set_up(desk: Desk, settings: ChannelSettings) -> None:
    """Keep a channel's settings. Raises SQLAlchemyError where the ledger does not."""
    keep_settings(desk.ledger, settings)
    desk.choices.forget(settings.workspace)


def set_experts(desk: Desk, workspace: str, channel_id: str | None) -> None:
    """Name the channel of those who know, or none. Raises SQLAlchemyError as `set_up` does."""
    choose_experts(desk.ledger, workspace, channel_id)
    desk.choices.forget(workspace)


def is_off(desk: Desk, channel: Channel) -> bool:
    """Whether nothing is answered in the channel."""
    return settings_in(desk, channel).answering == "off"


def keeps_private(settings: ChannelSettings, *, shared: bool) -> bool:
    """Whether a mention is answered for the asker alone; `shared`: other organisations read the channel."""
    return settings.replies == "private" or (shared and settings.replies == "usual")


def is_direct(channel: Channel) -> bool:
    """Whether it is a conversation of one person with the bot, or of two people."""
    return channel.id.startswith("D")
