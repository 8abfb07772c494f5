"""What the ledger is told of replies: what stands in Slack, and what could not be answered.

A reply that was given stays given, also where the ledger cannot be used.
"""

from __future__ import annotations

import time
from functools import partial

from bot.knowledge.edition import edition_of
from bot.ledger.posts import Post, record, talk_as_text
from bot.ledger.questions import KeptQuestion, keep, sameness
from bot.models import Answer
from bot.slack.answers import Reply
from bot.slack.desk import Desk
from bot.slack.origin import Origin

_NO_GAPS = frozenset({"small-talk", "more", "whence", "quote"})
"""Kinds whose refusal tells nothing of what the sources lack."""


def remember_post(desk: Desk, origin: Origin, reply: Reply, ts: str) -> None:
    """Record that a reply stands as message `ts` in the channel and thread of its origin."""
    if reply.answer is None:
        return
    post = Post(
        workspace=origin.channel.workspace,
        channel_id=origin.channel.id,
        ts=ts,
        thread_ts=origin.thread_ts,
        talk=talk_as_text(reply.talk),
        stated=len(reply.stated),
        at=time.time(),
        edition=edition_of(desk.knowledge),
    )
    quoted = [quote.span for quote in reply.answer.quotes]
    desk.guard.attempt("posts", partial(record, desk.ledger, post, quoted), otherwise=None)


def keep_refused(desk: Desk, origin: Origin, reply: Reply) -> None:
    """Keep the question of a reply that refuses it, where the sources might answer it one day."""
    if reply.answer is None or not is_gap(reply.answer):
        return
    reading, rule = reading_of(reply.answer)
    place = origin.user if origin.private else origin.thread_ts
    question = KeptQuestion(
        workspace=origin.channel.workspace,
        channel_id=origin.channel.id,
        thread_ts=origin.thread_ts,
        user=origin.user,
        private=origin.private,
        talk=talk_as_text(reply.talk),
        kind=reply.answer.kind,
        reading=reading,
        rule=rule,
        at=time.time(),
        same=sameness(origin.channel, place, reply.talk[-1]),
        edition=edition_of(desk.knowledge),
    )
    desk.guard.attempt("questions", partial(keep, desk.ledger, question), otherwise=None)


def is_gap(answer: Answer) -> bool:
    """Whether an answer tells of something that the sources lack."""
    return answer.outcome == "unanswered" and answer.kind not in _NO_GAPS


def reading_of(answer: Answer) -> tuple[str, str]:
    """How the question was understood, and the rule by which it was answered or refused."""
    reading, _, rule = answer.why.rpartition("; rule ")
    return reading, rule
