"""What Slack sends to an app when people give commands, write, click, choose and submit."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.workspace.choices import Values
from bot.workspace.conversations import Post
from bot.workspace.views import View

TEAM = "T0001"
APP = "A0001"
BOT_USER = "UNATO"


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace by its id, and the user that the app is there."""

    id: str = TEAM
    bot_user: str = BOT_USER

    @property
    def bot(self) -> str:
        """The id of the app's bot."""
        return f"B{self.bot_user}"


_TEAM = Team()


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, the trigger that it gives, and the address for replies, where there is one."""

    team: Team
    user: str
    trigger: str
    response_url: str = ""

    def as_payload(self, kind: str) -> dict[str, Any]:
        """What Slack tells of any interaction."""
        payload: dict[str, Any] = {
            "type": kind,
            "user": {"id": self.user, "team_id": self.team.id},
            "team": {"id": self.team.id, "domain": "stand-in"},
            "api_app_id": APP,
            "is_enterprise_install": False,
            "trigger_id": self.trigger,
        }
        return payload | ({"response_url": self.response_url} if self.response_url else {})


def slash_command(command: str, text: str, channel: str, deed: Deed) -> dict[str, str]:
    """The fields of a command's form."""
    return {
        "command": command,
        "text": text,
        "response_url": deed.response_url,
        "trigger_id": deed.trigger,
        "user_id": deed.user,
        "team_id": deed.team.id,
        "team_domain": "stand-in",
        "channel_id": channel,
        "channel_name": channel.lower(),
        "api_app_id": APP,
        "is_enterprise_install": "false",
    }


def event_callback(
    event: Mapping[str, Any], event_id: str, team: Team, *, shared: bool = False
) -> dict[str, Any]:
    """The envelope of an event, maybe in a channel that is shared with another organisation."""
    authorization = {"team_id": team.id, "user_id": team.bot_user, "is_bot": True}
    return {
        "type": "event_callback",
        "team_id": team.id,
        "api_app_id": APP,
        "event_id": event_id,
        "event_time": int(time.time()),
        "is_ext_shared_channel": shared,
        "authorizations": [authorization | {"enterprise_id": None, "is_enterprise_install": False}],
        "event": dict(event),
    }


def app_mention(post: Post, team: Team = _TEAM) -> dict[str, Any]:
    """The event of a post that mentions the app."""
    return post.as_message(team.bot_user) | {"type": "app_mention", "channel": post.channel}


def message_event(post: Post, team: Team = _TEAM, parent_user: str = "") -> dict[str, Any]:
    """The event of a post in a conversation that the app listens to; in a thread, whose that is."""
    parent = {"parent_user_id": parent_user} if parent_user else {}
    return post.as_message(team.bot_user) | _place(post) | parent


def message_changed(post: Post, before: Post, team: Team) -> dict[str, Any]:
    """The event of an edit: the post as it stands now and as it stood, nested."""
    return {
        "type": "message",
        "subtype": "message_changed",
        **_place(post),
        "ts": f"{post.ts}9",
        "message": post.as_message(team.bot_user),
        "previous_message": before.as_message(team.bot_user),
    }


def message_deleted(post: Post, team: Team) -> dict[str, Any]:
    """The event of a deletion."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        **_place(post),
        "ts": f"{post.ts}9",
        "deleted_ts": post.ts,
        "previous_message": post.as_message(team.bot_user),
    }


def app_home_opened(user: str, channel: str, tab: str, home: Mapping[str, Any] | None) -> dict[str, Any]:
    """The event of somebody's look at the app's own page."""
    event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": "1.1"}
    return event | ({"view": home} if home and tab == "home" else {})


def message_actions(post: Post, action: Mapping[str, Any], deed: Deed, values: Values) -> dict[str, Any]:
    """The payload of a click or a choice in a post."""
    container = _container(post)
    payload = deed.as_payload("block_actions") | {
        "channel": {"id": post.channel, "name": post.channel.lower()},
        "container": container,
        "state": {"values": values},
        "actions": [action],
    }
    return payload if post.seen_by else payload | {"message": post.as_message(deed.team.bot_user)}


def view_actions(view: View, action: Mapping[str, Any], deed: Deed) -> dict[str, Any]:
    """The payload of a click or a choice in a modal or on the Home."""
    told = _view(view, deed)
    container = {"type": "view", "view_id": view.id}
    return deed.as_payload("block_actions") | {"view": told, "container": container, "actions": [action]}


def suggestion_asked(surface: Post | View, place: tuple[str, str], typed: str, deed: Deed) -> dict[str, Any]:
    """The payload of letters typed into the select at block and action id `place`."""
    block_id, action_id = place
    payload = deed.as_payload("block_suggestion")
    payload |= {"block_id": block_id, "action_id": action_id, "value": typed}
    if isinstance(surface, View):
        return payload | {"view": _view(surface, deed), "container": {"type": "view", "view_id": surface.id}}
    return payload | {"container": _container(surface), "channel": {"id": surface.channel}}


def view_submission(view: View, deed: Deed, response_urls: list[dict[str, str]]) -> dict[str, Any]:
    """The payload of a modal that is submitted."""
    return deed.as_payload("view_submission") | {"view": _view(view, deed), "response_urls": response_urls}


def view_closed(view: View, deed: Deed, *, all_of_them: bool) -> dict[str, Any]:
    """The payload of a modal that is closed, with all below it or alone."""
    return deed.as_payload("view_closed") | {"view": _view(view, deed), "is_cleared": all_of_them}


def message_shortcut(post: Post, callback_id: str, deed: Deed) -> dict[str, Any]:
    """The payload of a shortcut called from a post's menu."""
    return deed.as_payload("message_action") | {
        "callback_id": callback_id,
        "message_ts": post.ts,
        "channel": {"id": post.channel, "name": post.channel.lower()},
        "message": post.as_message(deed.team.bot_user),
        "action_ts": "1.1",
    }


def global_shortcut(callback_id: str, deed: Deed) -> dict[str, Any]:
    """The payload of a shortcut called from anywhere."""
    return deed.as_payload("shortcut") | {"callback_id": callback_id, "action_ts": "1.1"}


def channel_type(channel: str) -> str:
    """The kind of a conversation, told by the first letter of its id."""
    return {"D": "im", "G": "group"}.get(channel[:1], "channel")


def _place(post: Post) -> dict[str, Any]:
    return {"channel": post.channel, "channel_type": channel_type(post.channel)}


def _container(post: Post) -> dict[str, Any]:
    container = {"type": "message", "message_ts": post.ts, "channel_id": post.channel}
    thread = {"thread_ts": post.thread_ts} if post.thread_ts else {}
    return container | {"is_ephemeral": bool(post.seen_by)} | thread


def _view(view: View, deed: Deed) -> dict[str, Any]:
    return view.as_view(deed.team.id, APP, deed.team.bot_user)
