"""What the surfaces listen to, and what people could act on in vain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from slack_bolt import App

from bot.slack.app import SURFACES
from bot.slack.commands import Command
from bot.slack.desk import Desk
from bot.workspace.choices import elements


class Listeners:
    """Takes the place of the app, and notes what the surfaces listen to."""

    def __init__(self) -> None:
        self.events: set[str] = set()
        self.commands: set[str] = set()
        self.shortcuts: set[str] = set()
        self.menus: set[str] = set()
        self.views: set[str] = set()
        self.actions: list[re.Pattern[str]] = []
        for surface in SURFACES:
            surface.listen(cast(App, self), cast(Desk, None))

    def event(self, name: str, **_: object) -> Callable[[object], None]:
        self.events.add(name)
        return _ignore

    def use(self, heard: Command) -> None:
        self.commands.add(heard.command)

    def shortcut(self, callback_id: str) -> Callable[[object], None]:
        self.shortcuts.add(callback_id)
        return _ignore

    def options(self, action_id: str) -> Callable[[object], None]:
        self.menus.add(action_id)
        return _ignore

    def view(self, callback_id: str) -> Callable[[object], None]:
        self.views.add(callback_id)
        return _ignore

    def action(self, action_id: str | re.Pattern[str]) -> Callable[[object], None]:
        whole = re.compile(f"^{re.escape(action_id)}$") if isinstance(action_id, str) else action_id
        self.actions.append(whole)
        return _ignore

    def unheard(self, blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        """The action ids in the blocks of a post or a view that nobody listens to.

        What is typed or chosen in an input is told when its view is submitted, unless it asks for more.
        """
        silent = {
            block["block_id"]
            for block in blocks
            if block["type"] == "input" and not block.get("dispatch_action")
        }
        for block_id, element in elements(blocks):
            heard = block_id in silent or any(one.search(element["action_id"]) for one in self.actions)
            suggested = element["type"] != "external_select" or element["action_id"] in self.menus
            if not (heard and suggested):
                yield element["action_id"]

    def unheard_in(self, view: Mapping[str, Any]) -> Iterator[str]:
        """What nobody listens to in a view: action ids and, where it can be submitted, its callback id."""
        yield from self.unheard(view["blocks"])
        if view.get("submit") and view["callback_id"] not in self.views:
            yield view["callback_id"]


def _ignore(_: object) -> None:
    pass
