"""What people can click, choose and fill in, and how Slack tells the app what they chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

Element = Mapping[str, Any]
Values = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What is filled in: block id → action id → what stands there."""
Choice = str | Sequence[str] | Mapping[str, Any] | None
"""What somebody chooses: a value or text, several values, an option that the app suggested, or nothing."""

_SINGLE = {
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
}
_SEVERAL = {
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "multi_users_select": "selected_users",
}
_OPTION = ("external_select", "overflow", "radio_buttons", "static_select")
_OPTIONS = ("checkboxes", "multi_external_select", "multi_static_select")
_TEXT = ("email_text_input", "number_input", "plain_text_input", "url_text_input")


OF_POSTS = "b"
"""What the ids begin with that Slack gives to the blocks of posts."""


def elements(blocks: Sequence[Element]) -> Iterator[tuple[str, Element]]:
    """The elements that people can act on, each with the id of its block."""
    for number, block in enumerate(blocks):
        inner = [*(block.get("elements") or ()), *(block.get("actions") or ())]
        inner += [block[key] for key in ("accessory", "element") if key in block]
        yield from (
            (block.get("block_id") or f"{OF_POSTS}{number}", one) for one in inner if one.get("action_id")
        )
        nested = block.get("child_blocks") or [one for one in inner if one.get("type") == "card"]
        yield from elements(nested)


def element(blocks: Sequence[Element], action_id: str, block_id: str = "") -> tuple[str, Element]:
    """The first element of that action id, in a certain block or anywhere. Raises LookupError."""
    for block, one in elements(blocks):
        if one["action_id"] == action_id and block_id in ("", block):
            return block, one
    there = ", ".join(one["action_id"] for _, one in elements(blocks)) or "nothing"
    raise LookupError(f"no {action_id!r} is there, but {there}")


def with_block_ids(blocks: Sequence[Element], prefix: str = OF_POSTS) -> list[dict[str, Any]]:
    """The blocks, each with the id that Slack gives to those without."""
    return [{"block_id": f"{prefix}{number}", **block} for number, block in enumerate(blocks)]


def action(block_id: str, one: Element, choice: Choice) -> dict[str, Any]:
    """What a click on an element, or a choice in it, tells the app. Raises LookupError for no such choice."""
    told = {"type": one["type"], "action_id": one["action_id"], "block_id": block_id, "action_ts": "1.1"}
    if one["type"] in ("button", "icon_button"):
        return told | {key: one[key] for key in ("text", "value", "style", "url") if key in one}
    if one["type"] == "feedback_buttons":
        buttons = (one["positive_button"], one["negative_button"])
        chosen = _option(buttons, choice)
        return told | {"value": chosen["value"], "text": chosen["text"]}
    return told | {key: value for key, value in chosen_in(one, choice).items() if key != "type"}


def chosen_in(one: Element, choice: Choice) -> dict[str, Any]:
    """What stands in an element once somebody chose. Raises LookupError where it offers no such choice."""
    kind = one["type"]
    options = list(_options(one))
    if kind in _OPTION:
        return {"type": kind, "selected_option": None if choice is None else _option(options, choice)}
    if kind in _OPTIONS:
        chosen = [choice] if isinstance(choice, str | Mapping) else choice or ()
        return {"type": kind, "selected_options": [_option(options, each) for each in chosen]}
    if kind in _SEVERAL:
        return {"type": kind, _SEVERAL[kind]: [choice] if isinstance(choice, str) else list(choice or ())}
    if kind in _SINGLE:
        return {"type": kind, _SINGLE[kind]: choice}
    if kind in _TEXT:
        return {"type": kind, "value": choice or None}
    raise LookupError(f"nothing can be chosen in a {kind}")


def initial_values(blocks: Sequence[Element], *, empty: bool = False) -> dict[str, dict[str, Any]]:
    """What stands in the elements of a view before anybody touches it; with `empty`, nothing yet."""
    values: dict[str, dict[str, Any]] = {}
    for block, one in elements(blocks):
        if keeps(one):
            values.setdefault(block, {})[one["action_id"]] = chosen_in(one, None if empty else _initial(one))
    return values


def keeps(one: Element) -> bool:
    """Whether a choice in the element stays there, unlike a click on a button."""
    return one["type"] in {*_OPTION, *_OPTIONS, *_SEVERAL, *_SINGLE, *_TEXT} - {"overflow"}


def is_filled(value: Mapping[str, Any]) -> bool:
    """Whether anything stands in an element."""
    return any(content for key, content in value.items() if key != "type")


def _initial(one: Element) -> Choice:
    given = next((value for key, value in one.items() if key.startswith("initial_")), None)
    if isinstance(given, Mapping):
        return given
    if isinstance(given, list) and given and isinstance(given[0], Mapping):
        return [option["value"] for option in given]
    return given


def _options(one: Element) -> Iterator[Element]:
    yield from one.get("options") or ()
    yield from chain.from_iterable(group["options"] for group in one.get("option_groups") or ())


def _option(options: Sequence[Element], choice: Any) -> Element:
    """The option of that value; one that the app suggested is taken as it is."""
    if isinstance(choice, Mapping):
        return choice
    found = next((option for option in options if option.get("value") == choice), None)
    if found is None:
        offered = ", ".join(repr(option.get("value")) for option in options) or "nothing"
        raise LookupError(f"{choice!r} is not offered, but {offered}")
    return found
