"""What Slack refuses: messages that are malformed or too large, by the error it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

Payload = Mapping[str, Any]

BLOCKS = 50
TEXT = 40_000
UPDATED_TEXT = 4_000
MESSAGE = 13_202
"""Characters of all blocks together: unpublished, as measured by others."""
_IDENTIFIER = 255
_SECTION = 3_000
_CONTEXT = 10
_ACTIONS = 25
_BUTTON = 75
_VALUE = 2_000
_RICH_TEXT = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")


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


def faults(blocks: Any) -> Iterator[str]:
    """What is wrong with a message's blocks, told one by one."""
    if not isinstance(blocks, list) or len(blocks) > BLOCKS:
        yield f"no list of at most {BLOCKS} blocks"
        return
    yield from _duplicates("block_id", [block.get("block_id") for block in blocks])
    actions = [block for block in blocks if block.get("type") == "actions"]
    yield from _duplicates(
        "action_id", [element.get("action_id") for block in actions for element in block["elements"]]
    )
    for block in blocks:
        yield from _block_faults(block)


def texts(part: Any) -> Iterator[str]:
    """All text that the blocks show, in order."""
    if isinstance(part, Mapping):
        if isinstance(part.get("text"), str):
            yield part["text"]
        part = [part[key] for key in ("text", "fields", "elements") if not isinstance(part.get(key, ""), str)]
    if isinstance(part, list):
        for inner in part:
            yield from texts(inner)


def _block_faults(block: Payload) -> Iterator[str]:
    known = {"section": _section, "context": _context, "actions": _actions, "rich_text": _rich_text}
    if block.get("type") in known:
        yield from known[block["type"]](block)
    elif block.get("type") not in ("divider", "header", "input", "image"):
        yield f"unknown type {block.get('type')}"
    yield from _model_faults(block)


def _model_faults(block: Payload) -> Iterator[str]:
    """What the SDK's own model of the block refuses, or would not have sent."""
    try:
        parsed = Block.parse(dict(block))
        if parsed is None or parsed.to_dict() != block:
            yield "keys or values that the block does not have"
    except (SlackObjectFormationError, TypeError) as error:
        yield str(error)


def _section(block: Payload) -> Iterator[str]:
    yield from _text_object(block.get("text"), _SECTION)


def _context(block: Payload) -> Iterator[str]:
    yield from _count(block, _CONTEXT)
    for element in block.get("elements", []):
        yield from _text_object(element, _SECTION)


def _actions(block: Payload) -> Iterator[str]:
    yield from _count(block, _ACTIONS)
    for element in block.get("elements", []):
        if element.get("type") != "button":
            yield f"unknown element {element.get('type')}"
        yield from _text_object(element.get("text"), _BUTTON, types=("plain_text",))
        yield from _length("action_id", element.get("action_id", ""), _IDENTIFIER)
        yield from _length("value", element.get("value", "none"), _VALUE)


def _rich_text(block: Payload) -> Iterator[str]:
    yield from _count(block, MESSAGE)
    for element in block.get("elements", []):
        if element.get("type") not in _RICH_TEXT:
            yield f"unknown element {element.get('type')}"
        for part in element.get("elements", []):
            if part.get("type") == "text":
                yield from _length("rich text", part.get("text", ""), MESSAGE)


def _text_object(text: Any, limit: int, types: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in types:
        yield "no text object"
        return
    yield from _length("text", text.get("text", ""), limit)
    if ("emoji" in text and text["type"] == "mrkdwn") or (
        "verbatim" in text and text["type"] == "plain_text"
    ):
        yield "a text object with a key of the other type"


def _count(block: Payload, limit: int) -> Iterator[str]:
    if not 1 <= len(block.get("elements", [])) <= limit:
        yield f"{block['type']} has {len(block.get('elements', []))} elements, not 1 to {limit}"


def _length(what: str, text: str, limit: int) -> Iterator[str]:
    if not text.strip() or _units(text) > limit:
        yield f"{what} of {_units(text)} characters, not 1 to {limit}"


def _units(text: str) -> int:
    """The length as JavaScript counts, in which an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _duplicates(what: str, identifiers: list[str | None]) -> Iterator[str]:
    given = [identifier for identifier in identifiers if identifier]
    if len(given) != len(set(given)):
        yield f"{what} given twice"
