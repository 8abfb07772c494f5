"""What Slack sends to an app when people give commands, write and click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.workspace.conversations import Post

TEAM = "T0001"
APP = "A0001"
BOT_USER = "UNATO"


def slash_command(command: str, text: str, channel: str, user: str, response_url: str) -> dict[str, str]:
    """The fields of a command's form."""
    return {
        "command": command,
        "text": text,
        "response_url": response_url,
        "trigger_id": "1.1.trigger",
        "user_id": user,
        "team_id": TEAM,
        "team_domain": "stand-in",
        "channel_id": channel,
        "channel_name": channel.lower(),
        "api_app_id": APP,
        "is_enterprise_install": "false",
    }


def event_callback(event: Mapping[str, Any], event_id: str) -> dict[str, Any]:
    """The envelope of an event."""
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event_id": event_id,
        "event_time": 1,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        "event": dict(event),
    }


def app_mention(post: Post) -> dict[str, Any]:
    """The event of a post that mentions the app."""
    return post.as_message(BOT_USER) | {"type": "app_mention", "channel": post.channel}


def message_event(post: Post) -> dict[str, Any]:
    """The event of a post in a conversation that the app listens to."""
    return post.as_message(BOT_USER) | {"channel": post.channel, "channel_type": channel_type(post.channel)}


def message_changed(post: Post) -> dict[str, Any]:
    """The event of an edit: the post as it stands now, nested."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": post.channel,
        "channel_type": channel_type(post.channel),
        "ts": f"{post.ts}9",
        "message": post.as_message(BOT_USER),
    }


def block_actions(post: Post, action: Mapping[str, Any], user: str, response_url: str) -> dict[str, Any]:
    """The payload of a click on an element of a post."""
    container: dict[str, Any] = {"type": "message", "message_ts": post.ts, "channel_id": post.channel}
    container["is_ephemeral"] = bool(post.seen_by)
    container |= {"thread_ts": post.thread_ts} if post.thread_ts else {}
    payload = {
        "type": "block_actions",
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM, "domain": "stand-in"},
        "channel": {"id": post.channel, "name": post.channel.lower()},
        "api_app_id": APP,
        "trigger_id": "1.1.trigger",
        "container": container,
        "response_url": response_url,
        "actions": [{**action, "action_ts": "1.1", "block_id": "b1"}],
    }
    return payload if post.seen_by else payload | {"message": post.as_message(BOT_USER)}


def channel_type(channel: str) -> str:
    """The kind of a conversation, told by the first letter of its id."""
    return {"D": "im", "G": "group"}.get(channel[:1], "channel")
