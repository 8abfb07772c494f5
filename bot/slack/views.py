"""Modals in front of people: opened at once, and filled once there is something to show."""

from __future__ import annotations

import logging
import time

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

_CLOSED = "not_found"
_PATIENCE = 5
_PAUSE = 0.3

log = logging.getLogger(__name__)


def open_view(client: WebClient, trigger_id: str, view: View) -> str:
    """Open a modal, and return its id. Raises SlackApiError, as where the click is over three seconds old."""
    return str(client.views_open(trigger_id=trigger_id, view=view)["view"]["id"])


def fill_view(client: WebClient, view_id: str, view: View) -> None:
    """Give a modal its contents, unless it was closed meanwhile. Raises SlackApiError for other refusals."""
    try:
        client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response.get("error") != _CLOSED:
            raise
        log.info("a modal was closed before it was filled")


def fill_pushed(client: WebClient, view: View) -> None:
    """Give a modal its contents that an acknowledgement has pushed, by the external id that both bear.

    Slack may hear of the contents before it has read the acknowledgement. Raises SlackApiError.
    """
    for left in range(_PATIENCE - 1, -1, -1):
        try:
            client.views_update(external_id=view.external_id, view=view)
        except SlackApiError as error:
            if error.response.get("error") != _CLOSED:
                raise
            if left:
                time.sleep(_PAUSE)
        else:
            return
    log.info("a modal was closed before it was filled")
