"""The Web API's methods that the bot uses: workspace and arguments in, the JSON of the reply out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.workspace.conversations import Post
from bot.workspace.limits import TEXT, UPDATED_TEXT, refusal
from bot.workspace.payloads import BOT_USER, TEAM

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

Arguments = Mapping[str, Any]
Reply = dict[str, Any]


def call(workspace: Workspace, method: str, token: str, arguments: Arguments) -> Reply:
    """The reply to a call of a method with a token."""
    if method not in _METHODS:
        return _refused("unknown_method")
    expected = workspace.app_token if method == "apps.connections.open" else workspace.bot_token
    if token != expected:
        return _refused("invalid_auth" if token else "not_authed")
    if method in workspace.limited:
        workspace.limited.remove(method)
        return _refused("ratelimited")
    if workspace.refusing.get(method):
        return _refused(workspace.refusing[method])
    return _METHODS[method](workspace, arguments)


def _auth_test(workspace: Workspace, _: Arguments) -> Reply:
    ids = {"team_id": TEAM, "user_id": BOT_USER, "bot_id": f"B{BOT_USER}"}
    return {"ok": True, "url": workspace.url, "team": "Stand-in", "user": "nato", **ids}


def _apps_connections_open(workspace: Workspace, _: Arguments) -> Reply:
    return {"ok": True, "url": workspace.socket.url}


def _chat_post_message(workspace: Workspace, arguments: Arguments) -> Reply:
    channel = str(arguments.get("channel") or "")
    error = _closed(workspace, channel) or refusal(arguments, TEXT)
    if error:
        return _refused(error)
    post = Post(channel, "", BOT_USER, arguments, str(arguments.get("thread_ts") or ""))
    return _posted(workspace.conversations.add(post))


def _chat_post_ephemeral(workspace: Workspace, arguments: Arguments) -> Reply:
    channel = str(arguments.get("channel") or "")
    error = _closed(workspace, channel) or refusal(arguments, TEXT)
    if error:
        return _refused(error)
    thread_ts = str(arguments.get("thread_ts") or "")
    post = Post(channel, "", BOT_USER, arguments, thread_ts, str(arguments["user"]))
    return {"ok": True, "message_ts": workspace.conversations.add(post).ts}


def _chat_update(workspace: Workspace, arguments: Arguments) -> Reply:
    posts = workspace.conversations.posts(str(arguments.get("channel")))
    post = next((post for post in posts if post.ts == arguments.get("ts")), None)
    if post is None or post.user != BOT_USER:
        return _refused("message_not_found" if post is None else "cant_update_message")
    error = refusal(arguments, UPDATED_TEXT)
    if error:
        return _refused(error)
    workspace.conversations.change(post.ts, arguments)
    return _posted(post)


def _conversations_replies(workspace: Workspace, arguments: Arguments) -> Reply:
    channel, ts = str(arguments.get("channel")), str(arguments.get("ts"))
    thread = workspace.conversations.thread(channel, ts)
    if _closed(workspace, channel) or not thread:
        return _refused(_closed(workspace, channel) or "thread_not_found")
    return _page([post for post in thread if _within(post, arguments)], arguments)


def _conversations_history(workspace: Workspace, arguments: Arguments) -> Reply:
    channel = str(arguments.get("channel"))
    if _closed(workspace, channel):
        return _refused(_closed(workspace, channel))
    posts = workspace.conversations.posts(channel)
    shown = [post for post in posts if not post.seen_by and not post.thread_ts and _within(post, arguments)]
    return _page(shown[::-1], arguments)


def _users_info(workspace: Workspace, arguments: Arguments) -> Reply:
    zone = workspace.zones.get(str(arguments.get("user")))
    if zone is None:
        return _refused("user_not_found")
    return {"ok": True, "user": {"id": arguments["user"], "tz": zone, "is_bot": False}}


def _conversations_open(_: Workspace, arguments: Arguments) -> Reply:
    return {"ok": True, "channel": {"id": f"D{arguments.get('users')}"}}


def _views_publish(_: Workspace, arguments: Arguments) -> Reply:
    return {"ok": True, "view": arguments.get("view")}


_METHODS: dict[str, Callable[[Workspace, Arguments], Reply]] = {
    "apps.connections.open": _apps_connections_open,
    "auth.test": _auth_test,
    "chat.postEphemeral": _chat_post_ephemeral,
    "chat.postMessage": _chat_post_message,
    "chat.update": _chat_update,
    "conversations.history": _conversations_history,
    "conversations.open": _conversations_open,
    "conversations.replies": _conversations_replies,
    "users.info": _users_info,
    "views.publish": _views_publish,
}


def _refused(error: str) -> Reply:
    return {"ok": False, "error": error}


def _posted(post: Post) -> Reply:
    return {"ok": True, "channel": post.channel, "ts": post.ts, "message": post.as_message(BOT_USER)}


def _closed(workspace: Workspace, channel: str) -> str:
    """Why the bot may neither read nor write in the channel; empty where it may."""
    if not channel:
        return "channel_not_found"
    return "not_in_channel" if channel in workspace.not_joined else ""


def _within(post: Post, arguments: Arguments) -> bool:
    oldest, latest = float(arguments.get("oldest") or 0), float(arguments.get("latest") or "inf")
    inclusive = str(arguments.get("inclusive", "")).lower() in ("1", "true")
    return oldest < float(post.ts) < latest or (inclusive and float(post.ts) in (oldest, latest))


def _page(posts: list[Post], arguments: Arguments) -> Reply:
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    full = str(arguments.get("include_all_metadata", "")).lower() in ("1", "true")
    messages = [_told(post, full) for post in posts[start : start + limit]]
    more = start + limit < len(posts)
    cursor = str(start + limit) if more else ""
    return {"ok": True, "messages": messages, "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _told(post: Post, full: bool) -> dict[str, Any]:
    """The post; what its metadata say, Slack tells only if asked."""
    told = post.as_message(BOT_USER)
    if "metadata" in told and not full:
        told["metadata"] = {"event_type": told["metadata"].get("event_type")}
    return told
