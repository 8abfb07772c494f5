"""Text as Slack takes it: counted in its units, cut to its limits, unable to link, format or ping."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A part of a message as it is sent. Slack's library has classes for these, which would take longer to turn
into JSON than an answer to find; tests hold the one against the other."""


def plain_text(text: str, limit: int) -> Json:
    """The text as Slack shows it unformatted, within `limit` units."""
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def escaped(text: str) -> str:
    """The text such that Slack's markup neither links nor pings: a word joiner parts "@" from "here"."""
    markup = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"@(?=(?:here|channel|everyone|group)\b)", "@\u2060", markup, flags=re.IGNORECASE)


def cut(text: str, limit: int) -> str:
    """The text, or as much of it as `limit` holds, marked by an ellipsis."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def units(text: str) -> int:
    """The length of the text in UTF-16 units, as Slack counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
