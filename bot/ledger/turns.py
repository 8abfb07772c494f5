"""Turns: one after the other, in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """Lets one at a time do something; nobody who comes later is served sooner."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for one's turn, so many seconds at most; whether it came. Who has it must give it on."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._lock:
            if mine.is_set():  # at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def give_on(self) -> None:
        """End one's turn: it is that of whoever has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
