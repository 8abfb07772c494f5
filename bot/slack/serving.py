"""The HTTP server: one port and a few threads, since hardly anything that is served here waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from waitress.server import TcpWSGIServer, create_server
from waitress.wasyncore import close_all, dispatcher

from bot.errors import Fault, NatoError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 4
"""Listeners wait for nothing but the ledger, which takes down what is owed, and a moment for an answer; more
threads take the interpreter from each other."""
LARGEST_BODY = 1_000_000
"""Bytes; Slack sends far less."""

_CONNECTIONS = 1000
_TOGETHER = 65_536
"""Bytes of a response up to which head and body are sent together, by the thread that listens; else whoever
answers sends one after the other, and at each loses the interpreter to other threads."""
_LAST_RESPONSES = 3
"""Seconds for requests that are being answered when the port closes."""


@dataclass(frozen=True, slots=True)
class Port:
    """An open port, and the thread that serves it."""

    number: int
    close: Callable[[], None]


def open_port(application: WSGIApplication, number: int, host: str = "0.0.0.0") -> Port:  # noqa: S104 - where hosts look
    """Serve a WSGI application on a port, or on any free one for the number 0, until it is closed.

    A request reaches the application once it is there as a whole: slow senders occupy no thread. Raises
    NatoError where the port cannot be had.
    """
    logging.getLogger("waitress").setLevel(logging.ERROR)
    connections: dict[int, Any] = {}
    try:
        server = create_server(
            application,
            host=host,
            port=number,
            map=connections,
            threads=THREADS,
            connection_limit=_CONNECTIONS,
            max_request_body_size=LARGEST_BODY,
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
    except OSError as error:
        what = f"PORT: {number} cannot be opened ({error.strerror})"
        raise NatoError(Fault(what, "give another, or end what listens there")) from error
    server.adj.send_bytes = _TOGETHER  # as an argument it warns, for a later release may do so of itself
    loop = threading.Thread(target=server.run, name="http", daemon=True)
    loop.start()
    return Port(server.effective_port, partial(_close, server, loop, connections))


def _close(server: TcpWSGIServer, loop: threading.Thread, connections: dict[int, Any]) -> None:
    """Take no more requests, send the responses to those under way, and end."""
    # In the loop's own thread: sockets must not vanish under its hands.
    server.trigger.pull_trigger(partial(dispatcher.close, server))
    server.task_dispatcher.shutdown(cancel_pending=False, timeout=_LAST_RESPONSES)
    if server.task_dispatcher.threads:
        return  # who answers even now finds the connections open, for as long as the process lives
    left: dict[int, Any] = {}
    server.trigger.pull_trigger(partial(_leave, connections, left))
    loop.join(_LAST_RESPONSES)
    # Only now: the trigger itself is among them, and may not be gone while it is pulled.
    close_all(left)


def _leave(connections: dict[int, Any], left: dict[int, Any]) -> None:
    """Send what is left to be sent, and take all connections out of the loop's hands, which then ends."""
    for connection in tuple(connections.values()):
        if connection.writable():
            connection.handle_write()
    left.update(connections)
    connections.clear()
