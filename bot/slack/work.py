"""Work after an acknowledgement: done on the desk's workers, and owned up to where it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.show.blocks import notice
from bot.slack.desk import Desk
from bot.slack.posting import post, reply_privately
from bot.slack.threads import place_of

_FAILED = notice("Sorry, something went wrong here, and nothing was answered. Please try again in a minute.")

log = logging.getLogger(__name__)


def work(desk: Desk, body: dict[str, Any], client: WebClient, task: Callable[[], None]) -> None:
    """Have the task done, which answers what `body` brought; whoever sent that is told if it fails."""
    # Not left to Bolt, which takes an acknowledgement back where its listener fails soon after.
    task = desk.library.holding()(task)
    desk.workers.submit(task).add_done_callback(partial(_own_up, body, client))


def told(error: BaseException) -> str:
    """The error's kind and place, but for Slack's own not its words, which might repeat a question."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error"))
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "no place"
    return f"{type(error).__name__} at {place}"


def _own_up(body: dict[str, Any], client: WebClient, done: Future[None]) -> None:
    """Tell whoever asked that the task failed, if it did."""
    error = done.exception()
    if error is None:
        return
    log.error("a reply failed (%s)", told(error))
    try:
        if "response_url" in body:
            reply_privately(client, body, _FAILED)
        elif "event" in body:
            place = place_of(body["event"])
            post(client, place.channel, _FAILED, place.thread_ts)
    except (SlackApiError, OSError, HTTPException) as again:
        log.error("nor could that be told (%s)", told(again))
