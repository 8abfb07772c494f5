"""What stands in the workspace's channels, threads and direct messages."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.workspace.choices import with_block_ids

_PATIENCE = 10.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message as it stands in a conversation; `body` is all that was sent for it.

    `seen_by` is empty where all members of the channel see it, else the one person who does.
    """

    channel: str
    ts: str
    user: str
    body: Mapping[str, Any] = field(default_factory=dict)
    thread_ts: str = ""
    seen_by: str = ""

    @property
    def text(self) -> str:
        """The top-level text, with its markup."""
        return str(self.body.get("text") or "")

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks as sent."""
        return list(self.body.get("blocks") or [])

    def as_message(self, bot_user: str) -> dict[str, Any]:
        """The message as the Web API tells it."""
        told: dict[str, Any] = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        kept = {
            key: self.body[key] for key in ("metadata", "edited", "subtype", "bot_id") if key in self.body
        }
        if self.blocks:
            kept["blocks"] = with_block_ids(self.blocks)
        if self.thread_ts:
            told["thread_ts"] = self.thread_ts
        if self.user == bot_user:
            told["bot_id"], told["app_id"] = f"B{bot_user}", f"A{bot_user}"
        return told | kept


class Conversations:
    """All posts, in the order in which they came; safe to use from several threads."""

    def __init__(self, changed: threading.Condition) -> None:
        self._posts: list[Post] = []
        self._count = itertools.count(1)
        self._lock = changed

    def add(self, post: Post) -> Post:
        """Let the post stand, under the next timestamp."""
        with self._lock:
            stands = replace(post, ts=f"{int(time.time())}.{next(self._count):06d}")
            self._posts.append(stands)
            self._lock.notify_all()
            return stands

    def wait_for(self, come: Callable[[list[Post]], bool]) -> None:
        """Wait until the posts are as `come` says. Raises TimeoutError where they do not become so."""
        with self._lock:
            if not self._lock.wait_for(lambda: come(list(self._posts)), _PATIENCE):
                raise TimeoutError("what was waited for was never posted")

    def change(self, ts: str, body: Mapping[str, Any] | None) -> None:
        """Give a post another body, or take it away."""
        with self._lock:
            changed = [replace(post, body=body or {}) if post.ts == ts else post for post in self._posts]
            self._posts = [post for post in changed if post.ts != ts or body is not None]
            self._lock.notify_all()

    def posts(self, channel: str | None = None) -> list[Post]:
        """The posts of a channel, private ones included, or of all."""
        with self._lock:
            return [post for post in self._posts if channel in (None, post.channel)]

    def post(self, channel: str, ts: str) -> Post | None:
        """The post of that timestamp, if it stands in the channel."""
        return next((post for post in self.posts(channel) if post.ts == ts), None)

    def thread(self, channel: str, thread_ts: str) -> list[Post]:
        """A message and the replies to it, which all members see."""
        posts = self.posts(channel)
        return [post for post in posts if thread_ts in (post.ts, post.thread_ts) and not post.seen_by]
