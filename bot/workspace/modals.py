"""How a modal is filled in, and what becomes of it once it is submitted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.workspace.choices import Choice, chosen_in, element, elements, is_filled, keeps
from bot.workspace.doors import Receipt
from bot.workspace.handouts import Address
from bot.workspace.limits import options_faults, view_faults
from bot.workspace.state import State
from bot.workspace.views import View

Answer = tuple[str, str, Choice]
"""What is filled in: block id, or nothing where the action id says enough; action id; choice."""


def fill(state: State, view: View, answers: Iterable[Answer]) -> View:
    """The view with these choices made. Raises LookupError where it does not offer them."""
    values = {block: dict(inner) for block, inner in view.values.items()}
    for asked_block, action_id, choice in answers:
        block_id, one = element(view.blocks, action_id, asked_block)
        if keeps(one):
            values.setdefault(block_id, {})[action_id] = chosen_in(one, choice)
    return state.views.fill(view, values)


def require(view: View) -> None:
    """Raises ValueError where a field is empty that must not be, or holds more than it takes."""
    optional = {
        block["block_id"] for block in view.blocks if block["type"] != "input" or block.get("optional")
    }
    for block, one in elements(view.blocks):
        if (
            block in optional
            or "checkbox" in one["type"]
            or one["action_id"] not in view.values.get(block, {})
        ):
            continue
        if not is_filled(view.values[block][one["action_id"]]):
            raise ValueError(f"{one['action_id']} has to be filled in")


def follow(state: State, view: View, receipt: Receipt) -> None:
    """Do with a submitted modal what the app replied. Raises ValueError where Slack would take it amiss."""
    reply = receipt.replied
    match reply.get("response_action"):
        case "errors":
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            if not reply["errors"].keys() <= inputs:
                raise ValueError(f"errors at {sorted(reply['errors'])}, inputs at {sorted(inputs)}")
        case "update":
            state.views.update(view, _sound(reply["view"]))
        case "push":
            state.views.open(view.user, _sound(reply["view"]))
        case "clear":
            state.views.close(view.user)
        case _ if receipt.status == 200:
            state.views.close(view.user, view.id)


def suggested(receipt: Receipt) -> list[Mapping[str, Any]]:
    """The options in a reply, of all groups. Raises ValueError where Slack would not show them."""
    wrong = list(options_faults(receipt.replied))
    if receipt.status != 200 or wrong:
        raise ValueError(f"HTTP {receipt.status}, {'; '.join(wrong)}")
    groups = receipt.replied.get("option_groups") or ()
    return [*(receipt.replied.get("options") or ()), *(one for group in groups for one in group["options"])]


def response_addresses(view: View) -> list[tuple[dict[str, str], Address]]:
    """The addresses that the view asks for with the conversations chosen in it."""
    asked = []
    for block, one in elements(view.blocks):
        chosen = view.values.get(block, {}).get(one["action_id"], {})
        channel = chosen.get("selected_conversation") or chosen.get("selected_channel")
        if one.get("response_url_enabled") and channel:
            place = {"block_id": block, "action_id": one["action_id"], "channel_id": channel}
            asked.append((place, Address(channel, view.user)))
    return asked


def _sound(body: Mapping[str, Any]) -> Mapping[str, Any]:
    wrong = list(view_faults(json.loads(json.dumps(body)), "modal"))
    if wrong:
        raise ValueError("; ".join(wrong))
    return body
