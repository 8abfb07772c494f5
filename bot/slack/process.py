"""The bot as a process: its doors open until it is told to stop, and what was acknowledged answered after."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bot.knowledge.collector import settle
from bot.slack.app import Service
from bot.slack.installing import install_routes
from bot.slack.serving import open_port
from bot.slack.socket import connect
from bot.slack.web import host_routes, slack_routes
from bot.slack.wsgi import application

DRAINED_WITHIN = 9
"""Seconds; hosts kill ten seconds after SIGTERM what is still there."""

_STOPPING = (signal.SIGTERM, signal.SIGINT)
_HEARD = (*_STOPPING, signal.SIGHUP)

log = logging.getLogger(__name__)


def run(service: Service) -> None:
    """Serve until told to stop, then answer what was acknowledged and return.

    SIGTERM or SIGINT stops; a second one ends the process at once, and so does the time that hosts leave.
    SIGHUP has the knowledge read anew. Raises NatoError where a door cannot be opened.
    """
    # Blocked in every thread and waited for here: a handler could be left waiting for the main thread, which
    # no signal wakes that the system delivers to another thread.
    signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    with ExitStack() as stack:
        doors = stack.enter_context(ExitStack())
        doors.enter_context(opened(service))
        service.clock.start()
        settle()
        log.info("ready", extra={"port": service.settings.port, "socket": service.settings.uses_socket})
        while signal.sigwait(_HEARD) == signal.SIGHUP:
            threading.Thread(target=service.desk.library.renew, daemon=True).start()
        _end_at_once_when_told_again()
        service.health.draining = True
        log.info("stopping")
        doors.close()
        service.drain()


@contextmanager
def opened(service: Service) -> Iterator[None]:
    """The service's doors: Slack's socket or signed requests, and the port where the host asks how it is."""
    settings, routes = service.settings, host_routes(service)
    with ExitStack() as stack:
        if settings.uses_socket:
            socket = connect(service)
            stack.callback(socket.close)
            service.health.connected = socket.is_connected
        else:
            routes = {**routes, **slack_routes(service), **install_routes(service.flow)}
        if settings.port is not None:
            stack.callback(open_port(application(routes), settings.port).close)
        yield


def _end_at_once_when_told_again() -> None:
    for number in _STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    overdue = threading.Timer(DRAINED_WITHIN, _give_up)
    overdue.daemon = True
    overdue.start()


def _give_up() -> None:
    log.error("ended with work undone, since hosts leave ten seconds to stop in")
    logging.shutdown()
    os._exit(1)
