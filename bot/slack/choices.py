"""What workspaces have set, in memory: no question waits for the ledger to hear how it is to be answered."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from bot.ledger.workspaces import Choices

FRESH = 10.0
"""Seconds after which the ledger is read again: by then, what was set in another process holds here."""

_WORKSPACES = 1000
"""Of so many it is remembered what they have set, those that were read last."""


@dataclass(frozen=True, slots=True)
class _Known:
    choices: Choices
    since: float


class ChoicesRead:
    """What was read of workspaces' choices of late; what is set in this process holds at once.

    `now` is in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._changes = 0
        self._lock = Lock()

    def of(self, workspace: str) -> Choices | None:
        """The workspace's choices; None where they are to be read."""
        known = self._known.get(workspace)
        return known.choices if known and self._now() - known.since < FRESH else None

    def renewed(self, workspace: str, read: Callable[[], Choices]) -> Choices:
        """The workspace's choices as `read` gives them; remembered, unless they were changed meanwhile."""
        with self._lock:
            since, changes = self._now(), self._changes
        choices = read()
        with self._lock:
            if changes == self._changes:
                self._known.pop(workspace, None)
                self._known[workspace] = _Known(choices, since)
                if len(self._known) > _WORKSPACES:
                    self._known.popitem(last=False)
        return choices

    def forget(self, workspace: str) -> None:
        """Take note that the workspace's choices were changed."""
        with self._lock:
            self._changes += 1
            self._known.pop(workspace, None)
