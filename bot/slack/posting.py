"""Messages out: to a conversation, or through the address that Slack gives with a command or a click."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.show.blocks import Message
from bot.slack.clients import RETRIES, TIMEOUT
from bot.slack.desk import Desk
from bot.slack.memory import follow_up, remember_post
from bot.slack.metrics import SLACK_ERRORS
from bot.slack.origin import Origin, channel_of, origin_of, user_of
from bot.slack.replies import Reply
from bot.slack.response import QUIET, content_of, respond
from bot.slack.threads import place_of

_ANSWER = "nato_answer"
"""The type of the metadata by which an answer is known again."""
_NOT_A_MEMBER = ("not_in_channel", "channel_not_found")

log = logging.getLogger(__name__)


def post(
    client: WebClient,
    channel: str,
    message: Message,
    thread_ts: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> SlackResponse:
    """Post to a conversation, for all to see. Raises SlackApiError where Slack refuses it."""
    return client.chat_postMessage(
        channel=channel,
        thread_ts=thread_ts,
        text=message.text,
        blocks=message.blocks,
        metadata=metadata,
        link_names=False,
        **QUIET,
    )


def change(client: WebClient, channel: str, ts: str, message: Message) -> None:
    """Change what a message of the bot's says. Raises SlackApiError where Slack refuses it."""
    client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks, link_names=False)


def answered_by(message: Mapping[str, Any]) -> str:
    """The timestamp of the message that this one answers; empty where it answers none."""
    metadata = message.get("metadata") or {}
    ours = metadata.get("event_type") == _ANSWER
    return str(metadata.get("event_payload", {}).get("to", "")) if ours else ""


def post_reply(desk: Desk, client: WebClient, origin: Origin, reply: Reply) -> None:
    """Post a reply into the thread of its question, and remember it. Raises SlackApiError as `post` does."""
    known_by = {"event_type": _ANSWER, "event_payload": {"to": origin.ts}} if origin.ts else None
    sent = post(client, origin.channel.id, reply.message, origin.thread_ts or None, known_by)
    remember_post(desk, origin, reply, str(sent["ts"]))
    follow_up(desk, origin, reply)


def give_privately(desk: Desk, client: WebClient, body: dict[str, Any], reply: Reply) -> None:
    """Give the reply to the person who asked alone. Raises as `tell_privately` does."""
    tell_privately(client, body, reply.message)
    follow_up(desk, replace(origin_of(body), private=True), reply)


def reply_privately(client: WebClient, origin: dict[str, Any], message: Message) -> None:
    """Reply to the person who gave a command or clicked, visibly to that person only.

    `origin` is the payload of the command or click. The reply goes back with the acknowledgement of a command
    while that waits for it, else to the address that Slack gave, and where that no longer works, the other
    way that Slack offers; raises SlackApiError where that is closed too.
    """
    if not _respond(origin, message, response_type="ephemeral"):
        client.chat_postEphemeral(
            channel=channel_of(origin),
            user=origin.get("user_id") or origin["user"]["id"],
            thread_ts=_thread_of(origin) or None,
            text=message.text,
            blocks=message.blocks,
            link_names=False,
        )


def tell_privately(client: WebClient, body: dict[str, Any], message: Message) -> None:
    """Tell the person behind a command, a click or an event something, visibly to that person only.

    Whoever clicked in a view, which stands in no channel, is told in a direct message. Raises SlackApiError
    where Slack refuses it.
    """
    if "response_url" in body:
        reply_privately(client, body, message)
    elif "event" in body:
        place = place_of(body["event"])
        client.chat_postEphemeral(
            channel=place.channel,
            user=user_of(body),
            thread_ts=place.thread_ts if place.is_reply else None,
            text=message.text,
            blocks=message.blocks,
            link_names=False,
        )
    elif "view" in body:
        post(client, user_of(body), message)


def publish(desk: Desk, client: WebClient, body: dict[str, Any], reply: Reply) -> None:
    """Post a reply to the conversation of a command or click, for all to see.

    Where the bot is no member there, Slack takes the post through the address in `body`, and tells nothing
    by which it could be changed later. Raises SlackApiError where both ways are closed.
    """
    origin = replace(origin_of(body), thread_ts="", private=False)
    try:
        sent = post(client, origin.channel.id, reply.message)
    except SlackApiError as error:
        closed = error.response.get("error") in _NOT_A_MEMBER
        if not (closed and _respond(body, reply.message, response_type="in_channel")):
            raise
    else:
        remember_post(desk, origin, reply, str(sent["ts"]))


def share(desk: Desk, client: WebClient, body: dict[str, Any], reply: Reply) -> None:
    """Publish a reply and take the private message away that was clicked. Raises as `publish` does."""
    publish(desk, client, body, reply)
    _send(body, {"delete_original": True})


def _respond(origin: dict[str, Any], message: Message, response_type: str) -> bool:
    content = content_of(message, response_type, _thread_of(origin))
    return respond(content) or _send(origin, content)


def _thread_of(origin: dict[str, Any]) -> str:
    """The thread that the clicked message stands in; without it, the reply would stand outside."""
    return str(origin.get("container", {}).get("thread_ts") or "")


def _send(origin: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether Slack took it. An address lasts 30 minutes and five uses."""
    address = WebhookClient(str(origin["response_url"]), timeout=TIMEOUT, retry_handlers=list(RETRIES))
    try:
        status = address.send_dict(body).status_code
    except (OSError, HTTPException) as error:
        SLACK_ERRORS.labels("response_url", type(error).__name__).inc()
        log.warning("a response address could not be reached (%s)", type(error).__name__)
        return False
    if status != 200:
        SLACK_ERRORS.labels("response_url", str(status)).inc()
        log.warning("a response address refused a reply (HTTP %d)", status)
    return status == 200
