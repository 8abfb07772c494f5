"""Conversations: mentions in channels and threads, and direct messages, answered in their thread."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.slack.answers import reply_to
from bot.slack.desk import Desk
from bot.slack.markup import as_typed
from bot.slack.origin import origin_of
from bot.slack.posting import post_reply
from bot.slack.threads import earlier_questions, is_human, place_of
from bot.slack.work import work


def listen(app: App, desk: Desk) -> None:
    """Hear mentions and messages."""
    app.event("app_mention")(partial(_on_mention, desk))
    app.event("message")(partial(_on_message, desk))


def _on_mention(desk: Desk, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    work(desk, body, client, partial(_answer, desk, body, context.bot_user_id or "", client))


def _on_message(desk: Desk, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    """A direct message is answered. All other messages are heard so as to be left alone."""
    if body["event"].get("channel_type") == "im":
        _on_mention(desk, body, context, client)


def _answer(desk: Desk, body: dict[str, Any], bot_user: str, client: WebClient) -> None:
    """Answer what a person wrote, once, whatever Slack repeats."""
    event = body["event"]
    if not is_human(event) or not desk.takes(event["channel"], event["ts"]):
        return
    thread = earlier_questions(client, place_of(event), bot_user)
    question = as_typed(event.get("text") or "", bot_user)
    origin = origin_of(body)
    post_reply(desk, client, origin, reply_to(desk, origin, (*thread, question)))
