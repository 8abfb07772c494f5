"""Where the bot says nothing of itself, so that nobody is disturbed who wished not to be."""

from __future__ import annotations

from bot.ledger.channels import settings_of
from bot.ledger.tables import Channel
from bot.ledger.threads import is_muted
from bot.slack.desk import Desk


def is_quiet(desk: Desk, channel: Channel, thread_ts: str) -> bool:
    """Whether the bot was muted in the thread, or switched off in the channel."""
    return settings_of(desk.ledger, channel).answering == "off" or is_muted(desk.ledger, channel, thread_ts)
