"""What goes wrong at Slack or on the way there, as somebody orders it for a method of the Web API."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Literal

RESPONSE_URL = "response_url"
"""Stands for the addresses given with commands and clicks, where a method is named."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """How a call goes wrong: an error in its reply, an HTTP status, or a connection that breaks.

    A connection breaks `before` the call had its effect, or `after`. With `until`, nothing is done before
    that event is set.
    """

    error: str = ""
    status: int = 200
    retry_after: int = 0
    breaks: Literal["", "before", "after"] = ""
    until: threading.Event | None = None


def refused(error: str) -> Trouble:
    """The call is refused with Slack's error."""
    return Trouble(error)


def limited(retry_after: int = 1) -> Trouble:
    """The call is over the rate: it may be repeated after so many seconds."""
    return Trouble("ratelimited", 429, retry_after)


def broken(status: int = 503) -> Trouble:
    """Slack answers with a fault of its own."""
    return Trouble("internal_error", status)


def dropped_before() -> Trouble:
    """The connection breaks before the call has any effect."""
    return Trouble(breaks="before")


def dropped_after() -> Trouble:
    """The call does its work, and then the connection breaks."""
    return Trouble(breaks="after")


def held(until: threading.Event) -> Trouble:
    """Slack takes its time: the call waits for the event."""
    return Trouble(until=until)


class Troubles:
    """The troubles ordered, by method; each is met so many times, or until it is over."""

    def __init__(self) -> None:
        self._ordered: dict[str, deque[Trouble]] = {}
        self._lasting: dict[str, Trouble] = {}
        self._lock = threading.Lock()

    def order(self, method: str, trouble: Trouble, times: int | None = None) -> None:
        """Let calls of the method meet the trouble, so many of them or all."""
        with self._lock:
            if times is None:
                self._lasting[method] = trouble
            else:
                self._ordered.setdefault(method, deque()).extend([trouble] * times)

    def end(self, method: str) -> None:
        """Let all be well with the method."""
        with self._lock:
            self._ordered.pop(method, None)
            self._lasting.pop(method, None)

    def next(self, method: str) -> Trouble | None:
        """The trouble that this call meets."""
        with self._lock:
            waiting = self._ordered.get(method)
            return waiting.popleft() if waiting else self._lasting.get(method)
