"""People who know: `/nato experts …` names their channel, and a button hands refused questions on to it."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.workspaces import HandOff, claim_hand_off, experts_of, release_hand_off
from bot.models import Answer
from bot.show.blocks import Message, notice
from bot.show.buttons import HAND_ON, talk_of
from bot.show.handing_on import handed_on, told_where
from bot.slack.answers import answer_to, is_gap
from bot.slack.channels import is_direct, set_experts
from bot.slack.desk import Desk
from bot.slack.memory import same_question
from bot.slack.origin import origin_of, workspace_of
from bot.slack.outcome import TROUBLE, meaning
from bot.slack.posting import post, reply_privately
from bot.slack.work import acknowledged

USAGE = (
    "/nato experts #channel: questions that I cannot answer can be handed on to that channel; "
    "/nato experts off: no more."
)
_COMMAND = re.compile(
    r"experts(?: +(?P<wish>off|on|status|#\S*|<#(?P<id>\w+)(?:\|[^<>]*)?>))?", re.IGNORECASE
)
_GREETING = notice(
    "Questions that the sources do not answer can be handed on to this channel now, by those who asked them."
)
_ANSWERED = notice("The sources have an answer to that by now: please ask again.")
_NO_CHANNEL = notice("There is no channel to hand questions on to any more.")
_ALREADY = notice("This question was handed on before.")
_UNSURE = notice("Slack did not take it for certain. Please look into the channel before you ask there.")

log = logging.getLogger(__name__)


def listen(app: App, desk: Desk) -> None:
    """Hear whoever hands a question on."""
    app.action(HAND_ON)(acknowledged(desk, _hand_on))


def is_command(text: str) -> bool:
    """Whether the words after `/nato`, in Slack's markup, are about the channel of people who know."""
    return _COMMAND.fullmatch(text.strip()) is not None


def choose(desk: Desk, client: WebClient, body: dict[str, Any]) -> str:
    """Do what such a command says; the reply, for the one who gave it."""
    workspace, wish = workspace_of(body), _COMMAND.fullmatch(body["text"].strip())
    channel = wish and wish["id"]
    if wish and (wish["wish"] or "").lower() == "off":
        set_experts(desk, workspace, None)
        return "Questions are handed on to no channel any more."
    if not channel:
        chosen = experts_of(desk.ledger, workspace)
        return f"Questions {'can' if chosen else 'cannot'} be handed on to people who know. {USAGE}"
    try:
        post(client, channel, _GREETING)
    except SlackApiError as error:
        return (
            f"I cannot post there ({error.response.get('error')}). Please /invite me to that channel first."
        )
    set_experts(desk, workspace, channel)
    return "Whoever gets no answer from me can hand the question on to that channel from now on."


def _hand_on(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Hand the question on, once, and tell who did what became of it."""
    origin, talk = origin_of(body), talk_of(body["actions"][0]["value"])
    workspace = origin.channel.workspace
    experts, answer = experts_of(desk.ledger, workspace), answer_to(desk, talk)
    if experts is None or not is_gap(answer):
        return reply_privately(client, body, _ANSWERED if experts else _NO_CHANNEL)
    same = same_question(origin, talk[-1])
    asked = HandOff(workspace=workspace, same=same, at=time.time(), channel_id=experts)
    if not claim_hand_off(desk.ledger, asked):
        return reply_privately(client, body, _ALREADY)
    return reply_privately(client, body, _handed_on(desk, client, body, asked, answer))


def _handed_on(
    desk: Desk, client: WebClient, body: dict[str, Any], asked: HandOff, answer: Answer
) -> Message:
    """Post the question to those who know: what is told of that."""
    talk = talk_of(body["actions"][0]["value"])
    try:
        where = _where(client, body)
        sent = post(client, asked.channel_id, handed_on(talk, answer.lead, _name(client, body), where))
        return told_where(_link(client, asked.channel_id, str(sent["ts"])))
    except TROUBLE as error:
        outcome = meaning(error)
        log.warning("a question was not handed on for certain: %s (%s)", outcome.kind, outcome.reason)
        if outcome.kind == "unsure":
            return _UNSURE
        release_hand_off(desk.ledger, asked)
        return notice(f"It cannot be handed on now: {outcome.reason}.")


def _where(client: WebClient, body: dict[str, Any]) -> str:
    """The address of the refusal that was clicked; empty where only who asked sees it."""
    origin = origin_of(body)
    if origin.private or is_direct(origin.channel):
        return ""
    return _link(client, origin.channel.id, body["container"]["message_ts"])


def _link(client: WebClient, channel: str, ts: str) -> str:
    return str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])


def _name(client: WebClient, body: dict[str, Any]) -> str:
    """What the person who clicked is called; empty where Slack does not tell."""
    try:
        person = client.users_info(user=body["user"]["id"])["user"]
    except TROUBLE:
        return ""
    return str(person.get("real_name") or "")
