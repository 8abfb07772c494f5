"""The socket door: a connection that we open to Slack, and over which Slack speaks."""

from __future__ import annotations

import logging
import signal
import threading

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from bot.errors import Fault, NatoError
from bot.slack.app import Service

_TOKEN = "set it to an App-Level Token (xapp-…) with connections:write, and turn Socket Mode on"  # noqa: S105
_STOPPING = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


def connect(service: Service) -> SocketModeClient:
    """Open the socket; its own threads reopen it whenever it breaks.

    Raises NatoError where there is no app-level token or Slack refuses it.
    """
    if not service.settings.uses_socket:
        raise NatoError(Fault("SLACK_APP_TOKEN: is not set", _TOKEN))
    socket = SocketModeHandler(service.app, service.settings.app_token).client
    try:
        socket.connect()
    except SlackApiError as error:
        socket.close()
        raise NatoError(Fault(f"SLACK_APP_TOKEN: refused ({error.response.get('error')})", _TOKEN)) from error
    return socket


def work(service: Service) -> None:
    """Serve over the socket until told to stop, then answer what was acknowledged and return.

    SIGTERM or SIGINT stops; a second one ends the process at once. SIGHUP has the knowledge read anew.
    """
    # Blocked in every thread and waited for here: a handler could be left waiting for the main thread, which
    # no signal wakes that the system delivers to another thread.
    signal.pthread_sigmask(signal.SIG_BLOCK, (*_STOPPING, signal.SIGHUP))
    socket = connect(service)
    service.clock.start()
    log.info("connected")
    while signal.sigwait((*_STOPPING, signal.SIGHUP)) == signal.SIGHUP:
        threading.Thread(target=service.desk.library.renew, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    socket.close()
    service.drain()
