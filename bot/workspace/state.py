"""What Slack's servers know of one workspace: what the Web API reads and changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.slack.installing import scopes_asked
from bot.workspace.conversations import Conversations, Post
from bot.workspace.handouts import Address, Clock, Handouts
from bot.workspace.limits import refusal
from bot.workspace.payloads import Team
from bot.workspace.troubles import RESPONSE_URL, Trouble, Troubles
from bot.workspace.views import Views

USER = "U0001"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Web API: the method, its arguments, and the reply."""

    method: str
    arguments: Mapping[str, Any]
    reply: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """A channel: private, or shared with another organisation; `members` besides the bot."""

    name: str
    private: bool = False
    shared: bool = False
    members: tuple[str, ...] = (USER,)


def direct(user: str) -> str:
    """The id of a person's conversation with the bot."""
    return f"D{user[1:]}"


_scopes = cache(scopes_asked)


class State:
    """A workspace as its servers hold it.

    In channels `not_joined` the bot is no member; `rooms` describes channels, of which any other is public
    and called by its id; `zones` are people's time zones. `prompts` are the questions suggested in a
    conversation, and `statuses` what the bot is said to be doing in a thread. `tokens` are the bot's valid
    ones, and `codes` those that OAuth exchanges for one; `scopes` are what they are good for. Links to
    messages begin with `site`.
    """

    app_token = "xapp-stand-in"  # noqa: S105 - opens nothing

    def __init__(self, team: Team) -> None:
        self.team = team
        self.bot_token = "xoxb-stand-in" if team == Team() else f"xoxb-{team.id}"
        self.tokens = {self.bot_token}
        self.site = f"https://{team.id.lower()}.slack.example/"
        self.codes: set[str] = set()
        self.scopes = set(_scopes())
        self.changed = threading.Condition(threading.RLock())
        self.conversations = Conversations(self.changed)
        self.views = Views(self.changed)
        self.clock = Clock()
        self.handouts = Handouts(self.clock)
        self.troubles = Troubles()
        self.calls: list[Call] = []
        self.not_joined: set[str] = set()
        self.rooms: dict[str, Room] = {}
        self.zones: dict[str, str] = {USER: "Europe/Brussels"}
        self.prompts: dict[str, list[Mapping[str, str]]] = {}
        self.statuses: dict[tuple[str, str], str] = {}

    def disturb(self, method: str, trouble: Trouble, times: int | None = None) -> None:
        """Let calls of the method go wrong, so many of them or all: see `troubles`."""
        self.troubles.order(method, trouble, times)

    def calm(self, method: str) -> None:
        """Let all be well with the method again."""
        self.troubles.end(method)

    def room(self, channel: str) -> Room:
        """What is known of a channel."""
        return self.rooms.get(channel) or Room(channel.lower(), private=channel[:1] == "G")

    def said(self, channel: str | None = None) -> list[Post]:
        """What the bot has said, to all or to one."""
        return [post for post in self.conversations.posts(channel) if post.user == self.team.bot_user]

    def called(self, method: str, arguments: Mapping[str, Any], reply: Mapping[str, Any]) -> None:
        """Record a call of the Web API."""
        with self.changed:
            self.calls.append(Call(method, arguments, reply))
            self.changed.notify_all()

    def respond(self, name: str, body: Mapping[str, Any]) -> tuple[int, str]:
        """What the address of a command or click answers to a body: HTTP status and text."""
        trouble = self.troubles.next(RESPONSE_URL)
        if trouble and trouble.error:
            return 404 if trouble.status == 200 else trouble.status, trouble.error
        address = self.handouts.use_address(name)
        if isinstance(address, str):
            return 404, address
        if body.get("delete_original"):
            if address.clicked:
                self.conversations.change(address.clicked.ts, None)
            return 200, "ok"
        error = refusal(body)
        if error:
            return 400, error
        self._stand(address, body)
        return 200, "ok"

    def take_reply(self, address: Address, body: Mapping[str, Any]) -> None:
        """Show what an app replied with its acknowledgement of a command, if anything.

        Raises ValueError where Slack would show an error instead.
        """
        error = refusal(body) if body else ""
        if error:
            raise ValueError(error)
        if body:
            self._stand(address, body)

    def _stand(self, address: Address, body: Mapping[str, Any]) -> None:
        if address.clicked and body.get("replace_original"):
            self.conversations.change(address.clicked.ts, body)
            return
        seen_by = "" if body.get("response_type") == "in_channel" else address.user
        thread_ts = str(body.get("thread_ts") or address.thread_ts)
        self.conversations.add(Post(address.channel, "", self.team.bot_user, body, thread_ts, seen_by))
