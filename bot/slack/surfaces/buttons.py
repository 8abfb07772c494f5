"""The buttons under an answer: a suggested question, more quotes, sharing what was private."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.show.buttons import ASK, MORE, SHARE, talk_of
from bot.slack.answers import MORE_QUOTES, reply_to
from bot.slack.channels import OFF, is_off
from bot.slack.desk import Desk
from bot.slack.origin import channel_of, origin_of, workspace_of
from bot.slack.posting import give_privately, post_reply, reply_privately, share
from bot.slack.surfaces.asking import show_answer
from bot.slack.work import acknowledged, work


def listen(app: App, desk: Desk) -> None:
    """Hear clicks."""
    app.action(re.compile(f"^{ASK}:"))(partial(_on_suggestion, desk))
    app.action(MORE)(partial(_on_more, desk))
    app.action(SHARE)(acknowledged(desk, _share))


def _on_suggestion(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """A suggested question is clicked: its answer, as public as the message that suggested it."""
    ack()
    _have_answered(desk, body, client, (body["actions"][0]["value"],))


def _on_more(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """Further quotes of an answer are called for: they come, as public as the answer."""
    ack()
    _have_answered(desk, body, client, (*talk_of(body["actions"][0]["value"]), MORE_QUOTES))


def _have_answered(desk: Desk, body: dict[str, Any], client: WebClient, talk: tuple[str, ...]) -> None:
    """Have the last question of a talk answered where it was clicked: under a message, or in a view."""
    answer = show_answer if "view" in body else _answer
    work(desk, body, client, partial(answer, desk, body, client, talk))


def _answer(desk: Desk, body: dict[str, Any], client: WebClient, talk: tuple[str, ...]) -> None:
    """Answer the last question of a talk, which nobody typed, once for the message that was clicked."""
    origin = origin_of(body)
    if is_off(desk, origin.channel):
        return reply_privately(client, body, OFF)
    if not _takes(desk, body):
        return None
    reply = reply_to(desk, origin, talk, stated=talk[-1:])
    if origin.private:
        return give_privately(desk, client, body, reply)
    return post_reply(desk, client, origin, reply)


def _share(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Share a private answer: it is posted for all, and the private one taken away."""
    if is_off(desk, origin_of(body).channel):
        reply_privately(client, body, OFF)
    elif _takes(desk, body):
        talk = talk_of(body["actions"][0]["value"])
        public = replace(origin_of(body), thread_ts="", private=False)
        share(desk, client, body, reply_to(desk, public, talk, stated=talk))


def _takes(desk: Desk, body: dict[str, Any]) -> bool:
    """Whether this button of this message is clicked for the first time."""
    message = (workspace_of(body), channel_of(body), body["container"]["message_ts"])
    return desk.takes(*message, body["actions"][0]["action_id"])
