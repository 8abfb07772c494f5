"""Messages known again by their metadata: whether something was said already, when nobody recorded it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.slack.pages import all_messages

_PAGE = 200


def mark(kind: str, key: str) -> dict[str, Any]:
    """The metadata of the one message of its kind with that key."""
    return {"event_type": f"nato_{kind}", "event_payload": {"key": key}}


def stands(client: WebClient, channel: str, thread_ts: str, metadata: Mapping[str, Any]) -> bool:
    """Whether a message of the bot's with that metadata is in the thread.

    Raises SlackApiError where the thread cannot be read.
    """
    me = client.auth_test()["bot_id"]
    replies = all_messages(
        lambda cursor: client.conversations_replies(
            channel=channel, ts=thread_ts, include_all_metadata=True, limit=_PAGE, cursor=cursor
        )
    )
    return any(posted.get("bot_id") == me and posted.get("metadata") == metadata for posted in replies)
