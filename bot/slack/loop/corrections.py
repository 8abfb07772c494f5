"""Posts whose quotes are no longer in their seeds are corrected where they stand, and their threads told.

A correction is claimed in the ledger before anything is sent. To change a message twice is as good as once,
so a claim left behind is simply carried out again; the note in the thread is looked for before it is posted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from slack_sdk import WebClient

from bot.dates_in_words import day_name
from bot.ledger.posts import (
    Post,
    claim,
    forget,
    mark_checked,
    mark_corrected,
    quotes_of,
    release,
    unchecked,
)
from bot.show.blocks import notice
from bot.slack.desk import Desk
from bot.slack.loop.anew import anew
from bot.slack.loop.quiet import is_quiet
from bot.slack.loop.standing import mark, stands
from bot.slack.loop.turn import Turn
from bot.slack.outcome import TROUBLE, Outcome, Trouble, give_back
from bot.slack.posting import change, post

_COMPARED = 200
_CORRECTED = 10
"""So many posts are compared with the seeds, and so many corrected, in one turn."""

_CHANGES = {
    (False, False): "",
    (False, True): "an article that it quoted was edited",
    (True, False): "an article that it quoted was withdrawn",
    (True, True): "of the articles that it quoted, one was edited, another withdrawn",
}
"""What is told of articles: whether one was withdrawn, whether one was edited."""

_ANSWERED_AGAIN = "an article that answers the question is there again"


def correct_posts(turn: Turn) -> None:
    """Correct posts that quote what is no longer in the seeds."""
    to_correct = (pair for pair in _compared(turn) if turn.pace.allows(pair[0].channel, turn.now))
    for standing, changed in islice(to_correct, _CORRECTED):
        if turn.stopping.is_set():
            return
        turn.pace.heed(standing.channel, _correct(turn, standing, changed), turn.now)


def _compared(turn: Turn) -> Iterator[tuple[Post, str]]:
    """The posts that need correction, each with what happened to the articles that it quotes."""
    ledger = turn.desk.ledger
    for standing in unchecked(ledger, turn.edition, left_before=turn.left_before, limit=_COMPARED):
        changed = _changed(turn.desk, standing)
        if changed:
            yield standing, changed
        else:
            mark_checked(ledger, standing, turn.edition)


def _changed(desk: Desk, standing: Post) -> str:
    """What became of the articles whose quoted words are gone; empty where all words are still there."""
    seeds = desk.knowledge.seeds
    quotes = quotes_of(desk.ledger, standing)
    withdrawn = any(quote.source not in seeds for quote in quotes)
    if any(quote.is_gone for quote in quotes):
        return _ANSWERED_AGAIN
    there = [quote for quote in quotes if quote.source in seeds]
    edited = any(not quote.stands_in(seeds[quote.source].text) for quote in there)
    return _CHANGES[withdrawn, edited]


def _correct(turn: Turn, standing: Post, changed: str) -> Outcome:
    """Correct one post, once."""
    desk, client = turn.desk, turn.client(standing.workspace)
    if not claim(desk.ledger, standing, turn.now.timestamp()):
        return Outcome("settled")
    said = anew(desk, standing, f"Corrected on {day_name(turn.now.date())}: {changed}.")
    try:
        if said.shown != standing.shown:
            change(client, standing.channel_id, standing.ts, said.message)
            _tell(turn, client, standing, changed)
    except TROUBLE as error:
        return _given_back(desk, standing, error)
    mark_corrected(desk.ledger, standing, turn.edition, said.shown, said.quotes)
    return Outcome("posted")


def _tell(turn: Turn, client: WebClient, standing: Post, changed: str) -> None:
    """Note the correction in the thread, unless the bot was silenced there or the note is there already."""
    thread_ts = standing.thread_ts or standing.ts
    note = mark("correction", f"{standing.ts} {turn.edition[:12]}")
    left_behind = standing.claimed_at is not None
    if is_quiet(turn.desk, standing.channel, thread_ts):
        return
    if left_behind and stands(client, standing.channel_id, thread_ts, note):
        return
    text = f"I have corrected {_called(standing)} above: {changed}."
    post(client, standing.channel_id, notice(text), thread_ts, note)


def _called(standing: Post) -> str:
    if standing.day:
        return f"the digest of {day_name(standing.day)}"
    return f"my answer to “{standing.questions[-1]}”" if standing.questions else "an answer of mine"


def _given_back(desk: Desk, standing: Post, error: Trouble) -> Outcome:
    """What a failure means for the post: it is tried again, or it is gone and forgotten."""
    return give_back(
        error,
        "a correction was not made",
        closed=partial(forget, desk.ledger, standing),
        undone=partial(release, desk.ledger, standing),
    )
