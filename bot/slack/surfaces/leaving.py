"""The end: the app leaves a workspace, and nothing of the workspace is kept."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.ledger.installations import forget_departed, forget_workspace
from bot.slack.desk import Desk
from bot.slack.origin import workspace_of
from bot.slack.work import work

UNDER_WAY = timedelta(minutes=10)
"""After this long, nothing is under way any more that began before the end."""

log = logging.getLogger(__name__)


def forget_rest(desk: Desk, now: datetime, stopping: threading.Event) -> None:  # noqa: ARG001 - a job of the clock
    """Forget what was written of workspaces while they were left, by answers that were under way."""
    forget_departed(desk.ledger, (now - UNDER_WAY).timestamp())


def listen(app: App, desk: Desk) -> None:
    """Hear of the end."""
    app.event("app_uninstalled")(partial(_on_end, desk))
    app.event("tokens_revoked")(partial(_on_revocation, desk))


def _on_revocation(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """The bot's own token ends it; tokens of people are none of ours."""
    if body["event"]["tokens"].get("bot"):
        _on_end(desk, body, client)


def _on_end(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    ended_by = int(body["event_time"]) + 1  # Slack counts whole seconds
    work(desk, body, client, partial(_forget, desk, workspace_of(body), ended_by))


def _forget(desk: Desk, workspace: str, left_at: float) -> None:
    """Forget the workspace, unless Slack tells of an end before a new beginning."""
    desk.daybook.enter()
    gone = forget_workspace(desk.ledger, workspace, left_at)
    desk.choices.forget(workspace)
    log.info("a workspace was forgotten" if gone else "a workspace came back", extra={"workspace": workspace})
