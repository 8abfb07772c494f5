"""How a command is heard: before Bolt looks for its listener, which takes longer than many an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

Hear = Callable[[dict[str, Any], WebClient], BoltResponse]
"""What is responded to a command, by its payload and the client that acts in its workspace."""


class Command(Middleware):
    """Has a command heard, and lets all else pass."""

    def __init__(self, command: str, hear: Hear) -> None:
        self.command = command
        self._hear = hear

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], BoltResponse],  # noqa: A002
    ) -> BoltResponse:
        """Respond to the command, or go on as Bolt wants it."""
        heard = req.body.get("command") == self.command
        return self._hear(req.body, req.context.client) if heard else next()
