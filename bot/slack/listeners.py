"""What is done when somebody asks, clicks or writes; `app` says which listener hears what."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.show.blocks import Message, message, notice
from bot.slack.desk import Desk
from bot.slack.help import help_answer
from bot.slack.markup import as_typed
from bot.slack.posting import channel_of, post, reply_privately, share
from bot.slack.threads import Place, earlier_questions, is_human

LONGEST_QUESTION = 1000
"""Characters; what is longer is no question but a text."""
_TOO_LONG = notice(f"Please ask in at most {LONGEST_QUESTION:,} characters.")
_FAILED = notice("Sorry, something went wrong here, and nothing was answered. Please try again in a minute.")

log = logging.getLogger(__name__)


def on_command(desk: Desk, ack: Ack, command: dict[str, Any], client: WebClient) -> None:
    """`/nato …`: help, or an answer for the asker alone."""
    ack()
    question = as_typed(command.get("text") or "")
    reply_privately(client, command, _reply(desk, question, shareable=True))


def on_mention(desk: Desk, event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    """`@nato …` in a channel or a thread: an answer in the thread."""
    _answer_in_thread(desk, event, context, client)


def on_message(desk: Desk, event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    """A direct message: an answer in its thread. All other messages are heard so as to be left alone."""
    if event.get("channel_type") == "im":
        _answer_in_thread(desk, event, context, client)


def on_suggestion(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """A suggested question is clicked: its answer, as public as the message that suggested it."""
    ack()
    question, container = body["actions"][0]["value"], body["container"]
    if not desk.takes(channel_of(body), container["message_ts"], body["actions"][0]["action_id"]):
        return
    if container.get("is_ephemeral"):
        reply_privately(client, body, _reply(desk, question, asked=question, shareable=True))
    else:
        thread = container.get("thread_ts") or container["message_ts"]
        post(client, channel_of(body), _reply(desk, question, asked=question), thread)


def on_share(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """A private answer is to be shared: it is posted for all, and the private one taken away."""
    ack()
    question = body["actions"][0]["value"]
    if desk.takes(channel_of(body), body["container"]["message_ts"], "share"):
        share(client, body, _reply(desk, question, asked=question))


def on_error(error: Exception, body: dict[str, Any], client: WebClient) -> BoltResponse | None:
    """Acknowledge what nobody listens to; own up to what failed. Neither log holds what people wrote."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
    log.error("a listener failed (%s) at %s", reason, _place_of(error))
    try:
        _apologise(body, client)
    except (SlackApiError, OSError) as again:
        log.error("nor could that be told (%s)", type(again).__name__)
    return None


def _answer_in_thread(desk: Desk, event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
    """Answer what a person wrote, once, whatever Slack repeats."""
    if not is_human(event) or not desk.takes(event["channel"], event["ts"]):
        return
    place = _place(event)
    bot_user = context.bot_user_id or ""
    thread = earlier_questions(client, place, bot_user)
    question = as_typed(event.get("text") or "", bot_user)
    post(client, place.channel, _reply(desk, question, thread), place.thread_ts)


def _reply(
    desk: Desk, question: str, thread: tuple[str, ...] = (), *, asked: str = "", shareable: bool = False
) -> Message:
    if not question or question.lower() == "help":
        return message(help_answer(desk.knowledge))
    if len(question) > LONGEST_QUESTION:
        return _TOO_LONG
    answer = desk.ask(question, thread)
    log.info("%s, %s, %d quotes", answer.kind, answer.outcome, len(answer.quotes))
    return message(answer, asked=asked, share=question if shareable else "")


def _place(event: Mapping[str, Any]) -> Place:
    thread_ts = event.get("thread_ts") or event["ts"]
    return Place(event["channel"], event["ts"], thread_ts, direct=event.get("channel_type") == "im")


def _apologise(body: dict[str, Any], client: WebClient) -> None:
    event = body.get("event") or {}
    if "response_url" in body:
        reply_privately(client, body, _FAILED)
    elif "ts" in event and is_human(event):
        place = _place(event)
        post(client, place.channel, _FAILED, place.thread_ts)


def _place_of(error: Exception) -> str:
    """File and line where the error arose: its own words might repeat a question."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
