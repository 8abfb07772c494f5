"""The Messages tab of the app: questions to begin with, which the knowledge at hand answers."""

from __future__ import annotations

import logging
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.show.modals import LOOKING
from bot.slack.desk import Desk
from bot.slack.help import examples
from bot.slack.work import work_unasked

MOST_PROMPTS = 4
_IMPATIENT = 2
"""Seconds to wait for Slack to show that an answer is coming: the answer itself is not to wait for that."""
_TITLE = "For example"

log = logging.getLogger(__name__)


def listen(app: App, desk: Desk) -> None:
    """Hear that the tab is opened."""
    app.event("app_home_opened", matchers=[_is_messages])(partial(_on_opened, desk))


def tell_looking(client: WebClient, channel: str, thread_ts: str) -> None:
    """Show in a thread that an answer is coming, until it comes; where Slack refuses that, show nothing."""
    client = WebClient(client.token, client.base_url, timeout=_IMPATIENT, retry_handlers=[])
    try:
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread_ts, status=LOOKING)
    except (SlackApiError, OSError, HTTPException) as error:
        log.info("a status could not be shown (%s)", type(error).__name__)


def _is_messages(event: dict[str, Any]) -> bool:
    return event.get("tab") == "messages"


def _on_opened(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    work_unasked(desk, body, client, partial(_suggest, desk, client, body["event"]["channel"]))


def _suggest(desk: Desk, client: WebClient, channel: str) -> None:
    """Offer questions; a workspace where Slack refuses that has none to offer."""
    prompts = [{"title": question, "message": question} for question in examples(desk.knowledge)]
    try:
        client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, title=_TITLE, prompts=prompts[:MOST_PROMPTS]
        )
    except (SlackApiError, OSError, HTTPException) as error:
        log.info("questions could not be suggested (%s)", type(error).__name__)
