"""A workspace: what people do in it reaches the app, and what the app does can be seen in it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.workspace.conversations import Conversations, Post
from bot.workspace.doors import Door, Kind, Receipt, SocketDoor
from bot.workspace.limits import refusal
from bot.workspace.payloads import (
    BOT_USER,
    app_mention,
    block_actions,
    event_callback,
    message_changed,
    message_event,
    slash_command,
)
from bot.workspace.server import listen

CHANNEL, DIRECT, USER = "C0001", "D0001", "U0001"
_USES = 5
"""So often an address given with a command or click may be used."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Web API: the method, its arguments, and the reply."""

    method: str
    arguments: Mapping[str, Any]
    reply: Mapping[str, Any]


@dataclass(slots=True)
class _Address:
    """What a response address stands for, and how often it may still be used."""

    channel: str
    user: str
    clicked: Post | None
    uses: int = _USES


class Workspace:
    """One workspace and its servers, open while the `with` block lasts.

    Set `door` before anything is to reach the app. `refusing` maps methods to the error they now answer with;
    methods in `limited` are turned away once each for their rate; calls of those in `dropping` do their work
    and get no reply; in channels `not_joined` the bot is no member; `zones` are people's time zones.
    """

    bot_token = "xoxb-stand-in"  # noqa: S105 - opens nothing
    app_token = "xapp-stand-in"  # noqa: S105

    def __init__(self) -> None:
        self.conversations = Conversations()
        self.calls: list[Call] = []
        self.refusing: dict[str, str] = {}
        self.limited: list[str] = []
        self.dropping: set[str] = set()
        self.not_joined: set[str] = set()
        self.zones: dict[str, str] = {USER: "Europe/Brussels"}
        self.expired = False
        self._addresses: dict[str, _Address] = {}
        self._count = itertools.count(1)

    def __enter__(self) -> Self:
        self._server = listen(self)
        self.socket = SocketDoor()
        self.door: Door = self.socket
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The base URL of the Web API, for SLACK_API_URL."""
        return f"{self._base}/api/"

    @property
    def _base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def command(self, text: str, channel: str = CHANNEL, user: str = USER) -> Receipt:
        """Somebody gives `/nato text`."""
        address = self._new_address(_Address(channel, user, None))
        return self._deliver("slash_commands", slash_command("/nato", text, channel, user, address))

    def write(self, text: str, channel: str = CHANNEL, thread_ts: str = "", **extra: Any) -> Post:
        """Somebody writes a message, as Slack would store it; the app hears it where it would."""
        post = Post(channel, "", extra.pop("user", USER), {"text": text, **extra}, thread_ts)
        post = self.conversations.add(post)
        if f"<@{BOT_USER}" in text and channel[0] != "D":
            self.send_event(app_mention(post))
        elif channel[0] == "D":
            self.send_event(message_event(post))
        return post

    def mention(self, text: str, channel: str = CHANNEL, thread_ts: str = "") -> Post:
        """Somebody mentions the bot, in a channel or in a thread."""
        return self.write(f"<@{BOT_USER}> {text}", channel, thread_ts)

    def edit(self, post: Post, text: str) -> None:
        """Somebody edits a post; Slack repeats the event of a mention, marked as edited."""
        self.conversations.change(post.ts, {"text": text, "edited": {"user": post.user, "ts": post.ts}})
        changed = next(found for found in self.conversations.posts(post.channel) if found.ts == post.ts)
        self.send_event(message_changed(changed))
        if f"<@{BOT_USER}" in text:
            self.send_event(app_mention(changed))

    def click(self, post: Post, action_id: str, user: str = USER) -> Receipt:
        """Somebody clicks a button of a post."""
        elements = [element for block in post.blocks for element in block.get("elements", [])]
        button = next(element for element in elements if element.get("action_id") == action_id)
        address = self._new_address(_Address(post.channel, user, post))
        return self._deliver("interactive", block_actions(post, button, user, address))

    def send_event(self, event: Mapping[str, Any], retry: int = 0) -> Receipt:
        """An event reaches the app, for the `retry`th time again."""
        return self._deliver("events_api", event_callback(event, f"Ev{next(self._count)}"), retry)

    def said(self, channel: str | None = None) -> list[Post]:
        """What the bot has said, to all or to one."""
        return [post for post in self.conversations.posts(channel) if post.user == BOT_USER]

    def called(self, method: str, arguments: Mapping[str, Any], reply: Mapping[str, Any]) -> None:
        """Record a call of the Web API."""
        self.calls.append(Call(method, arguments, reply))

    def respond(self, name: str, body: Mapping[str, Any]) -> tuple[int, str]:
        """What the address of a command or click answers to a body: HTTP status and text."""
        address = self._addresses.get(name)
        if address is None or self.expired or not address.uses:
            return 404, "expired_url" if address else "not_found"
        address.uses -= 1
        if body.get("delete_original"):
            if address.clicked:
                self.conversations.change(address.clicked.ts, None)
            return 200, "ok"
        error = refusal(body)
        if error:
            return 400, error
        self._stand(address, body)
        return 200, "ok"

    def _stand(self, address: _Address, body: Mapping[str, Any]) -> None:
        if address.clicked and body.get("replace_original"):
            self.conversations.change(address.clicked.ts, body)
            return
        seen_by = "" if body.get("response_type") == "in_channel" else address.user
        thread_ts = address.clicked.thread_ts if address.clicked else ""
        self.conversations.add(Post(address.channel, "", BOT_USER, body, thread_ts, seen_by))

    def _deliver(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0) -> Receipt:
        return self.door.deliver(kind, payload, retry)

    def _new_address(self, address: _Address) -> str:
        name = f"{next(self._count)}"
        self._addresses[name] = address
        return f"{self._base}/response/{name}"
