"""What was asked earlier in a thread: the context of a follow-up."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import LONGEST_THREAD
from bot.show.blocks import stated_questions
from bot.slack.markup import as_typed, mentions

_PAGE = 200
_PAGES = 5
_HUMAN = (None, "file_share", "thread_broadcast")
"""The subtypes of messages that people write."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its channel, its message, and the message that its thread hangs from."""

    channel: str
    ts: str
    thread_ts: str
    direct: bool

    @property
    def is_reply(self) -> bool:
        """Whether anything can have been asked before it in its thread."""
        return self.thread_ts != self.ts


def is_human(message: Mapping[str, Any]) -> bool:
    """Whether a person wrote the message, and has not changed it since."""
    return message.get("subtype") in _HUMAN and not (message.get("bot_id") or message.get("edited"))


def place_of(event: Mapping[str, Any]) -> Place:
    """Where a message event's message stands."""
    thread_ts = event.get("thread_ts") or event["ts"]
    return Place(event["channel"], event["ts"], thread_ts, direct=event.get("channel_type") == "im")


def earlier_questions(client: WebClient, place: Place, bot_user: str) -> tuple[str, ...]:
    """The last questions asked of the bot in the thread before this one; none where it cannot be read."""
    if not place.is_reply:
        return ()
    try:
        asked = deque(_questions(client, place, bot_user), maxlen=LONGEST_THREAD)
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a thread could not be read (%s); answering without it", type(error).__name__)
        return ()
    return tuple(asked)


def _questions(client: WebClient, place: Place, bot_user: str) -> Iterator[str]:
    for message in _messages(client, place):
        if float(message["ts"]) < float(place.ts):
            yield from filter(None, _asked(message, place.direct, bot_user))


def _asked(message: Mapping[str, Any], direct: bool, bot_user: str) -> tuple[str, ...]:
    """What the message asks of the bot, be it typed, or by buttons, as the bot's own reply then states."""
    if message.get("user") == bot_user:
        return stated_questions(message.get("blocks") or ())
    said = message.get("text") or ""
    addressed = message.get("subtype") in _HUMAN and not message.get("bot_id")
    return (as_typed(said, bot_user),) if addressed and (direct or mentions(said, bot_user)) else ()


def _messages(client: WebClient, place: Place) -> Iterator[Mapping[str, Any]]:
    """The thread's messages, the oldest first, as Slack gives them: the last stand on its last page."""
    cursor = None
    for _ in range(_PAGES):
        page = client.conversations_replies(
            channel=place.channel, ts=place.thread_ts, latest=place.ts, limit=_PAGE, cursor=cursor
        )
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
