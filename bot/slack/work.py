"""Work after an acknowledgement: done on the desk's workers, and owned up to where it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable
from contextlib import ExitStack
from contextvars import copy_context
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.show.blocks import Message, notice
from bot.slack.desk import Desk
from bot.slack.floods import Verdict
from bot.slack.logs import told
from bot.slack.metrics import REPLY_SECONDS, TURNED_AWAY
from bot.slack.origin import user_of, workspace_of
from bot.slack.posting import post, tell_privately
from bot.slack.response import finish
from bot.slack.threads import place_of

_FAILED = notice("Sorry, something went wrong here, and nothing was answered. Please try again in a minute.")
_BUSY = notice("Sorry, there is more to answer here now than I can. Please ask again in a minute.")
_TOO_MANY = notice(
    "You ask faster than I can answer, with everybody else. Please wait a minute, then ask again."
)

Body = dict[str, Any]
Task = Callable[[], None]
Deed = Callable[[Desk, Body, WebClient], None]

log = logging.getLogger(__name__)


def acknowledged(desk: Desk, deed: Deed) -> Callable[..., None]:
    """A listener that acknowledges what it hears, and has the deed done about it."""

    def listener(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        work(desk, body, client, partial(deed, desk, body, client))

    return listener


def work(desk: Desk, body: Body, client: WebClient, task: Task) -> bool:
    """Have the task done, which answers what `body` brought; whoever sent that is told if it fails.

    False where it will not be done: who asks too much is told so, once, and otherwise not answered.
    """
    log.info("heard", extra={"what": body.get("type", "command")})
    if not admitted(desk, body, client):
        return False
    if not _queue(desk, body, client, _lane(body), task):
        _turn_away(desk, body, client, "busy", _BUSY)
        return False
    return True


def admitted(desk: Desk, body: Body, client: WebClient) -> bool:
    """Whether whoever sent `body` may be answered; False, told once, where that person asks too much."""
    verdict = desk.floods.judge((workspace_of(body), user_of(body)))
    if verdict is Verdict.TO_BE_TOLD:
        _turn_away(desk, body, client, "flood", _TOO_MANY)
    elif verdict is Verdict.IGNORED:
        TURNED_AWAY.labels("flood").inc()
    return verdict is Verdict.ADMITTED


def work_unasked(desk: Desk, body: Body, client: WebClient, task: Task) -> None:
    """Have the task done which nobody asked for: nobody is told where it fails or has to be dropped."""
    if not _queue(desk, body, client, _lane(body), task, asked=False):
        TURNED_AWAY.labels("busy").inc()


def _queue(
    desk: Desk, body: Body, client: WebClient, lane: Hashable, task: Task, *, asked: bool = True
) -> bool:
    # Not left to Bolt, which takes an acknowledgement back where its listener fails soon after.
    done = partial(_do, desk, body if asked else {}, client, time.monotonic(), task)
    return desk.workers.submit(lane, partial(copy_context().run, done))


def _do(desk: Desk, body: Body, client: WebClient, heard: float, task: Task) -> None:
    """Do the task from one edition of the knowledge, and own up if it fails."""
    with ExitStack() as stack:
        stack.push(partial(_own_up, body, client, heard))
        stack.enter_context(desk.library.holding())
        task()


def _turn_away(desk: Desk, body: Body, client: WebClient, reason: str, message: Message) -> None:
    """Tell somebody why there is no answer; in a lane of its own, which nobody's answer waits for."""
    TURNED_AWAY.labels(reason).inc()
    log.warning("turned away", extra={"reason": reason})
    _queue(desk, body, client, reason, partial(tell_privately, client, body, message))


def _lane(body: Body) -> Hashable:
    """What is replied to in order: a person where the reply is for that person alone, else a channel."""
    if "event" in body:
        return workspace_of(body), body["event"].get("channel") or user_of(body)
    return workspace_of(body), user_of(body)


def _own_up(
    body: Body, client: WebClient, heard: float, _: object, error: BaseException | None, __: object
) -> bool:
    """Tell whoever asked that the task failed, if it did; True, since nobody else is to be told of that."""
    seconds = time.monotonic() - heard
    REPLY_SECONDS.observe(seconds)
    if error is None:
        log.info("done", extra={"seconds": round(seconds, 3)})
    else:
        log.error("a reply failed (%s)", told(error))
        _apologize(body, client)
    finish()
    return True


def _apologize(body: Body, client: WebClient) -> None:
    try:
        if "ts" in body.get("event", {}):
            place = place_of(body["event"])
            post(client, place.channel, _FAILED, place.thread_ts)
        else:
            tell_privately(client, body, _FAILED)
    except (SlackApiError, OSError, HTTPException, LookupError) as again:
        log.error("nor could that be told (%s)", told(again))
