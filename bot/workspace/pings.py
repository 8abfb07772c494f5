"""Whom a message would notify or link to, by Slack's rules of markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_EXPLICIT = re.compile(r"<[@#!][^<>]*>")
_BARE = re.compile(r"(?<![\w@])@(?:here|channel|everyone|group)\b", re.IGNORECASE)
_PINGING = ("user", "usergroup", "broadcast", "channel", "team")


def pings(message: Mapping[str, Any]) -> list[str]:
    """Everything in the message that Slack takes for a mention, or might, told as it stands there."""
    text = message.get("text") or ""
    return [*_EXPLICIT.findall(text), *_BARE.findall(text), *_in_blocks(message.get("blocks") or [])]


def _in_blocks(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if part.get("type") in _PINGING:
            yield str(part)
        if part.get("type") == "mrkdwn":
            yield from _EXPLICIT.findall(part["text"])
            yield from [] if part.get("verbatim") else _BARE.findall(part["text"])
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _in_blocks(inner)
