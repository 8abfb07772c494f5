"""A person's Home tab, looked at and clicked as people do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.workspace.views import View
from bot.workspace.workspace import USER, Workspace
from tests.slack.conftest import quotes_of
from tests.waiting import modal_of


@dataclass(frozen=True)
class Home:
    """What one person sees; each deed waits until the bot has put something new up."""

    workspace: Workspace
    user: str = USER

    @property
    def view(self) -> View:
        view = self.workspace.views.home(self.user)
        assert view is not None
        return view

    def open(self) -> Home:
        return self._after(lambda: self.workspace.open_home(self.user))

    def press(self, label: str) -> Home:
        """Click the button that shows these words, or that a screen reader calls so."""
        block, button = self.button(label)
        return self._after(
            lambda: self.workspace.click(self.view, button["action_id"], self.user, block["block_id"])
        )

    def ask(self, question: str) -> Home:
        return self._after(lambda: self.workspace.choose(self.view, "ask_here", question, self.user))

    def modal(self, deed: Callable[[], object]) -> View:
        """The modal that opens upon a deed."""
        deed()
        return modal_of(self.workspace, self.user)

    def button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        found = [
            (block, button)
            for block, button in self._buttons()
            if label in (button["text"]["text"], button.get("accessibility_label"))
        ]
        assert found, f"no {label!r} among {self.labels}"
        return found[0]

    @property
    def labels(self) -> list[str]:
        """What a screen reader calls the buttons, from top to bottom."""
        return [button.get("accessibility_label") or button["text"]["text"] for _, button in self._buttons()]

    @property
    def texts(self) -> list[str]:
        """Headings, paragraphs and small print, from top to bottom."""
        blocks = self.view.blocks
        told = [block["text"]["text"] for block in blocks if block["type"] in ("header", "section")]
        return told + [block["elements"][0]["text"] for block in blocks if block["type"] == "context"]

    @property
    def words(self) -> str:
        return "\n".join(self.texts)

    @property
    def quotes(self) -> list[str]:
        return quotes_of(self.view)

    def _buttons(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        return [
            (block, button)
            for block in self.view.blocks
            for button in (*block.get("elements", ()), block.get("accessory"))
            if button and button.get("type") == "button"
        ]

    def _after(self, deed: Callable[[], object]) -> Home:
        before = self._hash()
        deed()
        self.workspace.conversations.wait_for(lambda _: self._hash() != before)
        return self

    def _hash(self) -> str:
        """What every view has of its own that is put up."""
        view = self.workspace.views.home(self.user)
        return view.hash if view else ""


@pytest.fixture
def home(workspace: Workspace) -> Home:
    """The Home of the one who asks most."""
    return Home(workspace)
