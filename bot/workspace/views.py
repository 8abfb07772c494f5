"""The modals that people have open, and their Home tabs."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.workspace.choices import Values, initial_values, with_block_ids

Body = Mapping[str, Any]

DEPTH = 3
"""So many modals may lie on each other."""


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home as it stands before a person; `hash` changes with each update.

    `body` is what was sent for it, its blocks with ids; `values` is what is filled in. `below` is the id of
    the modal that this one lies on.
    """

    id: str
    user: str
    hash: str
    body: Body
    values: Values
    below: str = ""
    root: str = ""

    @property
    def title(self) -> str:
        """The words at its top."""
        return str((self.body.get("title") or {}).get("text", ""))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks, each with an id."""
        return list(self.body["blocks"])

    def as_view(self, team: str, app: str, bot_user: str) -> dict[str, Any]:
        """The view as Slack tells it."""
        blank = {"title": None, "submit": None, "close": None, "callback_id": "", "private_metadata": ""}
        told = {"id": self.id, "hash": self.hash, "team_id": team, "app_id": app, "bot_id": f"B{bot_user}"}
        stack = {"root_view_id": self.root or self.id, "previous_view_id": self.below or None}
        return blank | dict(self.body) | told | stack | {"state": {"values": self.values}}


class Views:
    """All views; safe to use from several threads."""

    def __init__(self, changed: threading.Condition) -> None:
        self._modals: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._count = itertools.count(1)
        self._changed = changed

    def modals(self, user: str) -> list[View]:
        """The modals that a person has open, the uppermost last."""
        with self._changed:
            return list(self._modals.get(user, ()))

    def home(self, user: str) -> View | None:
        """The Home that a person sees, if the app has published one."""
        with self._changed:
            return self._homes.get(user)

    def found(self, view_id: str, external_id: str = "") -> View | None:
        """The view of that id, Slack's or the app's own."""
        with self._changed:
            views = [*self._homes.values(), *itertools.chain.from_iterable(self._modals.values())]
        for view in views:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        return None

    def open(self, user: str, body: Body) -> View:
        """Open a modal, on top of those that are open."""
        with self._changed:
            stack = self._modals.setdefault(user, [])
            below, root = (stack[-1].id, stack[0].id) if stack else ("", "")
            stack.append(replace(self._new(user, body), below=below, root=root))
            self._changed.notify_all()
            return stack[-1]

    def publish(self, user: str, body: Body) -> View:
        """Put up a person's Home."""
        with self._changed:
            old = self._homes.get(user)
            new = self._new(user, body)
            self._homes[user] = replace(new, id=old.id if old else new.id)
            self._changed.notify_all()
            return self._homes[user]

    def update(self, view: View, body: Body) -> View:
        """Give a view other contents; what is filled in under the same ids stays."""
        new = self._new(view.user, body)
        return self._replace(replace(new, id=view.id, below=view.below, root=view.root), keeping=view.values)

    def fill(self, view: View, values: Values) -> View:
        """Let these values be filled in."""
        return self._replace(replace(view, values=values))

    def close(self, user: str, view_id: str = "") -> None:
        """Take away a person's modal of that id with those above it, or all."""
        with self._changed:
            stack = self._modals.get(user, [])
            ids = [view.id for view in stack]
            del stack[ids.index(view_id) if view_id in ids else 0 :]
            self._changed.notify_all()

    def _new(self, user: str, body: Body) -> View:
        number = next(self._count)
        body = {**body, "blocks": with_block_ids(body["blocks"], f"v{number}-")}
        return View(f"V{number:04d}", user, f"hash-{number}", body, initial_values(body["blocks"]))

    def _replace(self, view: View, keeping: Values | None = None) -> View:
        if keeping:
            places = {block: set(values) for block, values in initial_values(view.blocks, empty=True).items()}
            kept = {
                block: {action: value for action, value in values.items() if action in places[block]}
                for block, values in keeping.items()
                if block in places
            }
            view = replace(view, values={**view.values, **kept})
        with self._changed:
            if self._homes.get(view.user, view).id == view.id and view.body.get("type") == "home":
                self._homes[view.user] = view
            stack = self._modals.get(view.user, [])
            stack[:] = [view if one.id == view.id else one for one in stack]
            self._changed.notify_all()
        return view
