"""Feedback on an answer: a click, and for a bad one the reason; the last verdict of a person counts."""

from __future__ import annotations

import logging
import time
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.feedback import Feedback, give
from bot.ledger.posts import talk_as_text
from bot.show.blocks import notice
from bot.show.feedback import RATE, Rated, reasons_modal, submitted, verdict_of
from bot.slack.answers import answer_to
from bot.slack.desk import Desk
from bot.slack.memory import reading_of
from bot.slack.origin import channel_of, workspace_of
from bot.slack.posting import reply_privately
from bot.slack.work import acknowledged

_THANKS = notice("Thank you. Nobody else sees your verdict; to change it, click again.")

log = logging.getLogger(__name__)


def listen(app: App, desk: Desk) -> None:
    """Hear verdicts, and reasons for bad ones."""
    app.action(RATE)(acknowledged(desk, _rate))
    app.view(RATE)(acknowledged(desk, _explain))


def _rate(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Keep the verdict; ask what is wrong where it is bad, and where that cannot be asked, be content."""
    good, talk = verdict_of(body["actions"][0]["value"])
    rated = Rated(channel_of(body), body["container"]["message_ts"], talk, body["response_url"])
    _keep(desk, body, rated, good=good)
    if good or not _asked_why(client, body["trigger_id"], rated):
        reply_privately(client, body, _THANKS)


def _asked_why(client: WebClient, trigger_id: str, rated: Rated) -> bool:
    try:
        client.views_open(trigger_id=trigger_id, view=reasons_modal(rated))
    except SlackApiError as error:
        log.warning("the reason for a verdict could not be asked (%s)", error.response.get("error"))
        return False
    return True


def _explain(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    rated, reason, comment = submitted(body["view"])
    _keep(desk, body, rated, good=False, reason=reason, comment=comment)
    where = {"channel_id": rated.channel, "user_id": body["user"]["id"], "response_url": rated.response_url}
    reply_privately(client, where, _THANKS)


def _keep(
    desk: Desk, body: dict[str, Any], rated: Rated, *, good: bool, reason: str = "", comment: str = ""
) -> None:
    answer = answer_to(desk, rated.talk)
    verdict = Feedback(
        workspace=workspace_of(body),
        channel_id=rated.channel,
        ts=rated.ts,
        user=body["user"]["id"],
        good=good,
        reason=reason,
        comment=comment,
        talk=talk_as_text(rated.talk),
        kind=answer.kind,
        outcome=answer.outcome,
        reading=reading_of(answer)[0],
        at=time.time(),
    )
    give(desk.ledger, verdict)
