"""How a channel wants to be answered: by its settings, and by whether other organisations share it."""

from __future__ import annotations

from functools import partial

from bot.ledger.channels import ChannelSettings, settings_of
from bot.ledger.tables import Channel
from bot.show.blocks import notice
from bot.slack.desk import Desk

OFF = notice("I am switched off in this channel. /nato settings shows and changes that.")
"""What is said, to one person alone, where a channel wants nothing answered."""


def settings_in(desk: Desk, channel: Channel) -> ChannelSettings:
    """The channel's settings; while the ledger cannot be used, those of every channel."""
    usual = ChannelSettings(workspace=channel.workspace, channel_id=channel.id)
    return desk.guard.attempt("settings", partial(settings_of, desk.ledger, channel), otherwise=usual)


def is_off(desk: Desk, channel: Channel) -> bool:
    """Whether nothing is answered in the channel."""
    return settings_in(desk, channel).answering == "off"


def keeps_private(settings: ChannelSettings, *, shared: bool) -> bool:
    """Whether a mention is answered for the asker alone; `shared`: other organisations read the channel."""
    return settings.replies == "private" or (shared and settings.replies == "usual")


def is_direct(channel: Channel) -> bool:
    """Whether it is a conversation of one person with the bot, or of two people."""
    return channel.id.startswith("D")
