"""What stands in Slack, said anew by the present knowledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.dates_in_words import day_name
from bot.ledger.digests import known_before, shown_before
from bot.ledger.posts import Post, quotes_of
from bot.models import Answer, Span, fingerprint
from bot.reply.digest import digest
from bot.show.blocks import Message, message, notice
from bot.slack.answers import say
from bot.slack.desk import Desk
from bot.slack.memory import shown_by
from bot.slack.origin import Origin

_FORGOTTEN = "What stood here can be asked again: the question itself is no longer kept."


@dataclass(frozen=True, slots=True)
class Anew:
    """A message, the fingerprint of what it says, and the words that it quotes."""

    message: Message
    shown: str
    quotes: Sequence[Span]


def anew(desk: Desk, post: Post, heading: str) -> Anew:
    """What a post should say now, under a heading."""
    if post.day:
        answer = _digest(desk, post, post.day)
        shown = message(answer, heading=f"Daily digest · {day_name(post.day)} · {heading}")
        return _said(shown, answer)
    talk = post.questions
    origin = Origin(post.channel, user="", thread_ts=post.thread_ts)
    stated = talk[len(talk) - post.stated :]
    reply = say(desk, origin, talk, stated=stated, heading=heading) if talk else None
    if reply is None or reply.answer is None:
        return Anew(notice(f"{heading} {_FORGOTTEN}"), fingerprint(_FORGOTTEN), ())
    return _said(reply.message, reply.answer)


def _said(shown: Message, answer: Answer) -> Anew:
    return Anew(shown, shown_by(answer), [quote.span for quote in answer.quotes])


def _digest(desk: Desk, post: Post, day: date) -> Answer:
    """The digest of the post's day, without what has become news since."""
    quoted = {quote.source for quote in quotes_of(desk.ledger, post)}
    met = known_before(desk.ledger, post.channel, day) | (desk.knowledge.seeds.keys() - quoted)
    return digest(desk.knowledge, day, known=met, shown=shown_before(desk.ledger, post.channel, day))
