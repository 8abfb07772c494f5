"""Questions that were refused are asked again when the knowledge has changed; an answer goes to who asked.

A late answer is claimed in the ledger before it is posted, for all repetitions of its question. A claim left
behind is settled by a look into the thread; where one cannot look, the answer counts as given: rather never
than twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from slack_sdk import WebClient

from bot.dates_in_words import day_name
from bot.ledger.questions import KeptQuestion, claim, mark_answered, mark_asked, release, to_ask_again
from bot.ledger.tables import Channel
from bot.slack.answers import say
from bot.slack.desk import Desk
from bot.slack.loop.quiet import is_quiet
from bot.slack.loop.standing import mark, stands
from bot.slack.loop.turn import Turn
from bot.slack.memory import remember_post
from bot.slack.origin import Origin
from bot.slack.outcome import TROUBLE, Outcome, Trouble, give_back
from bot.slack.posting import post
from bot.slack.replies import Reply

_ASKED = 20
_ANSWERED = 5
"""So many questions are asked again, and so many answers posted, in one turn."""


def answer_late(turn: Turn, since: datetime) -> None:
    """Answer what was refused after `since`, and what the present knowledge has an answer to."""
    answered = (pair for pair in _answered(turn, since) if turn.pace.allows(pair[0].channel, turn.now))
    for question, reply in islice(answered, _ANSWERED):
        if turn.stopping.is_set():
            return
        turn.pace.heed(question.channel, _give(turn, question, reply), turn.now)


def _answered(turn: Turn, since: datetime) -> Iterator[tuple[KeptQuestion, Reply]]:
    """The questions that have an answer now, each with it."""
    desk, moment = turn.desk, since.timestamp()
    desk.daybook.enter()
    for question in to_ask_again(
        desk.ledger, turn.edition, since=moment, left_before=turn.left_before, limit=_ASKED
    ):
        reply = _asked_again(desk, question)
        answered = reply.answer is not None and reply.answer.outcome == "answered"
        if answered and (question.private or not is_quiet(desk, question.channel, question.thread_ts)):
            yield question, reply
        else:
            mark_asked(desk.ledger, question, turn.edition)


def _asked_again(desk: Desk, question: KeptQuestion) -> Reply:
    talk = question.questions
    asked_on = day_name(datetime.fromtimestamp(question.at, UTC).date())
    return say(
        desk,
        Origin(question.channel, question.user, question.thread_ts),
        talk,
        stated=talk if question.private else talk[-1:],
        heading=f"You asked this on {asked_on}. Now a source answers it:",
    )


def _give(turn: Turn, question: KeptQuestion, reply: Reply) -> Outcome:
    """Give a late answer, once."""
    desk, client = turn.desk, turn.client(question.workspace)
    left_behind = question.state == "claimed"
    if not claim(desk.ledger, question, turn.now.timestamp()):
        return Outcome("settled")
    try:
        if not (left_behind and _may_stand(client, question)):
            _post(desk, client, question, reply)
    except TROUBLE as error:
        return _given_back(desk, question, error)
    mark_answered(desk.ledger, question)
    return Outcome("posted")


def _may_stand(client: WebClient, question: KeptQuestion) -> bool:
    """Whether the late answer may be there already; a person's own conversation cannot be looked into."""
    return question.private or stands(client, question.channel_id, question.thread_ts, _mark(question))


def _post(desk: Desk, client: WebClient, question: KeptQuestion, reply: Reply) -> None:
    """Post the answer into the thread of its question; that to a private question to the asker directly."""
    place = question.user if question.private else question.channel_id
    thread_ts = "" if question.private else question.thread_ts
    sent = post(client, place, reply.message, thread_ts or None, _mark(question))
    channel = Channel(question.workspace, str(sent["channel"]))
    remember_post(desk, Origin(channel, question.user, thread_ts), reply, str(sent["ts"]))


def _mark(question: KeptQuestion) -> dict[str, object]:
    return mark("late_answer", f"{question.same[:16]} {question.at:.0f}")


def _given_back(desk: Desk, question: KeptQuestion, error: Trouble) -> Outcome:
    """What a failure means for the question: it is tried again, or nobody can be told any more."""
    return give_back(
        error,
        "a late answer was not given for certain",
        closed=partial(mark_answered, desk.ledger, question),
        undone=partial(release, desk.ledger, question),
    )
