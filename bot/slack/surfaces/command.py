"""`/nato …`: help, the digest, the settings, an answer, or the check of a quotation."""

from __future__ import annotations

import re
import time
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient

from bot.show.blocks import notice
from bot.slack.answers import counted, remembered, reply_to
from bot.slack.channels import OFF, settings_in
from bot.slack.commands import Command
from bot.slack.daybook import Draft, Note
from bot.slack.desk import Desk
from bot.slack.digest import command as digest_command
from bot.slack.digest.command import Asker
from bot.slack.markup import as_typed
from bot.slack.memory import note_of
from bot.slack.metrics import REPLY_SECONDS
from bot.slack.origin import Origin, origin_of
from bot.slack.posting import give_privately, publish, reply_privately
from bot.slack.replies import Reply
from bot.slack.response import body_of
from bot.slack.surfaces import experts
from bot.slack.surfaces.channel_settings import open_settings
from bot.slack.work import admitted, work

COMMAND = "/nato"
_ABOUT_DIGEST = re.compile(r"digest\b[ :]*(.*)", re.IGNORECASE)
_SETTINGS = re.compile(r"settings\b.*", re.IGNORECASE)


def listen(app: App, desk: Desk) -> None:
    """Hear the command."""
    app.use(Command(COMMAND, partial(_on_command, desk)))


def _on_command(desk: Desk, body: dict[str, Any], client: WebClient) -> BoltResponse:
    text, origin = as_typed(body.get("text") or ""), origin_of(body)
    reply = _at_hand(desk, text, origin)
    if reply:
        return BoltResponse(status=200, body=_given_again(desk, body, client, origin, reply))
    task = partial(_answer, desk, body, client, text, origin)
    content = desk.responses.collect(partial(work, desk, body, client, task))
    return BoltResponse(status=200, body=body_of(content) if content else "")


def _at_hand(desk: Desk, text: str, origin: Origin) -> Reply | None:
    """The reply for the asker alone, where a question is asked to which that is remembered."""
    reply = remembered(desk, origin, (text,)) if _is_question(text) else None
    settings = settings_in(desk, origin.channel) if reply else None
    return reply if settings and settings.answering != "off" and settings.replies != "public" else None


def _given_again(desk: Desk, body: dict[str, Any], client: WebClient, origin: Origin, reply: Reply) -> str:
    """The reply as it goes back with the acknowledgement, from the thread that heard the command."""
    heard = time.monotonic()
    if not admitted(desk, body, client):
        return ""
    note, seconds = note_of(desk, origin, reply), time.monotonic() - heard
    desk.daybook.note(partial(copy_context().run, _tell_of, reply, seconds, note))
    return reply.body


def _tell_of(reply: Reply, seconds: float, note: Draft) -> Note | None:
    """Tell the metrics and the log of a reply that was given, too, before the note on it is drawn up."""
    REPLY_SECONDS.observe(seconds)
    counted(reply, seconds=round(seconds, 6))
    return note()


def _is_question(text: str) -> bool:
    return not (_ABOUT_DIGEST.fullmatch(text) or _SETTINGS.fullmatch(text) or experts.is_command(text))


def _answer(desk: Desk, body: dict[str, Any], client: WebClient, text: str, origin: Origin) -> None:
    settings = settings_in(desk, origin.channel)
    about_digest = _ABOUT_DIGEST.fullmatch(text)
    if _SETTINGS.fullmatch(text):
        open_settings(desk, client, body["trigger_id"], origin.channel, body["response_url"])
    elif experts.is_command(body.get("text") or ""):
        reply_privately(client, body, notice(experts.choose(desk, client, body)))
    elif settings.answering == "off":
        reply_privately(client, body, OFF)
    elif about_digest:
        asker = Asker(origin.channel, origin.user)
        reply_privately(client, body, notice(digest_command.run(desk, client, asker, about_digest[1])))
    else:
        reply = _public_answer(desk, origin, text) if settings.replies == "public" else None
        if reply:
            publish(desk, client, body, reply)
        else:
            give_privately(desk, client, body, reply_to(desk, origin, (text,)))


def _public_answer(desk: Desk, origin: Origin, text: str) -> Reply | None:
    """The answer that all may read; None where there is none."""
    reply = reply_to(desk, replace(origin, private=False), (text,), stated=(text,))
    return reply if reply.answer and reply.answer.outcome == "answered" else None
