"""A thread in which the bot has answered."""

from __future__ import annotations

from bot.workspace.conversations import Post
from bot.workspace.workspace import CHANNEL
from tests.slack.conftest import Scene
from tests.waiting import said_after

FIRST = "When was the Harbour Safety Forum in Porto?"


def asked(scene: Scene, question: str = FIRST, channel: str = CHANNEL) -> Post:
    """The mention that the thread hangs from; the bot has answered it."""
    post = scene.workspace.mention(question, channel)
    said_after(scene.workspace, 0, channel)
    return post


def answers(scene: Scene, channel: str = CHANNEL) -> list[Post]:
    """What the bot said after its first answer."""
    scene.settle()
    return scene.workspace.said(channel)[1:]
