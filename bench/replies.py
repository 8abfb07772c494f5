"""The addresses of replies, as Slack gives them with commands."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Self

from bench.connections import Run
from bot.slack.serving import open_port

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

PATIENCE = 60.0
"""Seconds to wait for replies."""


class Replies:
    """A server that takes replies, and remembers when each came, by the path of its address."""

    def __init__(self) -> None:
        self._came: defaultdict[str, list[float]] = defaultdict(list)
        self._count = 0
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        self._port = open_port(self._take, 0, "127.0.0.1")
        self.url = f"http://127.0.0.1:{self._port.number}"
        return self

    def __exit__(self, *_: object) -> None:
        self._port.close()

    @property
    def came(self) -> Mapping[str, list[float]]:
        """When replies came (`time.perf_counter`), by path."""
        return self._came

    def forget(self) -> None:
        """Forget what came."""
        with self._changed:
            self._came.clear()

    def wait_for(self, more: int, send: Callable[[], Run]) -> Run:
        """Send commands, then wait for so many replies, with their acknowledgements or here.

        Raises TimeoutError where they do not come.
        """
        with self._changed:
            expected = self._count + more
        run = send()
        expected -= run.answered
        with self._changed:
            if not self._changed.wait_for(lambda: self._count >= expected, PATIENCE):
                raise TimeoutError(f"{expected - self._count} replies are missing")
        return run

    def _take(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "2")])
        with self._changed:
            self._came[environ["PATH_INFO"]].append(time.perf_counter())
            self._count += 1
            self._changed.notify_all()
        return [b"ok"]
