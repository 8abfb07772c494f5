"""What all methods of the Web API share: arguments, replies, and who may use a channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.workspace.state import State

Arguments = Mapping[str, Any]
Reply = dict[str, Any]


def refused(error: str, *details: str) -> Reply:
    """The reply that refuses a call, with the details that Slack tells developers."""
    reply: Reply = {"ok": False, "error": error}
    return reply | (
        {"response_metadata": {"messages": [f"[ERROR] {each}" for each in details]}} if details else {}
    )


def closed(state: State, channel: str) -> str:
    """Why the bot may neither read nor write in the channel; empty where it may."""
    if not channel:
        return "channel_not_found"
    if channel in state.not_joined:
        return "channel_not_found" if state.room(channel).private else "not_in_channel"
    return ""
