"""What is done when somebody asks, clicks or writes; `app` says which listener hears what.

A listener acknowledges and leaves the work to the desk's workers: Slack waits three seconds at most.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.tables import Channel
from bot.show.blocks import notice, talk_of
from bot.slack import digest_command
from bot.slack.answers import MORE, reply_to
from bot.slack.desk import Desk
from bot.slack.digest_command import Asker
from bot.slack.markup import as_typed
from bot.slack.posting import channel_of, post, reply_privately, share
from bot.slack.threads import Place, earlier_questions, is_human

_FAILED = notice("Sorry, something went wrong here, and nothing was answered. Please try again in a minute.")

log = logging.getLogger(__name__)


def on_command(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """`/nato …`: help, the digest, an answer, or the check of a quotation, for the asker alone."""
    ack()
    _work(desk, body, client, partial(_answer_command, desk, body, client))


def on_mention(desk: Desk, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    """`@nato …` in a channel or a thread: an answer in the thread."""
    _work(
        desk, body, client, partial(_answer_in_thread, desk, body["event"], context.bot_user_id or "", client)
    )


def on_message(desk: Desk, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    """A direct message: an answer in its thread. All other messages are heard so as to be left alone."""
    if body["event"].get("channel_type") == "im":
        on_mention(desk, body, context, client)


def on_suggestion(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """A suggested question is clicked: its answer, as public as the message that suggested it."""
    ack()
    question = body["actions"][0]["value"]
    _work(desk, body, client, partial(_answer_click, desk, body, client, (question,)))


def on_more(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """Further quotes of an answer are called for: they come, as public as the answer."""
    ack()
    talk = talk_of(body["actions"][0]["value"])
    _work(desk, body, client, partial(_answer_click, desk, body, client, (*talk, MORE)))


def on_share(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """A private answer is to be shared: it is posted for all, and the private one taken away."""
    ack()
    _work(desk, body, client, partial(_share_answer, desk, body, client))


def on_error(error: Exception) -> BoltResponse | None:
    """Acknowledge what nobody listens to; log what failed before any listener was reached."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    log.error("a request failed (%s)", _told(error))
    return None


def _answer_command(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    text = as_typed(body.get("text") or "")
    about_digest = re.fullmatch(r"digest\b[ :]*(.*)", text, flags=re.IGNORECASE)
    if about_digest:
        asker = Asker(Channel(body["team_id"], body["channel_id"]), body["user_id"])
        reply = notice(digest_command.run(desk, client, asker, about_digest[1]))
    else:
        reply = reply_to(desk, (text,), private=True)
    reply_privately(client, body, reply)


def _answer_in_thread(desk: Desk, event: dict[str, Any], bot_user: str, client: WebClient) -> None:
    """Answer what a person wrote, once, whatever Slack repeats."""
    if not is_human(event) or not desk.takes(event["channel"], event["ts"]):
        return
    place = _place(event)
    thread = earlier_questions(client, place, bot_user)
    question = as_typed(event.get("text") or "", bot_user)
    post(client, place.channel, reply_to(desk, (*thread, question)), place.thread_ts)


def _answer_click(desk: Desk, body: dict[str, Any], client: WebClient, talk: tuple[str, ...]) -> None:
    """Answer the last question of a talk, which nobody typed, once for the message that was clicked."""
    button, container = body["actions"][0], body["container"]
    if not desk.takes(channel_of(body), container["message_ts"], button["action_id"]):
        return
    stated = talk[-1:]
    if container.get("is_ephemeral"):
        reply_privately(client, body, reply_to(desk, talk, stated=stated, private=True))
    else:
        thread_ts = container.get("thread_ts") or container["message_ts"]
        post(client, channel_of(body), reply_to(desk, talk, stated=stated), thread_ts)


def _share_answer(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    button = body["actions"][0]
    if desk.takes(channel_of(body), body["container"]["message_ts"], button["action_id"]):
        talk = talk_of(button["value"])
        share(client, body, reply_to(desk, talk, stated=talk))


def _place(event: Mapping[str, Any]) -> Place:
    thread_ts = event.get("thread_ts") or event["ts"]
    return Place(event["channel"], event["ts"], thread_ts, direct=event.get("channel_type") == "im")


def _work(desk: Desk, body: dict[str, Any], client: WebClient, task: Callable[[], None]) -> None:
    # Not left to Bolt, which takes an acknowledgement back where its listener fails soon after.
    desk.workers.submit(task).add_done_callback(partial(_own_up, body, client))


def _own_up(body: dict[str, Any], client: WebClient, done: Future[None]) -> None:
    """Tell whoever asked that the task failed, if it did."""
    error = done.exception()
    if error is None:
        return
    log.error("a reply failed (%s)", _told(error))
    try:
        if "response_url" in body:
            reply_privately(client, body, _FAILED)
        else:
            place = _place(body["event"])
            post(client, place.channel, _FAILED, place.thread_ts)
    except (SlackApiError, OSError, HTTPException) as again:
        log.error("nor could that be told (%s)", _told(again))


def _told(error: BaseException) -> str:
    """The error's kind and place, but for Slack's own not its words, which might repeat a question."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error"))
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "no place"
    return f"{type(error).__name__} at {place}"
