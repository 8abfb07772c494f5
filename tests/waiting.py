"""Waiting for what other threads do."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.workspace.conversations import Post
from bot.workspace.state import USER
from bot.workspace.views import View
from bot.workspace.workspace import Workspace

PATIENCE = 60.0
"""Seconds after which what has not come will not come."""


def wait_until(reached: Callable[[], bool]) -> None:
    """Look again and again until something is reached; the test fails where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > deadline:
            pytest.fail(f"not reached within {PATIENCE:.0f} seconds")
        time.sleep(0.01)


def said_after(workspace: Workspace, count: int, channel: str | None = None) -> Post:
    """What the bot says next, in a channel or anywhere, after so many posts of its own."""
    workspace.conversations.wait_for(lambda _: len(workspace.said(channel)) > count)
    return workspace.said(channel)[count]


def modal_of(workspace: Workspace, user: str = USER) -> View:
    """The modal that somebody has before them, once there is one."""
    workspace.conversations.wait_for(lambda _: bool(workspace.views.modals(user)))
    return workspace.views.modals(user)[-1]
