"""What Slack tells page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slack_sdk.web import SlackResponse


def all_messages(page_at: Callable[[str | None], SlackResponse]) -> Iterator[Mapping[str, Any]]:
    """All messages, of which `page_at` reads the page at a cursor, the first one at None.

    Slack's client could go on by itself, but neither counts what goes wrong then nor tells it as an error of
    Slack's. Raises SlackApiError where a page cannot be read.
    """
    cursor = None
    while True:
        page = page_at(cursor)
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
