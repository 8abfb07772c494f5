"""The Web API's methods that open and change modals, and put up Home tabs."""

from __future__ import annotations

import json
from typing import Any

from bot.workspace.kit import Surface
from bot.workspace.limits import view_faults
from bot.workspace.payloads import APP
from bot.workspace.replies import Arguments, Reply, refused
from bot.workspace.state import State
from bot.workspace.views import DEPTH, View


def open_modal(state: State, arguments: Arguments) -> Reply:
    """views.open: a modal in place of those that are open, for whom the trigger came from."""
    return _open(state, arguments, on_top=False)


def push(state: State, arguments: Arguments) -> Reply:
    """views.push: a modal on top of the one that the trigger came from."""
    return _open(state, arguments, on_top=True)


def update(state: State, arguments: Arguments) -> Reply:
    """views.update; with a hash, only where the view has not changed since."""
    view, body = _found(state, arguments), _body(arguments)
    if view is None:
        return refused("not_found")
    if arguments.get("hash") not in (None, "", view.hash):
        return refused("hash_conflict")
    surface: Surface = "home" if view.body["type"] == "home" else "modal"
    wrong = list(view_faults(body, surface))
    if wrong:
        return refused("invalid_arguments", *wrong)
    return _shown(state, state.views.update(view, body))


def publish(state: State, arguments: Arguments) -> Reply:
    """views.publish."""
    user, body = str(arguments.get("user_id") or ""), _body(arguments)
    wrong = list(view_faults(body, "home"))
    if not user.startswith("U") or wrong:
        return refused("invalid_arguments", *wrong)
    home = state.views.home(user)
    if home and arguments.get("hash") not in (None, "", home.hash):
        return refused("hash_conflict")
    return _shown(state, state.views.publish(user, body))


def _open(state: State, arguments: Arguments, *, on_top: bool) -> Reply:
    body = _body(arguments)
    wrong = list(view_faults(body, "modal"))
    if wrong:
        return refused("invalid_arguments", *wrong)
    if body.get("external_id") and state.views.found("", body["external_id"]):
        return refused("duplicate_external_id")
    trigger = state.handouts.use_trigger(str(arguments.get("trigger_id") or ""))
    if isinstance(trigger, str):
        return refused(trigger)
    if on_top and not trigger.in_modal:
        return refused("not_found")
    if on_top and len(state.views.modals(trigger.user)) >= DEPTH:
        return refused("push_limit_reached")
    if not on_top:
        state.views.close(trigger.user)
    return _shown(state, state.views.open(trigger.user, body))


def _body(arguments: Arguments) -> Any:
    view = arguments.get("view")
    return json.loads(view) if isinstance(view, str) else view


def _found(state: State, arguments: Arguments) -> View | None:
    return state.views.found(str(arguments.get("view_id") or ""), str(arguments.get("external_id") or ""))


def _shown(state: State, view: View) -> Reply:
    return {"ok": True, "view": view.as_view(state.team.id, APP, state.team.bot_user)}
