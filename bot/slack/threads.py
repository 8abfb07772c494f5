"""What was asked earlier in a thread: the context of a follow-up."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from itertools import chain
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import LONGEST_THREAD
from bot.show.blocks import stated_questions
from bot.slack.markup import as_typed, mentions

_PAGE = 200
_PAGES = 5
"""So many pages are read at a time: 1,000 messages."""
_STEPS_BACK = (1, 5, LONGEST_THREAD)
"""From which of the questions answered last, counted from the end, a long thread is read."""
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


def earlier_questions(
    client: WebClient, place: Place, bot_user: str, answered: Sequence[str] = ()
) -> tuple[str, ...]:
    """The last questions asked of the bot in the thread before this one; none where it cannot be read.

    `answered` are those messages of the thread, the earliest first, that the bot is known to have answered:
    they are questions even without a mention.
    """
    if not place.is_reply:
        return ()
    try:
        messages = _last_messages(client, place, answered[-LONGEST_THREAD:])
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a thread could not be read (%s); answering without it", type(error).__name__)
        return ()
    before = [one for _, one in sorted(messages.items()) if float(one["ts"]) < float(place.ts)]
    asked = (_asked(one, place.direct or one["ts"] in answered, bot_user) for one in before)
    return tuple(filter(None, chain.from_iterable(asked)))[-LONGEST_THREAD:]


def _asked(message: Mapping[str, Any], addressed: bool, bot_user: str) -> tuple[str, ...]:
    """What the message asks of the bot, be it typed, or by buttons, as the bot's own reply then states."""
    if message.get("user") == bot_user:
        return stated_questions(message.get("blocks") or ())
    said = message.get("text") or ""
    human = message.get("subtype") in _HUMAN and not message.get("bot_id")
    return (as_typed(said, bot_user),) if human and (addressed or mentions(said, bot_user)) else ()


def _last_messages(client: WebClient, place: Place, answered: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """The thread's messages by their timestamps, at least the last ones that may be questions.

    Slack gives messages from a moment on, the oldest first. Where they are too many, they are read in steps
    back from the end, each from a message on that was answered.
    """
    begin = answered[0] if len(answered) == LONGEST_THREAD else place.thread_ts
    found, complete = _read(client, place, (begin, place.ts), 1 if answered else _PAGES)
    latest = place.ts
    for back in () if complete else _STEPS_BACK:
        for oldest in answered[-back:][:1]:
            found |= _read(client, place, (oldest, latest), _PAGES)[0]
            latest = oldest
    return found


def _read(
    client: WebClient, place: Place, between: tuple[str, str], pages: int
) -> tuple[dict[str, Mapping[str, Any]], bool]:
    """The thread's messages between two moments, by their timestamps, and whether these are all."""
    messages: dict[str, Mapping[str, Any]] = {}
    cursor = None
    for _ in range(pages):
        page = client.conversations_replies(
            channel=place.channel,
            ts=place.thread_ts,
            oldest=between[0],
            latest=between[1],
            inclusive=True,
            limit=_PAGE,
            cursor=cursor,
        )
        messages |= {message["ts"]: message for message in page["messages"]}
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return messages, True
    return messages, False
