"""What Slack refuses: messages and views that are malformed or too large, by the error it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.workspace.kit import (
    BLOCKS,
    IDENTIFIER,
    MEMBERS,
    MESSAGE,
    NOT_ON,
    SIZES,
    UNTYPED,
    Most,
    Surface,
)

Payload = Mapping[str, Any]

TEXT = 40_000
UPDATED_TEXT = 4_000
VIEW = 250_000
"""Characters of a view's JSON."""
_OPTIONS = 100
_TITLE = 24


def refusal(message: Payload, longest_text: int = TEXT) -> str:
    """The error with which Slack refuses the message; empty where it takes it."""
    text, blocks = message.get("text") or "", message.get("blocks") or []
    if not text and not blocks:
        return "no_text"
    if len(text) > longest_text:
        return "msg_too_long"
    if sum(len(part) for part in texts(blocks)) > MESSAGE:
        return "msg_blocks_too_long"
    return "invalid_blocks" if list(faults(blocks)) else ""


def faults(blocks: Any, surface: Surface = "message") -> Iterator[str]:
    """What is wrong with the blocks of a message or a view, told one by one."""
    if not isinstance(blocks, list) or len(blocks) > BLOCKS[surface]:
        yield f"no list of at most {BLOCKS[surface]} blocks"
        return
    yield from _duplicates("block_id", [block.get("block_id") for block in blocks])
    for block in blocks:
        if block.get("type") in NOT_ON[surface]:
            yield f"{block['type']} does not stand in a {surface}"
        elements = block.get("elements") or []
        yield from _duplicates("action_id", [element.get("action_id") for element in elements])
        for name, part in _parts(block, str(block.get("type"))):
            yield from _part_faults(name, part)
        yield from _model_faults(block)


def view_faults(view: Any, surface: Surface) -> Iterator[str]:
    """What is wrong with a modal or a Home, told one by one."""
    if not isinstance(view, Mapping) or view.get("type") != surface:
        yield f"no view of type {surface}"
        return
    yield from faults(view.get("blocks"), surface)
    try:
        if View(**view).to_dict() != view:
            yield "keys or values that the view does not have"
    except (SlackObjectFormationError, TypeError, AttributeError) as error:
        yield str(error)
    if surface == "modal":
        yield from _modal_faults(view)


def options_faults(reply: Payload) -> Iterator[str]:
    """What is wrong with the options that the app suggests for a select."""
    groups = reply.get("option_groups")
    for name, options in (("option_group", groups), ("option", reply.get("options"))):
        if options is not None and len(options) > _OPTIONS:
            yield f"{len(options)} of {name}, not 0 to {_OPTIONS}"
        for option in options or ():
            for inner, part in _parts(option, name):
                yield from _part_faults(inner, part)
    if (groups is None) == (reply.get("options") is None):
        yield "neither options nor option_groups, or both"


def texts(part: Any) -> Iterator[str]:
    """All text that the blocks show, in order."""
    if isinstance(part, Mapping):
        if isinstance(part.get("text"), str):
            yield part["text"]
        part = [part[key] for key in ("text", "fields", "elements") if not isinstance(part.get(key, ""), str)]
    if isinstance(part, list):
        for inner in part:
            yield from texts(inner)


def _parts(part: Payload, name: str) -> Iterator[tuple[str, Payload]]:
    """The part and all that it is made of, each with its type, or what it is called where it bears none."""
    yield name, part
    for key, value in part.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Mapping):
                yield from _parts(inner, str(inner.get("type") or UNTYPED.get(key, key)))


def _part_faults(name: str, part: Payload) -> Iterator[str]:
    if name in ("plain_text", "mrkdwn"):
        yield from _text_faults(part)
        return
    if name not in SIZES:
        yield f"unknown type {name}"
        return
    for key, most in SIZES[name].items():
        if key in part:
            yield from _size_faults(f"{key} of {name}", part[key], most)
    for (place, key), allowed in MEMBERS.items():
        if place == name and key in part:
            yield from _strangers(f"{key} of {name}", part[key], allowed)
    yield from _length("action_id", part.get("action_id", "none"), IDENTIFIER)


def _size_faults(what: str, value: Any, most: Most) -> Iterator[str]:
    if isinstance(value, str):
        yield from _length(what, value, most.size, most.blank)
    elif isinstance(value, Mapping):
        yield from _length(what, str(value.get("text", "")), most.size)
    elif not 1 <= len(value) <= most.size:
        yield f"{what} has {len(value)} members, not 1 to {most.size}"
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, Mapping) and text.get("type") == "mrkdwn" and not most.markup:
            yield f"{what} is no plain text"


def _strangers(what: str, value: Any, allowed: frozenset[str]) -> Iterator[str]:
    for member in value if isinstance(value, list) else [value]:
        if member.get("type") not in allowed:
            yield f"{what} does not take {member.get('type')}"


def _text_faults(text: Payload) -> Iterator[str]:
    yield from _length("text", text.get("text", ""), MESSAGE)
    foreign = "emoji" if text["type"] == "mrkdwn" else "verbatim"
    if foreign in text:
        yield f"a {text['type']} with {foreign}"


def _model_faults(block: Payload) -> Iterator[str]:
    """What the SDK's own model of the block refuses, or would not have sent."""
    try:
        parsed = Block.parse(dict(block))
        if parsed is None or parsed.to_dict() != block:
            yield "keys or values that the block does not have"
    except (SlackObjectFormationError, TypeError) as error:
        yield str(error)


def _modal_faults(view: Payload) -> Iterator[str]:
    for key in ("title", "submit", "close"):
        if key in view or key == "title":
            yield from _size_faults(key, view.get(key) or "", Most(_TITLE))
    if "submit" not in view and any(block["type"] == "input" for block in view.get("blocks", [])):
        yield "an input, and nothing to submit it with"
    if len(str(view)) > VIEW:
        yield f"more than {VIEW} characters"


def _length(what: str, text: str, limit: int, blank: bool = False) -> Iterator[str]:
    if not (text if blank else text.strip()) or _units(text) > limit:
        yield f"{what} of {_units(text)} characters, not 1 to {limit}"


def _units(text: str) -> int:
    """The length as JavaScript counts, in which an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _duplicates(what: str, identifiers: list[str | None]) -> Iterator[str]:
    given = [identifier for identifier in identifiers if identifier]
    if len(given) != len(set(given)):
        yield f"{what} given twice"
