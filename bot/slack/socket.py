"""The socket door: a connection that we open to Slack, and over which Slack speaks."""

from __future__ import annotations

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from bot.errors import Fault, NatoError
from bot.slack.app import Service

REMEDY = "set it to an App-Level Token (xapp-…) with connections:write, and turn Socket Mode on"
"""What to do about an app-level token that does not serve."""

_BETWEEN_LOOKS = 2.0
"""Seconds between two looks whether the socket is open; Slack may hang up without a word, as networks do."""


def connect(service: Service) -> SocketModeClient:
    """Open the socket; its own threads reopen it whenever it breaks.

    Raises NatoError where there is no app-level token or Slack refuses it.
    """
    if not service.settings.uses_socket:
        raise NatoError(Fault("SLACK_APP_TOKEN: is not set", REMEDY))
    socket = SocketModeHandler(service.app, service.settings.app_token, ping_interval=_BETWEEN_LOOKS).client
    try:
        socket.connect()
    except SlackApiError as error:
        socket.close()
        raise NatoError(Fault(f"SLACK_APP_TOKEN: refused ({error.response.get('error')})", REMEDY)) from error
    return socket
