"""The Web API's methods that post, change and tell messages."""

from __future__ import annotations

from typing import Any

from bot.workspace.conversations import Post
from bot.workspace.limits import TEXT, UPDATED_TEXT, refusal
from bot.workspace.replies import Arguments, Reply, closed, refused
from bot.workspace.state import State, direct


def post_message(state: State, arguments: Arguments) -> Reply:
    """chat.postMessage; a person's id stands for the conversation with that person."""
    channel = str(arguments.get("channel") or "")
    channel = direct(channel) if channel[:1] == "U" else channel
    error = closed(state, channel) or refusal(arguments, TEXT)
    if error:
        return refused(error)
    post = Post(channel, "", state.team.bot_user, arguments, str(arguments.get("thread_ts") or ""))
    return _posted(state, state.conversations.add(post))


def post_ephemeral(state: State, arguments: Arguments) -> Reply:
    """chat.postEphemeral."""
    channel = str(arguments.get("channel") or "")
    error = closed(state, channel) or refusal(arguments, TEXT)
    if error:
        return refused(error)
    thread_ts = str(arguments.get("thread_ts") or "")
    post = Post(channel, "", state.team.bot_user, arguments, thread_ts, str(arguments["user"]))
    return {"ok": True, "message_ts": state.conversations.add(post).ts}


def update(state: State, arguments: Arguments) -> Reply:
    """chat.update, which leaves a message without the blocks that it is not given anew."""
    post = state.conversations.post(str(arguments.get("channel")), str(arguments.get("ts")))
    if post is None or post.seen_by or post.user != state.team.bot_user:
        return refused("cant_update_message" if post and not post.seen_by else "message_not_found")
    error = refusal(arguments, UPDATED_TEXT)
    if error:
        return refused(error)
    state.conversations.change(post.ts, arguments)
    return _posted(state, post)


def delete(state: State, arguments: Arguments) -> Reply:
    """chat.delete."""
    post = state.conversations.post(str(arguments.get("channel")), str(arguments.get("ts")))
    if post is None or post.seen_by or post.user != state.team.bot_user:
        return refused("cant_delete_message" if post and not post.seen_by else "message_not_found")
    state.conversations.change(post.ts, None)
    return {"ok": True, "channel": post.channel, "ts": post.ts}


def permalink(state: State, arguments: Arguments) -> Reply:
    """chat.getPermalink."""
    channel, ts = str(arguments.get("channel") or ""), str(arguments.get("message_ts"))
    error = closed(state, channel)
    if error or state.conversations.post(channel, ts) is None:
        return refused(error or "message_not_found")
    address = f"{state.site}archives/{channel}/p{ts.replace('.', '')}"
    return {"ok": True, "channel": channel, "permalink": address}


def replies(state: State, arguments: Arguments) -> Reply:
    """conversations.replies."""
    channel, ts = str(arguments.get("channel")), str(arguments.get("ts"))
    thread = state.conversations.thread(channel, ts)
    if closed(state, channel) or not thread:
        return refused(closed(state, channel) or "thread_not_found")
    return _page(state, [post for post in thread if _within(post, arguments)], arguments)


def history(state: State, arguments: Arguments) -> Reply:
    """conversations.history."""
    channel = str(arguments.get("channel"))
    if closed(state, channel):
        return refused(closed(state, channel))
    posts = state.conversations.posts(channel)
    shown = [post for post in posts if not post.seen_by and not post.thread_ts and _within(post, arguments)]
    return _page(state, shown[::-1], arguments)


def _posted(state: State, post: Post) -> Reply:
    message = post.as_message(state.team.bot_user)
    return {"ok": True, "channel": post.channel, "ts": post.ts, "message": message}


def _within(post: Post, arguments: Arguments) -> bool:
    oldest, latest = float(arguments.get("oldest") or 0), float(arguments.get("latest") or "inf")
    inclusive = str(arguments.get("inclusive", "")).lower() in ("1", "true")
    return oldest < float(post.ts) < latest or (inclusive and float(post.ts) in (oldest, latest))


def _page(state: State, posts: list[Post], arguments: Arguments) -> Reply:
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    full = str(arguments.get("include_all_metadata", "")).lower() in ("1", "true")
    messages = [_told(state, post, full) for post in posts[start : start + limit]]
    more = start + limit < len(posts)
    cursor = str(start + limit) if more else ""
    return {"ok": True, "messages": messages, "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _told(state: State, post: Post, full: bool) -> dict[str, Any]:
    """The post; what its metadata say, Slack tells only if asked."""
    told = post.as_message(state.team.bot_user)
    if "metadata" in told and not full:
        told["metadata"] = {"event_type": told["metadata"].get("event_type")}
    return told
