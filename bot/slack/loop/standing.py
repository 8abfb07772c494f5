"""Messages known again by their metadata: whether something was said already, when nobody recorded it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk import WebClient

_PAGE = 200


def mark(kind: str, key: str) -> dict[str, Any]:
    """The metadata of the one message of its kind with that key."""
    return {"event_type": f"nato_{kind}", "event_payload": {"key": key}}


def stands(client: WebClient, channel: str, thread_ts: str, metadata: Mapping[str, Any]) -> bool:
    """Whether a message of the bot's with that metadata is in the thread.

    Raises SlackApiError where the thread cannot be read.
    """
    me = client.auth_test()["bot_id"]
    return any(
        posted.get("bot_id") == me and posted.get("metadata") == metadata
        for posted in _replies(client, channel, thread_ts)
    )


def _replies(client: WebClient, channel: str, thread_ts: str) -> Iterator[Mapping[str, Any]]:
    cursor = None
    while True:
        page = client.conversations_replies(
            channel=channel, ts=thread_ts, include_all_metadata=True, limit=_PAGE, cursor=cursor
        )
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
