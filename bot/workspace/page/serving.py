"""A WSGI application on a port of loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

LOOPBACK = "127.0.0.1"


class _QuietHandler(WSGIRequestHandler):
    """Tells nobody about requests: what goes wrong is logged where it does."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - named by werkzeug
        """Say nothing."""


@contextmanager
def served(app: WSGIApplication, port: int = 0) -> Iterator[str]:
    """The address of the application while the block lasts: at that port, or where it is taken at another."""
    with _listening(port) as listening:
        server = make_server(
            LOOPBACK, 0, app, threaded=True, request_handler=_QuietHandler, fd=listening.fileno()
        )
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError:
        return socket.create_server((LOOPBACK, 0))
