"""Slack's markup → the words that a person typed."""

from __future__ import annotations

import re

# "<@U1>", "<#C1|general>", "<!subteam^S1|@team>", "<https://a.example|a.example>", "<!here>"
_REFERENCE = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<shown>[^<>]*))?>")

# "<@U1>", "<!subteam^S1|@team>", "<!here>", and the "@anna" of somebody whom Slack does not know
_ADDRESSED = re.compile(r"<(?:@|!subteam\^|!(?=here|channel|everyone))|(?<![\w|@])@(?=[^\W\d_])")


def as_typed(text: str, bot_user: str = "") -> str:
    """The text on one line without markup: references by the name shown, mentions of `bot_user` left out.

    Slack escapes exactly "&", "<" and ">"; whatever else looks like an entity was typed.
    """
    addressed = re.sub(rf"<@{re.escape(bot_user)}(\|[^<>]*)?>", " ", text) if bot_user else text
    named = _REFERENCE.sub(_shown, addressed)
    typed = named.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(typed.split())


def mentions(text: str, user: str) -> bool:
    """Whether the text, with markup, addresses that user."""
    return f"<@{user}>" in text or f"<@{user}|" in text


def addresses_somebody(text: str) -> bool:
    """Whether the text, with markup, addresses a person, a group, or all."""
    return _ADDRESSED.search(text) is not None


def _shown(reference: re.Match[str]) -> str:
    sign = "@" if reference["sign"] == "!" else reference["sign"]
    shown = reference["shown"] or sign + reference["target"]
    return f"@{shown}" if sign == "@" and reference["sign"] == "@" and shown[0] != "@" else shown
