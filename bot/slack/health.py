"""How the bot is: whether it lives, and whether it can do its work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from bot.ledger.guard import Guard
from bot.ledger.schema import prove_writable
from bot.slack.library import Library


@dataclass
class Health:
    """The state of what the bot needs. Whoever asks is answered from memory and waits for nothing."""

    library: Library
    ledger: Engine
    guard: Guard
    connected: Callable[[], bool] | None = None
    """Whether Slack's socket is open; None where Slack comes to us."""
    draining: bool = False
    _writable: bool = field(default=True, init=False)

    def look(self, now: datetime, stopping: threading.Event) -> None:  # noqa: ARG002 - a job of the clock
        """See whether the ledger can be used; the clock tells the log where it cannot."""
        writable = False
        try:
            with self.ledger.begin() as connection:
                prove_writable(connection)
            writable = True
        finally:
            self._writable = writable
        self.guard.recover()  # else it would wait for questions, which nobody sends to what is not ready

    @property
    def _has_database(self) -> bool:
        return self._writable and not self.guard.fault

    @property
    def ready(self) -> bool:
        """Whether questions that come now will be answered, and nothing about them be forgotten."""
        return not self.draining and self._has_database and (self.connected is None or self.connected())

    def parts(self) -> dict[str, str]:
        """Each part's state in a few words; no part tells a path, an address or a token."""
        state = {
            "knowledge": "new files refused, the log says why" if self.library.fault else "loaded",
            "database": "open" if self._has_database else "cannot be used, the log says why",
        }
        if self.connected is not None:
            state["socket"] = "connected" if self.connected() else "not connected"
        return state | ({"process": "stopping"} if self.draining else {})
