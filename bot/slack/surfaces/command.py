"""`/nato …`: help, the digest, an answer, or the check of a quotation, for the asker alone."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.ledger.tables import Channel
from bot.show.blocks import notice
from bot.slack.answers import reply_to
from bot.slack.desk import Desk
from bot.slack.digest import command as digest_command
from bot.slack.digest.command import Asker
from bot.slack.markup import as_typed
from bot.slack.origin import origin_of
from bot.slack.posting import give_privately, reply_privately
from bot.slack.work import work

COMMAND = "/nato"


def listen(app: App, desk: Desk) -> None:
    """Hear the command."""
    app.command(COMMAND)(partial(_on_command, desk))


def _on_command(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    ack()
    work(desk, body, client, partial(_answer, desk, body, client))


def _answer(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    text = as_typed(body.get("text") or "")
    about_digest = re.fullmatch(r"digest\b[ :]*(.*)", text, flags=re.IGNORECASE)
    if about_digest:
        asker = Asker(Channel(body["team_id"], body["channel_id"]), body["user_id"])
        reply_privately(client, body, notice(digest_command.run(desk, client, asker, about_digest[1])))
    else:
        give_privately(desk, client, body, reply_to(desk, origin_of(body), (text,)))
