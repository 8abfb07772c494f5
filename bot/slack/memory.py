"""What the ledger is told of replies: what stands in Slack, and, by way of the daybook, what has no answer.

A reply that was given stays given, also where the ledger cannot be used.
"""

from __future__ import annotations

import time
from datetime import date
from functools import partial

from bot.knowledge.edition import edition_of
from bot.ledger.posts import Post, record, talk_as_text
from bot.ledger.questions import AnsweredQuestion, KeptQuestion, sameness
from bot.ledger.tables import Channel
from bot.models import Answer, fingerprint
from bot.slack.answers import is_gap
from bot.slack.daybook import Draft, Note
from bot.slack.desk import Desk
from bot.slack.origin import Origin
from bot.slack.replies import Reply


def remember_post(desk: Desk, origin: Origin, reply: Reply, ts: str) -> None:
    """Record that a reply stands as message `ts` in the channel and thread of its origin."""
    if reply.answer is None:
        return
    post = _post(desk, origin.channel, ts, reply.answer)
    post.thread_ts = origin.thread_ts
    post.talk, post.stated = talk_as_text(reply.talk), len(reply.stated)
    _record(desk, post, reply.answer)


def remember_digest(desk: Desk, channel: Channel, day: date, answer: Answer, ts: str) -> None:
    """Record that a day's digest stands as message `ts` in its channel."""
    post = _post(desk, channel, ts, answer)
    post.day = day
    _record(desk, post, answer)


def _post(desk: Desk, channel: Channel, ts: str, answer: Answer) -> Post:
    return Post(
        workspace=channel.workspace,
        channel_id=channel.id,
        ts=ts,
        at=time.time(),
        edition=edition_of(desk.knowledge),
        shown=shown_by(answer),
    )


def _record(desk: Desk, post: Post, answer: Answer) -> None:
    quoted = [quote.span for quote in answer.quotes]
    desk.guard.attempt("posts", partial(record, desk.ledger, post, quoted), otherwise=None)


def follow_up(desk: Desk, origin: Origin, reply: Reply) -> None:
    """Note the question of a reply that refuses it, where the sources might answer it one day.

    What was kept of a question is closed by a reply that answers it.
    """
    desk.daybook.note(note_of(desk, origin, reply))


def note_of(desk: Desk, origin: Origin, reply: Reply) -> Draft:
    """What draws up, at leisure, how `follow_up` notes a reply that is given now."""
    return partial(_note, origin, reply, time.time(), edition_of(desk.knowledge))


def _note(origin: Origin, reply: Reply, at: float, edition: str) -> Note | None:
    answer = reply.answer
    if answer is None or not (is_gap(answer) or answer.outcome == "answered"):
        return None
    same = same_question(origin, reply.talk[-1])
    return _kept(origin, reply, answer, same, at, edition) if is_gap(answer) else AnsweredQuestion(same)


def same_question(origin: Origin, question: str) -> str:
    """What the repetitions of a question share, at one place or by one person privately."""
    return sameness(origin.channel, origin.user if origin.private else origin.thread_ts, question)


def _kept(origin: Origin, reply: Reply, answer: Answer, same: str, at: float, edition: str) -> KeptQuestion:
    reading, rule = reading_of(answer)
    return KeptQuestion(
        workspace=origin.channel.workspace,
        channel_id=origin.channel.id,
        thread_ts=origin.thread_ts,
        user=origin.user,
        private=origin.private,
        talk=talk_as_text(reply.talk),
        kind=answer.kind,
        reading=reading,
        rule=rule,
        at=at,
        same=same,
        edition=edition,
    )


def shown_by(answer: Answer) -> str:
    """What tells the words of an answer and its quotes from those of every other."""
    quoted = (quote.span.text for quote in answer.quotes)
    return fingerprint("\n".join((*answer.notes, answer.lead, *quoted)))


def reading_of(answer: Answer) -> tuple[str, str]:
    """How the question was understood, and the rule by which it was answered or refused."""
    reading, _, rule = answer.why.rpartition("; rule ")
    return reading, rule
