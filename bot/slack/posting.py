"""Messages out: to a conversation, or through the address that Slack gives with a command or a click."""

from __future__ import annotations

import logging
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.show.blocks import Message

TIMEOUT = 10
"""Seconds to wait for Slack; less than hosts wait between SIGTERM and SIGKILL."""
# A post whose connection broke may have arrived: sent again, it would stand there twice. Only what Slack
# has turned away for its rate may be repeated.
RETRIES = [RateLimitErrorRetryHandler(max_retry_count=1)]

# Quotes stand as they are: nothing is unfurled, formatted or linked.
_QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
_NOT_A_MEMBER = ("not_in_channel", "channel_not_found")

log = logging.getLogger(__name__)


def web_client(token: str, api_url: str) -> WebClient:
    """A client that never sends the same thing twice."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=list(RETRIES))


def post(client: WebClient, channel: str, message: Message, thread_ts: str | None = None) -> SlackResponse:
    """Post to a conversation, for all to see. Raises SlackApiError where Slack refuses it."""
    return client.chat_postMessage(
        channel=channel,
        thread_ts=thread_ts,
        text=message.text,
        blocks=message.blocks,
        link_names=False,
        **_QUIET,
    )


def reply_privately(client: WebClient, origin: dict[str, Any], message: Message) -> None:
    """Reply to the person who gave a command or clicked, visibly to that person only.

    `origin` is the payload of the command or click. Where its address no longer works, the reply goes the
    other way that Slack offers; raises SlackApiError where that is closed too.
    """
    if not _respond(origin, message, response_type="ephemeral"):
        client.chat_postEphemeral(
            channel=channel_of(origin),
            user=origin.get("user_id") or origin["user"]["id"],
            text=message.text,
            blocks=message.blocks,
            link_names=False,
        )


def share(client: WebClient, origin: dict[str, Any], message: Message) -> None:
    """Post to the conversation of a click and take the private message away that was clicked.

    Where the bot is no member there, Slack takes the post through the click's address. Raises SlackApiError
    where both ways are closed.
    """
    try:
        post(client, channel_of(origin), message)
    except SlackApiError as error:
        closed = error.response.get("error") in _NOT_A_MEMBER
        if not (closed and _respond(origin, message, response_type="in_channel")):
            raise
    _send(origin, {"delete_original": True})


def channel_of(origin: dict[str, Any]) -> str:
    """The channel in which a command was given or a button clicked."""
    return str(origin.get("channel_id") or origin["channel"]["id"])


def _respond(origin: dict[str, Any], message: Message, response_type: str) -> bool:
    blocks = [block.to_dict() for block in message.blocks]
    kept = {"response_type": response_type, "replace_original": False}
    return _send(origin, {"text": message.text, "blocks": blocks, **kept, **_QUIET})


def _send(origin: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether Slack took it. An address lasts 30 minutes and five uses."""
    address = WebhookClient(str(origin["response_url"]), timeout=TIMEOUT, retry_handlers=list(RETRIES))
    try:
        status = address.send_dict(body).status_code
    except (OSError, HTTPException) as error:
        log.warning("a response address could not be reached (%s)", type(error).__name__)
        return False
    if status != 200:
        log.warning("a response address refused a reply (HTTP %d)", status)
    return status == 200
