"""What was asked, in a row → the reply: an answer, and the message that shows it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date
from functools import partial, reduce
from itertools import takewhile

from bot.dates_in_words import dates_in
from bot.models import Answer
from bot.question.index import index_of
from bot.question.read import read
from bot.reply.again import again
from bot.reply.verbatim import check_quotation
from bot.show.blocks import message, notice
from bot.slack.channels import choices_in, is_direct, settings_in
from bot.slack.desk import Desk
from bot.slack.help import help_answer
from bot.slack.metrics import QUESTIONS
from bot.slack.origin import Origin
from bot.slack.replies import Reply, Wanted

MORE_QUOTES = "more"
"""The question that the next quotes of an answer are the answer to."""

LONGEST_QUESTION = 1000
"""Characters; what is longer is no question but a text."""
_TOO_LONG = notice(f"Please ask in at most {LONGEST_QUESTION:,} characters.")

# check "…" · check: … · check this quote: “…”; without marks or a colon, "check" is a word of a question
_CHECK = re.compile(
    r"check(?: (?:this|the|that))?(?: quot(?:e|ation))? ?(?:$|: ?|(?=[\"'“”„‟«»‘’‚‹›]))(?P<words>.*)",
    re.IGNORECASE,
)

_NO_GAPS = frozenset({"small-talk", "more", "whence", "quote"})
"""Kinds whose refusal tells nothing of what the sources lack."""

log = logging.getLogger(__name__)


def reply_to(desk: Desk, origin: Origin, talk: Sequence[str], *, stated: Sequence[str] = ()) -> Reply:
    """The reply to the last question of a talk, of which the earlier ones are the context.

    `stated` are those questions that the reply repeats, because no message shows them; a private reply can
    be shared.
    """
    question = talk[-1]
    if not question or question.lower() == "help":
        return Reply(message(help_answer(desk.knowledge)))
    if len(question) > LONGEST_QUESTION and _quotation(question) is None:
        return Reply(_TOO_LONG)
    return counted(say(desk, origin, talk, stated=stated))


def counted(reply: Reply, **more: object) -> Reply:
    """The reply to somebody who waits for it, which the metrics and the log tell of, the log of `more`."""
    answer = reply.answer
    if answer:
        QUESTIONS.labels(answer.kind, answer.outcome).inc()
        about = {"kind": answer.kind, "outcome": answer.outcome, "quotes": len(answer.quotes)}
        log.info("answered", extra=about | more)
    return reply


def say(
    desk: Desk, origin: Origin, talk: Sequence[str], *, stated: Sequence[str] = (), heading: str = ""
) -> Reply:
    """What the sources have for the last question of a talk, as its channel wants to read it.

    A `heading` says why that is said, where nobody waits for it.
    """
    wanted = _wanted(desk, origin, talk, stated, heading)
    return desk.library.edition.replies.to(wanted, partial(_said, desk))


def remembered(desk: Desk, origin: Origin, talk: Sequence[str]) -> Reply | None:
    """What would be said, where neither the sources nor the ledger need be asked for it."""
    if desk.choices.of(origin.channel.workspace) is None:
        return None
    return desk.library.edition.replies.given(_wanted(desk, origin, talk))


def _wanted(
    desk: Desk, origin: Origin, talk: Sequence[str], stated: Sequence[str] = (), heading: str = ""
) -> Wanted:
    return Wanted(
        tuple(talk),
        tuple(stated),
        heading,
        private=origin.private,
        mutable=bool(origin.thread_ts) and not (origin.private or is_direct(origin.channel)),
        experts=choices_in(desk, origin.channel.workspace).experts is not None,
        dates=settings_in(desk, origin.channel).dates,
        today=date.today(),
    )


def _said(desk: Desk, wanted: Wanted) -> Reply:
    with dates_in(wanted.dates):
        answer = answer_to(desk, wanted.talk)
        shown = message(
            answer,
            heading=wanted.heading,
            talk=wanted.talk,
            stated=wanted.stated,
            private=wanted.private,
            mutable=wanted.mutable,
            experts=wanted.experts and is_gap(answer),
        )
    return Reply(shown, answer, wanted.talk, wanted.stated)


def is_gap(answer: Answer) -> bool:
    """Whether an answer tells of something that the sources lack."""
    return answer.outcome == "unanswered" and answer.kind not in _NO_GAPS


def answer_to(desk: Desk, talk: Sequence[str]) -> Answer:
    """The answer to a question, or the check of a quotation; questions after a check take nothing from it."""
    turned = list(takewhile(lambda question: question.lower() == MORE_QUOTES, reversed(talk)))
    *_, asked = ("", *talk[: len(talk) - len(turned)])
    quotation = _quotation(asked)
    if quotation is None:
        return desk.ask(talk[-1], tuple(one for one in talk[:-1] if _quotation(one) is None))
    index = index_of(desk.knowledge)
    checked = check_quotation(quotation, desk.knowledge)
    return reduce(lambda answer, more: again(read(more, index), answer, index), turned, checked)


def _quotation(question: str) -> str | None:
    """The quotation that is to be checked, if that is what is asked."""
    check = _CHECK.fullmatch(question)
    return check["words"] if check else None
