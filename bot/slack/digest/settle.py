"""Claims left behind by a process that ended, or that heard no reply: did the digest arrive?

Its post is looked for in the channel's history, by its metadata. Where it stands, that is recorded; where
not, the digest of the present day is posted, and that of an earlier day given up, so that what it would have
shown comes with the next one. Where one cannot look, nothing is posted: it could be the second time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.ledger.digests import Digest, mark_failed, mark_sent, release, take_over
from bot.ledger.schedule import due_at, local_day, zone_is_known
from bot.slack.desk import Desk
from bot.slack.digest.post import EVENT, content, key_of, post_digest
from bot.slack.memory import remember_digest
from bot.slack.outcome import TROUBLE, Outcome, meaning
from bot.slack.pages import all_messages

LEASE = timedelta(minutes=3)
"""After this long, an unfinished claim counts as left behind: far longer than a post may take."""

_PAGE = 999
_CLOCKS_DIFFER = timedelta(days=2)
"""By so much our clock may have been ahead of Slack's."""

log = logging.getLogger(__name__)


def settle(desk: Desk, client: WebClient, left: Digest, now: datetime) -> Outcome:
    """Finish what was begun and left."""
    if not take_over(desk.ledger, left, now.timestamp()):
        return Outcome("settled")
    held = replace(left, claimed_at=now.timestamp())
    try:
        ts = next(_standing(client, held), None)
    except TROUBLE as error:
        outcome = meaning(error)
        log.warning("a channel cannot be read: %s (%s)", outcome.kind, outcome.reason)
        if outcome.kind == "closed":
            mark_failed(desk.ledger, held)
        return outcome
    if ts:
        mark_sent(desk.ledger, held, ts)
        remember_digest(desk, held.channel, held.day, content(desk, held.channel, held.day), ts)
        return Outcome("posted")
    return _post_or_give_up(desk, client, held, now)


def _post_or_give_up(desk: Desk, client: WebClient, held: Digest, now: datetime) -> Outcome:
    if zone_is_known(held.zone) and local_day(now, held.zone) == held.day:
        release(desk.ledger, held)
        return post_digest(desk, client, held.channel, held.zone, now)
    mark_failed(desk.ledger, held)
    return Outcome("settled")


def _standing(client: WebClient, held: Digest) -> Iterator[str]:
    """The timestamps of the posts in the channel that are this very digest."""
    me = client.auth_test()["bot_id"]
    begun = due_at(held.day, "00:00", held.zone if zone_is_known(held.zone) else "UTC")
    oldest = f"{(begun - _CLOCKS_DIFFER).timestamp():.6f}"
    history = all_messages(
        lambda cursor: client.conversations_history(
            channel=held.channel_id, oldest=oldest, include_all_metadata=True, limit=_PAGE, cursor=cursor
        )
    )
    for posted in history:
        metadata = posted.get("metadata") or {}
        same = metadata.get("event_type") == EVENT and metadata.get("event_payload") == key_of(held)
        if same and posted.get("bot_id") == me:
            yield str(posted["ts"])
