"""The stand-in refuses what Slack would refuse, and knows what would ping."""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.limits import UPDATED_TEXT, refusal
from bot.workspace.pings import pings


def _plain(text: str, **extra: Any) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, **extra}


def _section(text: str = "fine") -> dict[str, Any]:
    return {"type": "section", "text": _plain(text)}


def _button(number: int = 0, text: str = "Ask", **extra: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": f"ask:{number}", "text": _plain(text), **extra}


def _actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons)}


def _rich_text(*parts: dict[str, Any], kind: str = "rich_text_quote") -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(parts)}]}


TAKEN = {
    "text-alone": {"text": "fine"},
    "50-blocks": {"text": "fine", "blocks": [_section()] * 50},
    "longest-section": {"blocks": [_section("x" * 3000)]},
    "25-buttons": {"blocks": [_actions(*map(_button, range(25)))]},
    "quote": {"blocks": [_rich_text({"type": "text", "text": "<!here> as it stands"})]},
    "context": {"blocks": [{"type": "context", "elements": [_plain("a", emoji=False)]}]},
    "divider": {"blocks": [{"type": "divider"}]},
}
REFUSED = {
    "nothing": ({}, "no_text"),
    "empty": ({"text": "", "blocks": []}, "no_text"),
    "long-text": ({"text": "x" * 40_001}, "msg_too_long"),
    "51-blocks": ({"blocks": [_section()] * 51}, "invalid_blocks"),
    "much-text": ({"blocks": [_section("x" * 3000)] * 5}, "msg_blocks_too_long"),
    "long-section": ({"blocks": [_section("x" * 3001)]}, "invalid_blocks"),
    "emoji-count-twice": ({"blocks": [_section("😀" * 1501)]}, "invalid_blocks"),
    "empty-section": ({"blocks": [_section("")]}, "invalid_blocks"),
    "blank-section": ({"blocks": [_section("  ")]}, "invalid_blocks"),
    "section-without-text": ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
    "26-buttons": ({"blocks": [_actions(*map(_button, range(26)))]}, "invalid_blocks"),
    "no-buttons": ({"blocks": [_actions()]}, "invalid_blocks"),
    "button-twice": ({"blocks": [_actions(_button(), _button())]}, "invalid_blocks"),
    "long-button": ({"blocks": [_actions(_button(text="x" * 76))]}, "invalid_blocks"),
    "long-value": ({"blocks": [_actions(_button(value="x" * 2001))]}, "invalid_blocks"),
    "empty-value": ({"blocks": [_actions(_button(value=""))]}, "invalid_blocks"),
    "long-action-id": ({"blocks": [_actions(_button() | {"action_id": "x" * 256})]}, "invalid_blocks"),
    "11-contexts": ({"blocks": [{"type": "context", "elements": [_plain("a")] * 11}]}, "invalid_blocks"),
    "long-block-id": ({"blocks": [_section() | {"block_id": "x" * 256}]}, "invalid_blocks"),
    "block-id-twice": ({"blocks": [_section() | {"block_id": "x"}] * 2}, "invalid_blocks"),
    "unknown-block": ({"blocks": [{"type": "quote", "text": "x"}]}, "invalid_blocks"),
    "unknown-key": ({"blocks": [_section() | {"colour": "red"}]}, "invalid_blocks"),
    "unknown-rich-text": ({"blocks": [_rich_text(kind="rich_text_poem")]}, "invalid_blocks"),
    "empty-rich-text": ({"blocks": [_rich_text({"type": "text", "text": ""})]}, "invalid_blocks"),
    "verbatim-plain-text": (
        {"blocks": [{"type": "section", "text": _plain("a", verbatim=True)}]},
        "invalid_blocks",
    ),
    "no-list": ({"blocks": {"type": "section"}}, "invalid_blocks"),
}
PINGING = {
    "user": ({"text": "ask <@U1>"}, ["<@U1>"]),
    "here": ({"text": "<!here> now"}, ["<!here>"]),
    "group": ({"text": "<!subteam^S1>"}, ["<!subteam^S1>"]),
    "channel-link": ({"text": "<#C1|ports>"}, ["<#C1|ports>"]),
    "bare": ({"text": "to @Here and @channel"}, ["@Here", "@channel"]),
    "markup-in-a-block": (
        {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<!channel>", "verbatim": True}}]},
        ["<!channel>"],
    ),
    "bare-in-a-block": (
        {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "@everyone"}}]},
        ["@everyone"],
    ),
    "element": (
        {"blocks": [_rich_text({"type": "broadcast", "range": "here"})]},
        ["{'type': 'broadcast', 'range': 'here'}"],
    ),
}
SILENT = {
    "escaped": {"text": "&lt;!here&gt; &amp; &lt;@U1&gt;"},
    "address": {"text": "write to desk@channel.example"},
    "plain-text": {"blocks": [_section("<!here> @here")]},
    "quote": {"blocks": [_rich_text({"type": "text", "text": "<!here> @here"})]},
    "verbatim": {
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "@here", "verbatim": True}}]
    },
}


@pytest.mark.parametrize("body", TAKEN.values(), ids=TAKEN)
def test_what_is_well_formed_is_taken(body: dict[str, Any]) -> None:
    assert refusal(body) == ""


@pytest.mark.parametrize(("body", "error"), REFUSED.values(), ids=REFUSED)
def test_what_slack_would_refuse_is_refused(body: dict[str, Any], error: str) -> None:
    assert refusal(body) == error


def test_an_update_takes_less_text_than_a_post() -> None:
    assert refusal({"text": "x" * 4001}, UPDATED_TEXT) == "msg_too_long"


@pytest.mark.parametrize(("body", "found"), PINGING.values(), ids=PINGING)
def test_what_pings_is_found(body: dict[str, Any], found: list[str]) -> None:
    assert pings(body) == found


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT)
def test_what_does_not_ping_is_let_alone(body: dict[str, Any]) -> None:
    assert pings(body) == []
