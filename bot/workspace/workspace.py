"""A workspace: what people do in it reaches the app, and what the app does can be seen in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any, Self

from bot.workspace import modals, payloads
from bot.workspace.choices import Choice, Values, action, chosen_in, element, initial_values, keeps
from bot.workspace.conversations import Post
from bot.workspace.doors import Door, Kind, Receipt, SocketDoor
from bot.workspace.handouts import Address
from bot.workspace.payloads import APP, BOT_USER, Deed, Team
from bot.workspace.servers import Servers
from bot.workspace.state import USER, State, direct
from bot.workspace.views import View

__all__ = ["CHANNEL", "DIRECT", "USER", "Workspace"]

CHANNEL, DIRECT = "C0001", direct(USER)
_event_ids = itertools.count(1)


class Workspace(State):
    """One workspace and its servers, open while the `with` block lasts.

    Set `door` before anything is to reach the app.
    """

    def __init__(self, team: Team | None = None, servers: Servers | None = None) -> None:
        super().__init__(team or Team())
        self._servers = servers
        self._chosen: dict[str, dict[str, dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        self._servers = self._servers or Servers()
        self._servers.workspaces[self.team.id] = self
        return self

    def __exit__(self, *_: object) -> None:
        self.servers.close()

    @property
    def servers(self) -> Servers:
        """The servers, which other workspaces may share."""
        if self._servers is None:
            raise RuntimeError("a workspace is open only in its with block")
        return self._servers

    @property
    def socket(self) -> SocketDoor:
        """The socket that an app may open."""
        return self.servers.socket

    @property
    def door(self) -> Door:
        """How the app is reached."""
        return self.servers.door

    @door.setter
    def door(self, door: Door) -> None:
        self.servers.door = door

    @property
    def url(self) -> str:
        """The base URL of the Web API, for SLACK_API_URL."""
        return f"{self.servers.address}/api/"

    def beside(self, team_id: str) -> Workspace:
        """Another workspace on the same servers, in which the app is not installed yet."""
        other = Workspace(Team(team_id, f"{BOT_USER}{team_id}"), self.servers)
        other.tokens.clear()
        self.servers.workspaces[team_id] = other
        return other

    def command(self, text: str, channel: str = CHANNEL, user: str = USER) -> Receipt:
        """Somebody gives `/nato text`; what the app replies with its acknowledgement stands in the channel.

        Raises ValueError where Slack would not show that.
        """
        address = Address(channel, user)
        deed = self._deed(user, address)
        receipt = self.deliver("slash_commands", payloads.slash_command("/nato", text, channel, deed))
        self.take_reply(address, receipt.replied)
        return receipt

    def write(self, text: str, channel: str = CHANNEL, thread_ts: str = "", **extra: Any) -> Post:
        """Somebody writes a message, as Slack would store it; the app hears it where it would."""
        post = Post(channel, "", extra.pop("user", USER), {"text": text, **extra}, thread_ts)
        post = self.conversations.add(post)
        self._tell(post)
        return post

    def mention(self, text: str, channel: str = CHANNEL, thread_ts: str = "", user: str = USER) -> Post:
        """Somebody mentions the bot, in a channel or in a thread."""
        return self.write(f"<@{self.team.bot_user}> {text}", channel, thread_ts, user=user)

    def edit(self, post: Post, text: str) -> Post:
        """Somebody edits a post; Slack repeats the event of a mention, marked as edited."""
        self.conversations.change(post.ts, {"text": text, "edited": {"user": post.user, "ts": post.ts}})
        changed = self.conversations.post(post.channel, post.ts) or post
        if post.channel not in self.not_joined:
            self.send_event(payloads.message_changed(changed, post, self.team))
        if self._is_mention(changed):
            self.send_event(payloads.app_mention(changed, self.team))
        return changed

    def delete(self, post: Post) -> None:
        """Somebody deletes a post."""
        self.conversations.change(post.ts, None)
        if post.channel not in self.not_joined:
            self.send_event(payloads.message_deleted(post, self.team))

    def click(self, surface: Post | View, action_id: str, user: str = USER, block_id: str = "") -> Receipt:
        """Somebody clicks a button of a post, a modal or the Home. Raises LookupError where there is none."""
        return self.choose(surface, action_id, None, user, block_id)

    def choose(
        self,
        surface: Post | View,
        action_id: str,
        choice: Choice,
        user: str = USER,
        block_id: str = "",
    ) -> Receipt:
        """Somebody chooses in a select, a menu, boxes or feedback buttons; None is a click on a button.

        Raises LookupError where the surface has no such element, or the element offers no such choice.
        """
        block_id, one = element(surface.blocks, action_id, block_id)
        told = action(block_id, one, choice)
        if isinstance(surface, View):
            surface = modals.fill(self, surface, [(block_id, action_id, choice)]) if keeps(one) else surface
            deed = self._deed(surface.user, in_modal=surface.body["type"] == "modal")
            return self.deliver("interactive", payloads.view_actions(surface, told, deed))
        values = self._chosen.setdefault(surface.ts, initial_values(surface.blocks))
        if keeps(one):
            values.setdefault(block_id, {})[action_id] = chosen_in(one, choice)
        deed = self._deed(user, Address(surface.channel, user, surface, surface.thread_ts))
        return self.deliver("interactive", payloads.message_actions(surface, told, deed, values))

    def chosen(self, post: Post) -> Values:
        """What is chosen in the selects and boxes of a post."""
        return self._chosen.get(post.ts) or initial_values(post.blocks)

    def suggest(
        self, surface: Post | View, action_id: str, typed: str, user: str = USER
    ) -> list[Mapping[str, Any]]:
        """Somebody types into a select whose options the app knows: the options that it suggests.

        Raises ValueError where Slack would not show them.
        """
        block_id, one = element(surface.blocks, action_id)
        if len(typed) < one.get("min_query_length", 3):
            return []
        asked = payloads.suggestion_asked(surface, (block_id, action_id), typed, self._deed(user))
        return modals.suggested(self.deliver("interactive", asked))

    def submit(self, view: View, answers: Mapping[str, Choice] | None = None) -> Receipt:
        """Somebody fills a modal in, by action ids, and submits it: see `submit_filled`."""
        return self.submit_filled(view, [("", action, choice) for action, choice in (answers or {}).items()])

    def submit_filled(self, view: View, answers: Iterable[modals.Answer]) -> Receipt:
        """Somebody fills a modal in and submits it; `replied` of the receipt tells errors.

        Raises ValueError where a field that must be filled in is not, and LookupError where there is no such
        field or choice.
        """
        filled = modals.fill(self, view, answers)
        modals.require(filled)
        deed = self._deed(view.user, in_modal=True)
        addresses = modals.response_addresses(filled)
        urls = [{**place, "response_url": self._address(address)} for place, address in addresses]
        receipt = self.deliver("interactive", payloads.view_submission(filled, deed, urls))
        modals.follow(self, filled, receipt)
        return receipt

    def close(self, view: View) -> None:
        """Somebody closes a modal; the app hears it where it asked to."""
        self.views.close(view.user, view.id)
        if view.body.get("notify_on_close"):
            closed = payloads.view_closed(view, self._deed(view.user), all_of_them=False)
            self.deliver("interactive", closed)

    def message_shortcut(self, post: Post, callback_id: str, user: str = USER) -> Receipt:
        """Somebody calls a shortcut from the menu of a post."""
        deed = self._deed(user, Address(post.channel, user, post, post.thread_ts))
        return self.deliver("interactive", payloads.message_shortcut(post, callback_id, deed))

    def shortcut(self, callback_id: str, user: str = USER) -> Receipt:
        """Somebody calls a shortcut from anywhere."""
        return self.deliver("interactive", payloads.global_shortcut(callback_id, self._deed(user)))

    def open_home(self, user: str = USER, tab: str = "home") -> Receipt:
        """Somebody opens the app's own page, on its tab "home" or "messages"."""
        home = self.views.home(user)
        told = home.as_view(self.team.id, APP, self.team.bot_user) if home else None
        return self.send_event(payloads.app_home_opened(user, direct(user), tab, told))

    def uninstall(self) -> None:
        """Somebody removes the app from the workspace: its tokens open nothing any more."""
        self.tokens.clear()
        self.send_event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.team.bot_user]}})
        self.send_event({"type": "app_uninstalled"})

    def send_event(self, event: Mapping[str, Any], retry: int = 0) -> Receipt:
        """An event reaches the app, for the `retry`th time again."""
        room = self.rooms.get(str(event.get("channel")))
        shared = room is not None and room.shared
        callback = payloads.event_callback(event, f"Ev{next(_event_ids)}", self.team, shared=shared)
        return self.deliver("events_api", callback, retry)

    def deliver(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0) -> Receipt:
        """A payload reaches the app at its door."""
        return self.door.deliver(kind, payload, retry)

    def _tell(self, post: Post) -> None:
        if self._is_mention(post):
            self.send_event(payloads.app_mention(post, self.team))
        if post.channel not in self.not_joined:
            parent = self.conversations.post(post.channel, post.thread_ts) if post.thread_ts else None
            parent_user = parent.user if parent else ""
            self.send_event(payloads.message_event(post, self.team, parent_user))

    def _is_mention(self, post: Post) -> bool:
        return f"<@{self.team.bot_user}" in post.text and post.channel[0] != "D"

    def _deed(self, user: str, address: Address | None = None, *, in_modal: bool = False) -> Deed:
        trigger = self.handouts.new_trigger(user, in_modal=in_modal)
        return Deed(self.team, user, trigger, self._address(address) if address else "")

    def _address(self, address: Address) -> str:
        name = self.handouts.new_address(address)
        return f"{self.servers.address}/response/{self.team.id}/{name}"
