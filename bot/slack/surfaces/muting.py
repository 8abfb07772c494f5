"""Muting: in a thread that is muted, the bot answers only where it is mentioned."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.ledger.threads import mute, unmute
from bot.show.blocks import notice
from bot.show.buttons import MUTE, UNMUTE, switch
from bot.slack.desk import Desk
from bot.slack.origin import Origin, origin_of
from bot.slack.posting import post
from bot.slack.work import work

_SWITCH = re.compile(rf"(?P<switch>{MUTE}|{UNMUTE})(?: (?:in )?this thread)?[.! ]*", re.IGNORECASE)
_MUTED = notice(
    "Muted: in this thread I answer only when I am mentioned. To change that, mention me with “unmute”.",
    switch(UNMUTE),
)
_UNMUTED = notice("Unmuted: in this thread I answer questions again, mentioned or not.", switch(MUTE))


def listen(app: App, desk: Desk) -> None:
    """Hear clicks."""
    app.action(re.compile(f"^(?:{MUTE}|{UNMUTE})$"))(partial(_on_switch, desk))


def switch_in(text: str) -> str | None:
    """The switch that a mention's words ask for, if that is what they ask."""
    asked = _SWITCH.fullmatch(text)
    return asked["switch"].lower() if asked else None


def turn(desk: Desk, client: WebClient, origin: Origin, to: str) -> None:
    """Mute or unmute the origin's thread and say so there, unless that is how it is already."""
    if to == MUTE and mute(desk.ledger, origin.channel, origin.thread_ts, time.time()):
        post(client, origin.channel.id, _MUTED, origin.thread_ts)
    if to == UNMUTE and unmute(desk.ledger, origin.channel, origin.thread_ts):
        post(client, origin.channel.id, _UNMUTED, origin.thread_ts)


def _on_switch(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    ack()
    work(desk, body, client, partial(turn, desk, client, origin_of(body), body["actions"][0]["action_id"]))
