"""Answers owed: taken down before Slack hears that its message arrived, given late where a process ended.

A public answer bears the message that it answers as metadata, so that it is given once: before a late one,
the thread is read. A reply to the asker alone cannot be read back; where a process ends between sending
and recording it, it is given a second time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.owed import OwedAnswer, left_behind, owe, settle, take_over
from bot.show.blocks import notice
from bot.slack.clients import Clients
from bot.slack.clock import EVERY
from bot.slack.desk import Desk
from bot.slack.origin import origin_of
from bot.slack.outcome import TROUBLE, Trouble, meaning
from bot.slack.pages import all_messages
from bot.slack.posting import answered_by, post
from bot.slack.work import work

LEASE = timedelta(minutes=3)
"""After this long without an answer, whoever took it upon himself counts as gone."""

GIVEN_UP = timedelta(days=1)
"""After this long, nobody waits for an answer any more."""

Body = Mapping[str, Any]
Answering = Callable[[Desk, dict[str, Any], str, WebClient], None]
"""Answers the message in an event: desk, body of the event, the bot's user, client."""

_PAGE = 200
_TAKEN_BACK = ("thread_not_found", "message_not_found")
_PASSING = frozenset({"unsure", "away", "limited"})

log = logging.getLogger(__name__)


def take(desk: Desk, body: Body) -> OwedAnswer | None:
    """Take it upon oneself to answer the message of an event; None where that was done already."""
    event, origin = body["event"], origin_of(body)
    owed = OwedAnswer(
        workspace=origin.channel.workspace,
        channel_id=origin.channel.id,
        ts=event["ts"],
        thread_ts=origin.thread_ts,
        user=origin.user,
        shared=bool(body.get("is_ext_shared_channel")),
        heard_at=(now := time.time()),
        claimed_at=now,
    )
    key = ":".join((owed.workspace, owed.channel_id, owed.ts))
    down = partial(owe, desk.ledger, key, owed)
    # No repetition is acknowledged sooner: if the process ended then, nothing of the message would be left.
    with desk.recent.taking(key):
        taken = desk.recent.add(key) and desk.guard.attempt("events", down, otherwise=True)
    return owed if taken else None


def promise(
    desk: Desk, owed: OwedAnswer, body: dict[str, Any], client: WebClient, task: Callable[[], None]
) -> None:
    """Have the task done that answers a message; nothing is owed where that is turned away."""
    if not work(desk, body, client, partial(_honour, desk, owed, task)):
        _settle(desk, owed)


def _honour(desk: Desk, owed: OwedAnswer, task: Callable[[], None]) -> None:
    """Do the task that answers a message. Where Slack is in trouble, the answer remains owed.

    Nothing is done where the task had to wait for so long that somebody else may have done it.
    """
    if time.time() - owed.claimed_at > LEASE.total_seconds() / 2 and not _renew(desk, owed):
        return
    remains = False
    try:
        task()
    except TROUBLE as error:
        outcome = meaning(error)
        remains = outcome.kind in _PASSING
        if not remains:
            raise
        log.warning("an answer is given later: %s (%s)", outcome.kind, outcome.reason)
    finally:
        if not remains:
            desk.daybook.enter()  # before nobody is left to whom the question is known
            _settle(desk, owed)


def unless_answered(client: WebClient, owed: OwedAnswer, task: Callable[[], None]) -> None:
    """Do the task that answers a message, unless the answer stands or the message was taken back.

    What Slack repeats may have been answered by a process that could not take it down. Where it cannot be
    read what stands, the task is done.
    """
    try:
        body, _ = _unanswered(client, owed)
    except SlackApiError as error:
        if meaning(error).kind in _PASSING:
            raise
        task()
    else:
        if body is not None:
            task()


def answer_owed(
    desk: Desk, clients: Clients, answering: Answering, now: datetime, stopping: threading.Event
) -> None:
    """Give the answers that others left behind: a job of the clock."""
    ends = time.monotonic() + EVERY
    for left in left_behind(desk.ledger, (now - LEASE).timestamp()):
        if stopping.is_set() or time.monotonic() > ends:
            return
        if take_over(desk.ledger, left, now.timestamp()):
            held = replace(left, claimed_at=now.timestamp())
            _answer_late(desk, clients(left.workspace), answering, held, now)


def _answer_late(
    desk: Desk, client: WebClient, answering: Answering, held: OwedAnswer, now: datetime
) -> None:
    if now.timestamp() - held.heard_at > GIVEN_UP.total_seconds():
        log.error("an answer was not given within a day")
        settle(desk.ledger, held)
        return
    try:
        body, bot_user = _unanswered(client, held)
    except TROUBLE as error:
        _cannot_look(desk, client, held, error)
        return
    if body is None:
        _settle(desk, held)
    else:
        promise(desk, held, body, client, partial(answering, desk, body, bot_user, client))


def _cannot_look(desk: Desk, client: WebClient, held: OwedAnswer, error: Trouble) -> None:
    outcome = meaning(error)
    log.warning("an answer owed cannot be given now: %s (%s)", outcome.kind, outcome.reason)
    if outcome.kind in _PASSING:
        return
    if not (isinstance(error, SlackApiError) and error.response.get("error") in _TAKEN_BACK):
        _report(client, held, outcome.reason)
    settle(desk.ledger, held)


def _unanswered(client: WebClient, held: OwedAnswer) -> tuple[dict[str, Any] | None, str]:
    """The event of a message, as Slack has the message now, where it still waits for its answer.

    With it, the bot's user. None where the answer stands, or the message was taken back.
    """
    me = client.auth_test()
    asked = None
    for message in _since(client, held):
        if message["ts"] == held.ts:
            asked = message
        if message.get("bot_id") == me["bot_id"] and answered_by(message) == held.ts:
            return None, me["user_id"]
    if asked is None:
        return None, me["user_id"]
    kind = "im" if held.channel_id.startswith("D") else "channel"
    place = {"channel": held.channel_id, "channel_type": kind}
    body = {"team_id": held.workspace, "is_ext_shared_channel": held.shared, "event": {**asked, **place}}
    return body, me["user_id"]


def _since(client: WebClient, held: OwedAnswer) -> Iterator[Mapping[str, Any]]:
    """The message and what stands after it in its thread, with the messages' metadata."""
    return all_messages(
        lambda cursor: client.conversations_replies(
            channel=held.channel_id,
            ts=held.thread_ts,
            oldest=held.ts,
            inclusive=True,
            include_all_metadata=True,
            limit=_PAGE,
            cursor=cursor,
        )
    )


def _report(client: WebClient, held: OwedAnswer, reason: str) -> None:
    """Tell who asked that there will be no answer, and why."""
    try:
        post(client, held.user, notice(f"I could not answer one of your questions: {reason}."))
    except TROUBLE as error:
        log.error("nor could that be told (%s)", type(error).__name__)


def _renew(desk: Desk, owed: OwedAnswer) -> bool:
    now = time.time()
    renewed = desk.guard.attempt("answers owed", partial(take_over, desk.ledger, owed, now), otherwise=True)
    owed.claimed_at = now
    return renewed


def _settle(desk: Desk, owed: OwedAnswer) -> None:
    """Owe nothing any more: the message was answered, or its author told that it will not be."""
    desk.guard.attempt("answers owed", partial(settle, desk.ledger, owed), otherwise=None)
