"""`/nato …`: help, the digest, the settings, an answer, or the check of a quotation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.ledger.channels import ChannelSettings
from bot.show.blocks import notice
from bot.slack.answers import reply_to
from bot.slack.channels import OFF, settings_in
from bot.slack.desk import Desk
from bot.slack.digest import command as digest_command
from bot.slack.digest.command import Asker
from bot.slack.markup import as_typed
from bot.slack.origin import origin_of
from bot.slack.posting import give_privately, publish, reply_privately
from bot.slack.surfaces import experts
from bot.slack.surfaces.channel_settings import open_settings
from bot.slack.work import work

COMMAND = "/nato"


def listen(app: App, desk: Desk) -> None:
    """Hear the command."""
    app.command(COMMAND)(partial(_on_command, desk))


def _on_command(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    answering = partial(_answer, desk, body, client)
    ack(desk.responses.collect(partial(work, desk, body, client, answering)) or "")


def _answer(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    text, origin = as_typed(body.get("text") or ""), origin_of(body)
    settings = settings_in(desk, origin.channel)
    about_digest = re.fullmatch(r"digest\b[ :]*(.*)", text, flags=re.IGNORECASE)
    if re.fullmatch(r"settings\b.*", text, flags=re.IGNORECASE):
        open_settings(desk, client, body["trigger_id"], origin.channel, body["response_url"])
    elif experts.is_command(body.get("text") or ""):
        reply_privately(client, body, notice(experts.choose(desk, client, body)))
    elif settings.answering == "off":
        reply_privately(client, body, OFF)
    elif about_digest:
        asker = Asker(origin.channel, origin.user)
        reply_privately(client, body, notice(digest_command.run(desk, client, asker, about_digest[1])))
    else:
        _answer_question(desk, body, client, text, settings)


def _answer_question(
    desk: Desk, body: dict[str, Any], client: WebClient, text: str, settings: ChannelSettings
) -> None:
    """Answer for the asker alone, or where the channel wants that and there is an answer, for all."""
    origin = origin_of(body)
    if settings.replies == "public":
        public = replace(origin, private=False)
        reply = reply_to(desk, public, (text,), stated=(text,), settings=settings)
        if reply.answer and reply.answer.outcome == "answered":
            return publish(desk, client, body, reply)
    return give_privately(desk, client, body, reply_to(desk, origin, (text,), settings=settings))
