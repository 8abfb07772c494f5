"""What somebody sees of the workspace: the state that the page draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.workspace.conversations import Post
from bot.workspace.page.transcript import Transcript
from bot.workspace.state import USER, direct
from bot.workspace.views import View
from bot.workspace.workspace import Workspace

Picture = dict[str, Any]

ASKING, DIGESTS = "C0001", "C0002"
"""The channels: one to ask in, and one for digests."""
_TOPICS = {
    "asking": "A channel in which you and the bot are members",
    "digests": "The daily digest, of any day you like",
    "direct": "Direct messages: every message is a question",
}


def picture(workspace: Workspace, transcript: Transcript) -> Picture:
    """Channels, posts, modals, Home and suggested prompts, as the page's one user sees them."""
    posts = [post for post in workspace.conversations.posts() if post.seen_by in ("", USER)]
    home = workspace.views.home(USER)
    return {
        "me": USER,
        "bot": workspace.team.bot_user,
        "channels": [
            _channel("asking", ASKING, workspace),
            _channel("digests", DIGESTS, workspace),
            _channel("direct", direct(USER), workspace),
        ],
        "posts": [_post(post, workspace, transcript) for post in posts],
        "modals": [_view(view) for view in workspace.views.modals(USER)],
        "home": _view(home) if home else None,
        "prompts": workspace.prompts.get(direct(USER), []),
    }


def _channel(kind: str, channel: str, workspace: Workspace) -> Picture:
    name = "nato" if kind == "direct" else workspace.room(channel).name
    return {"id": channel, "kind": kind, "name": name, "topic": _TOPICS[kind]}


def _post(post: Post, workspace: Workspace, transcript: Transcript) -> Picture:
    told = post.as_message(workspace.team.bot_user)
    told |= {"channel": post.channel, "private": bool(post.seen_by)}
    if post.user == workspace.team.bot_user:
        told["chosen"] = workspace.chosen(post)
        told["exchange"] = transcript.behind(post.blocks)
    return told


def _view(view: View) -> Mapping[str, Any]:
    shown = ("type", "title", "submit", "close", "blocks")
    known = {key: view.body[key] for key in shown if key in view.body}
    return {"id": view.id, "hash": view.hash, "values": view.values, **known}
