"""What was asked, in a row → the reply: an answer, and the message that shows it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import takewhile

from bot.dates_in_words import dates_in
from bot.ledger.channels import ChannelSettings
from bot.ledger.workspaces import experts_of
from bot.models import Answer
from bot.question.index import index_of
from bot.question.read import read
from bot.reply.again import again
from bot.reply.verbatim import check_quotation
from bot.show.blocks import Message, message, notice
from bot.slack.channels import is_direct, settings_in
from bot.slack.desk import Desk
from bot.slack.help import help_answer
from bot.slack.metrics import QUESTIONS
from bot.slack.origin import Origin

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


@dataclass(frozen=True, slots=True)
class Reply:
    """A message, and the answer that it shows to the last question of a talk; None where it shows none.

    `stated` are those questions of the talk that the message repeats.
    """

    message: Message
    answer: Answer | None = None
    talk: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()


def reply_to(
    desk: Desk,
    origin: Origin,
    talk: Sequence[str],
    *,
    stated: Sequence[str] = (),
    settings: ChannelSettings | None = None,
) -> Reply:
    """The reply to the last question of a talk, of which the earlier ones are the context.

    `stated` are those questions that the reply repeats, because no message shows them; a private reply can
    be shared. `settings` are the channel's, where they have been read already.
    """
    question = talk[-1]
    if not question or question.lower() == "help":
        return Reply(message(help_answer(desk.knowledge)))
    if len(question) > LONGEST_QUESTION and _quotation(question) is None:
        return Reply(_TOO_LONG)
    reply = say(desk, origin, talk, stated=stated, settings=settings)
    if reply.answer:
        answer = reply.answer
        QUESTIONS.labels(answer.kind, answer.outcome).inc()
        about = {"kind": answer.kind, "outcome": answer.outcome, "quotes": len(answer.quotes)}
        log.info("answered", extra=about)
    return reply


def say(
    desk: Desk,
    origin: Origin,
    talk: Sequence[str],
    *,
    stated: Sequence[str] = (),
    heading: str = "",
    settings: ChannelSettings | None = None,
) -> Reply:
    """What the sources have for the last question of a talk, as its channel wants to read it.

    A `heading` says why that is said, where nobody waits for it; `settings` are as in `reply_to`.
    """
    mutable = bool(origin.thread_ts) and not (origin.private or is_direct(origin.channel))
    with dates_in((settings or settings_in(desk, origin.channel)).dates):
        answer = answer_to(desk, talk)
        shown = message(
            answer,
            heading=heading,
            talk=talk,
            stated=stated,
            private=origin.private,
            mutable=mutable,
            experts=is_gap(answer) and _has_experts(desk, origin.channel.workspace),
        )
    return Reply(shown, answer, tuple(talk), tuple(stated))


def is_gap(answer: Answer) -> bool:
    """Whether an answer tells of something that the sources lack."""
    return answer.outcome == "unanswered" and answer.kind not in _NO_GAPS


def _has_experts(desk: Desk, workspace: str) -> bool:
    """Whether the workspace has a channel of people who know more than the sources."""
    named = partial(experts_of, desk.ledger, workspace)
    return desk.guard.attempt("settings", named, otherwise=None) is not None


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
