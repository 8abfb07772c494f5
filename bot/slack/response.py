"""The response to a command: its answer, where that is ready at once, else the bare acknowledgement."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from threading import Event, Lock
from typing import Any

import msgspec

from bot.show.blocks import Message

PATIENCE = 1.0
"""Seconds that an acknowledgement, for which Slack allows three, waits for the answer."""

SPARED = 5.0
"""Seconds for which none waits after one has waited in vain: nobody's command is held up by slow answers."""

QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
"""Quotes stand as they are: nothing is unfurled, formatted or linked."""

Content = dict[str, Any]
"""A message as Slack takes it in a response."""


def content_of(message: Message, response_type: str, thread_ts: str = "") -> Content:
    """A message as it goes into the response to a command, or to the address that Slack gave."""
    return {
        "text": message.text,
        "blocks": message.blocks,
        "response_type": response_type,
        "replace_original": False,
        **({"thread_ts": thread_ts} if thread_ts else {}),
        **QUIET,
    }


def body_of(content: Content) -> str:
    """The content as the body of a response."""
    return msgspec.json.encode(content).decode()


class Response:
    """What goes back with an acknowledgement. The first of `fill` and `close` decides, whoever calls it."""

    def __init__(self) -> None:
        self._content: Content | None = None
        self._lock = Lock()
        self._decided = Event()

    def fill(self, content: Content) -> bool:
        """Whether the content goes back; False where that is decided, so that it must go elsewhere."""
        with self._lock:
            if self._decided.is_set():
                return False
            self._content = content
            self._decided.set()
            return True

    def close(self) -> Content | None:
        """What goes back; from here on nothing else does."""
        with self._lock:
            if not self._decided.is_set():
                self._decided.set()
            return self._content

    def wait(self, seconds: float) -> bool:
        """Whether it is decided, within so many seconds, what goes back."""
        return self._decided.wait(seconds)


_open: ContextVar[Response | None] = ContextVar("response", default=None)


def respond(content: Content) -> bool:
    """Whether the content goes back with the acknowledgement of the command for which this is done."""
    response = _open.get()
    return response is not None and response.fill(content)


def finish() -> None:
    """Let the command's acknowledgement wait no longer, since all is done that was to be done for it."""
    response = _open.get()
    if response:
        response.close()


class Responses:
    """Lets acknowledgements wait for answers, for `patience` seconds at most. `now` is in seconds."""

    def __init__(self, patience: float = PATIENCE, now: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._now = now
        self._spared_until = float("-inf")

    def collect(self, begin: Callable[[], bool]) -> Content | None:
        """What goes back with a command's acknowledgement: the reply, where it comes soon enough.

        `begin` has the work begun that ends in a reply; False where there is nothing to wait for.
        """
        response = Response()
        token = _open.set(response)
        try:
            begun = begin()
        finally:
            _open.reset(token)
        if begun and self._now() >= self._spared_until and not response.wait(self._patience):
            self._spared_until = self._now() + SPARED
        return response.close()
