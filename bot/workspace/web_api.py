"""The Web API's methods that the bot uses: workspace and arguments in, the JSON of the reply out."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.workspace import chat, view_methods
from bot.workspace.payloads import APP
from bot.workspace.replies import Arguments, Reply, closed, refused
from bot.workspace.state import State, direct

Workspaces = Mapping[str, State]
"""All workspaces of a server, by their ids."""

_count = itertools.count(1)
_PROMPTS = 4


def call(workspaces: Workspaces, socket_url: str, method: str, token: str, arguments: Arguments) -> Reply:
    """The reply to a call of a method with a token."""
    if method == "api.test":
        return {"ok": True}
    if method == "oauth.v2.access":
        return _oauth_access(workspaces, arguments)
    if method == "apps.connections.open":
        opens = token == State.app_token
        return {"ok": True, "url": socket_url} if opens else refused("invalid_auth")
    if method not in _METHODS:
        return refused("unknown_method")
    state = state_of(workspaces, token)
    if state is None:
        return refused("invalid_auth" if token else "not_authed")
    return _METHODS[method](state, {**arguments, "token": token})


def state_of(workspaces: Workspaces, token: str) -> State | None:
    """The workspace that a token is for."""
    return next((state for state in workspaces.values() if token in state.tokens), None)


def _oauth_access(workspaces: Workspaces, arguments: Arguments) -> Reply:
    code = str(arguments.get("code") or "")
    state = next((state for state in workspaces.values() if code in state.codes), None)
    if not (arguments.get("client_id") and arguments.get("client_secret")):
        return refused("invalid_client_id")
    if state is None:
        return refused("invalid_code")
    state.codes.remove(code)
    token = f"xoxb-{state.team.id}-{next(_count)}"
    state.tokens.add(token)
    return {
        "ok": True,
        "app_id": APP,
        "authed_user": {"id": "U0001"},
        "scope": ",".join(sorted(state.scopes)),
        "token_type": "bot",
        "access_token": token,
        "bot_user_id": state.team.bot_user,
        "team": {"id": state.team.id, "name": state.team.id.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _auth_test(state: State, _: Arguments) -> Reply:
    ids = {"team_id": state.team.id, "user_id": state.team.bot_user, "bot_id": state.team.bot}
    return {"ok": True, "url": state.site, "team": "Stand-in", "user": "nato", **ids}


def _auth_revoke(state: State, arguments: Arguments) -> Reply:
    in_earnest = str(arguments.get("test") or "").lower() not in ("1", "true")
    if in_earnest:
        state.tokens.discard(str(arguments["token"]))
    return {"ok": True, "revoked": in_earnest}


def _users_info(state: State, arguments: Arguments) -> Reply:
    zone = state.zones.get(str(arguments.get("user")))
    if zone is None:
        return refused("user_not_found")
    return {
        "ok": True,
        "user": {"id": arguments["user"], "real_name": "Mara Lind", "tz": zone, "is_bot": False},
    }


def _users_conversations(state: State, _: Arguments) -> Reply:
    joined = [channel for channel in state.rooms if channel not in state.not_joined]
    return {"ok": True, "channels": [_told(state, channel) for channel in joined]}


def _conversations_list(state: State, _: Arguments) -> Reply:
    return {"ok": True, "channels": [_told(state, channel) for channel in state.rooms]}


def _conversations_info(state: State, arguments: Arguments) -> Reply:
    channel = str(arguments.get("channel") or "")
    hidden = channel in state.not_joined and state.room(channel).private
    if not channel or hidden:
        return refused("channel_not_found")
    return {"ok": True, "channel": _told(state, channel)}


def _conversations_members(state: State, arguments: Arguments) -> Reply:
    channel = str(arguments.get("channel") or "")
    error = closed(state, channel)
    if error:
        return refused(error)
    members = [*state.room(channel).members, state.team.bot_user]
    return {"ok": True, "members": members, "response_metadata": {"next_cursor": ""}}


def _conversations_open(_: State, arguments: Arguments) -> Reply:
    users = str(arguments.get("users") or "")
    if "," in users or not users.startswith("U"):
        return refused("user_not_found")
    return {"ok": True, "channel": {"id": direct(users)}}


def _suggest_prompts(state: State, arguments: Arguments) -> Reply:
    prompts = arguments.get("prompts") or []
    prompts = json.loads(prompts) if isinstance(prompts, str) else prompts
    whole = all(prompt.get("title") and prompt.get("message") for prompt in prompts)
    if not (1 <= len(prompts) <= _PROMPTS and whole):
        return refused("invalid_arguments")
    with state.changed:
        state.prompts[str(arguments["channel_id"])] = prompts
        state.changed.notify_all()
    return {"ok": True}


def _set_status(state: State, arguments: Arguments) -> Reply:
    with state.changed:
        place = (str(arguments["channel_id"]), str(arguments["thread_ts"]))
        state.statuses[place] = str(arguments.get("status") or "")
        state.changed.notify_all()
    return {"ok": True}


def _told(state: State, channel: str) -> dict[str, Any]:
    room, is_direct = state.room(channel), channel[:1] == "D"
    return {
        "id": channel,
        "name": room.name,
        "is_channel": not (is_direct or room.private),
        "is_group": room.private,
        "is_im": is_direct,
        "is_private": room.private or is_direct,
        "is_ext_shared": room.shared,
        "is_shared": room.shared,
        "is_member": channel not in state.not_joined,
        "is_archived": False,
        "num_members": len(room.members) + 1,
    }


_METHODS: dict[str, Callable[[State, Arguments], Reply]] = {
    "assistant.threads.setStatus": _set_status,
    "assistant.threads.setSuggestedPrompts": _suggest_prompts,
    "auth.revoke": _auth_revoke,
    "auth.test": _auth_test,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": chat.history,
    "conversations.info": _conversations_info,
    "conversations.list": _conversations_list,
    "conversations.members": _conversations_members,
    "conversations.open": _conversations_open,
    "conversations.replies": chat.replies,
    "users.conversations": _users_conversations,
    "users.info": _users_info,
    "views.open": view_methods.open_modal,
    "views.publish": view_methods.publish,
    "views.push": view_methods.push,
    "views.update": view_methods.update,
}
