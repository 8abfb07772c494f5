"""A channel's settings, opened, saved and looked at as people do."""

from __future__ import annotations

from typing import Any

from bot.workspace.conversations import Post
from bot.workspace.views import View
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.conftest import Scene
from tests.waiting import modal_of, said_after

QUESTION = "who chaired the forum?"


def form_of(scene: Scene, channel: str = CHANNEL, user: str = USER) -> View:
    """The settings of a channel, as somebody opens them."""
    scene.workspace.command("settings", channel, user)
    return modal_of(scene.workspace, user)


def save(scene: Scene, channel: str = CHANNEL, **wanted: str) -> None:
    """Save the channel's settings, and wait until that is confirmed."""
    before = len(scene.workspace.said(channel))
    assert scene.workspace.submit(form_of(scene, channel), wanted).status == 200
    said_after(scene.workspace, before, channel)


def said_since(scene: Scene, channel: str = CHANNEL) -> list[Post]:
    """What the bot has said in the channel since its settings were saved."""
    scene.settle()
    return scene.workspace.said(channel)[1:]


def values_of(view: View) -> dict[str, Any]:
    """What the fields of the form hold."""
    return {
        name: (element.get("selected_option") or {}).get("value")
        or element.get("selected_time")
        or element.get("value")
        for elements in view.values.values()
        for name, element in elements.items()
    }
