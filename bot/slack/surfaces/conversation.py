"""Conversations: mentions, direct messages, and what people ask on in threads that the bot takes part in."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest
from slack_sdk import WebClient

from bot.ledger.threads import asked_in, is_muted, note_asked
from bot.question.index import index_of
from bot.slack.answers import reply_to
from bot.slack.channels import OFF, is_direct, keeps_private, settings_in
from bot.slack.desk import Desk
from bot.slack.markup import addresses_somebody, as_typed, mentions
from bot.slack.origin import Origin, origin_of
from bot.slack.overheard import is_worth_saying, reads_as_question
from bot.slack.owed import promise, take, unless_answered
from bot.slack.posting import give_privately, post_reply, tell_privately
from bot.slack.replies import Reply
from bot.slack.surfaces.agent import tell_looking
from bot.slack.surfaces.muting import switch_in, turn
from bot.slack.threads import earlier_questions, is_human, place_of
from bot.slack.work import work_unasked

Body = dict[str, Any]

_REPEATED = "x-slack-retry-num"
"""Slack heard no acknowledgement of the event when it sent it before."""


def listen(app: App, desk: Desk) -> None:
    """Hear mentions and messages."""
    app.event("app_mention")(partial(_on_mention, desk))
    app.event("message")(partial(_on_message, desk))


def _on_mention(
    desk: Desk, body: Body, context: BoltContext, client: WebClient, request: BoltRequest
) -> None:
    """Take the message down before Slack hears that it came; then nothing of it is lost."""
    owed = take(desk, body) if is_human(body["event"]) else None
    if owed:
        answering = partial(answer, desk, body, context.bot_user_id or "", client)
        repeated = _REPEATED in request.headers
        task = partial(unless_answered, client, owed, answering) if repeated else answering
        promise(desk, owed, body, client, task)


def _on_message(
    desk: Desk, body: Body, context: BoltContext, client: WebClient, request: BoltRequest
) -> None:
    """Hear a message: a direct one is answered, and of the others what asks the bot.

    That a channel's message mentions it, the bot hears as a mention; of several people's, perhaps only so.
    """
    event, bot_user = body["event"], context.bot_user_id or ""
    text, kind = event.get("text") or "", event.get("channel_type")
    if kind == "im" or (kind == "mpim" and mentions(text, bot_user)):
        _on_mention(desk, body, context, client, request)
    elif is_human(event) and not addresses_somebody(text) and reads_as_question(as_typed(text)):
        work_unasked(desk, body, client, partial(_overhear, desk, body, bot_user, client))


def answer(desk: Desk, body: Body, bot_user: str, client: WebClient) -> None:
    """Answer what a person asked of the bot."""
    origin = origin_of(body)
    settings = settings_in(desk, origin.channel)
    switch = switch_in(as_typed(body["event"].get("text") or "", bot_user))
    if is_direct(origin.channel):
        tell_looking(client, origin.channel.id, origin.thread_ts)
        _say(desk, body, origin, _reply(desk, client, body, origin, bot_user), client)
    elif settings.answering == "off":
        tell_privately(client, body, OFF)
    elif switch:
        turn(desk, client, origin, switch)
    elif keeps_private(settings, shared=bool(body.get("is_ext_shared_channel"))):
        alone = replace(origin, private=True)
        give_privately(desk, client, body, _reply(desk, client, body, alone, bot_user))
    else:
        _say(desk, body, origin, _reply(desk, client, body, origin, bot_user), client)


def _overhear(desk: Desk, body: Body, bot_user: str, client: WebClient) -> None:
    """Answer a question that was not put to the bot by name, where it is one for the bot."""
    event, origin = body["event"], origin_of(body)
    following = place_of(event).is_reply
    if not _is_heard(desk, body, origin, bot_user) or not _takes(desk, origin, event):
        return
    reply, index = _reply(desk, client, body, origin, bot_user), index_of(desk.knowledge)
    if reply.answer and is_worth_saying(reply.answer, reply.talk[-1], index, following=following):
        _say(desk, body, origin, reply, client)


def _is_heard(desk: Desk, body: Body, origin: Origin, bot_user: str) -> bool:
    """Whether unmentioned questions are answered here: in the bot's threads, or all over the channel."""
    settings = settings_in(desk, origin.channel)
    shared = bool(body.get("is_ext_shared_channel"))
    if settings.answering == "off" or keeps_private(settings, shared=shared):
        return False
    if not place_of(body["event"]).is_reply:
        return settings.answering == "all"
    muted = partial(is_muted, desk.ledger, origin.channel, origin.thread_ts)
    if desk.guard.attempt("muted threads", muted, otherwise=True):
        return False
    return body["event"].get("parent_user_id") == bot_user or bool(_asked(desk, origin))


def _reply(
    desk: Desk,
    client: WebClient,
    body: Body,
    origin: Origin,
    bot_user: str,
) -> Reply:
    """The reply to a message, in the light of what was asked before in its thread."""
    place = place_of(body["event"])
    answered = _asked(desk, replace(origin, thread_ts=place.thread_ts)) if place.is_reply else ()
    thread = earlier_questions(client, place, bot_user, answered)
    question = as_typed(body["event"].get("text") or "", bot_user)
    return reply_to(desk, origin, (*thread, question))


def _asked(desk: Desk, origin: Origin) -> tuple[str, ...]:
    """The messages of the origin's thread that are known to have been answered."""
    asked = partial(asked_in, desk.ledger, origin.channel, origin.thread_ts)
    return desk.guard.attempt("threads", asked, otherwise=())


def _say(desk: Desk, body: Body, origin: Origin, reply: Reply, client: WebClient) -> None:
    """Post the reply; its question is noted before, since the next one may follow at once."""
    ts = body["event"]["ts"]
    note = partial(note_asked, desk.ledger, origin.channel, origin.thread_ts, ts, time.time())
    desk.guard.attempt("threads", note, otherwise=None)
    post_reply(desk, client, origin, reply)


def _takes(desk: Desk, origin: Origin, event: Body) -> bool:
    """Whether a message comes for the first time."""
    return desk.takes(origin.channel.workspace, origin.channel.id, event["ts"])
