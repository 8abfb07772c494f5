"""A day's digest into a channel: once, whatever breaks between claim, post and record.

Slack takes no idempotency key. So a day is claimed in the ledger before anything is posted, a post carries
its day as metadata, and a claim left unfinished is settled by looking for that metadata in the channel's
history before anything is posted again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, Literal

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.digests import (
    Digest,
    claim,
    digest_of,
    known_before,
    mark_failed,
    mark_sent,
    meet,
    release,
    shown_before,
    take_over,
)
from bot.ledger.schedule import due_at, local_day
from bot.ledger.tables import Channel
from bot.models import day_name
from bot.reply.digest import digest, fingerprint
from bot.show.blocks import Message, message
from bot.slack.desk import Desk

LEASE = timedelta(minutes=3)
"""After this long, an unfinished claim counts as left behind: far longer than a post may take."""

_EVENT = "nato_digest"
_PAGE = 200
_CLOCKS_DIFFER = timedelta(minutes=10)
"""By so much Slack's clock may be behind ours."""

_CLOSED = {
    "channel_not_found": "I can no longer see the channel",
    "not_in_channel": "I am not a member of the channel",
    "is_archived": "the channel is archived",
    "missing_scope": "I am not permitted to post",
    "no_permission": "I am not permitted to post",
    "restricted_action": "I am not permitted to post in the channel",
    "restricted_action_read_only_channel": "the channel is read-only to me",
    "restricted_action_non_threadable_channel": "the channel takes no posts",
    "restricted_action_thread_only_channel": "the channel takes replies only",
    "channel_type_not_supported": "a channel of this type takes no posts of mine",
    "messages_tab_disabled": "messages to me are switched off",
}
"""Refusals that last until a person mends something, in words for that person."""

_LATER = frozenset(
    {"ratelimited", "invalid_auth", "not_authed", "account_inactive", "token_expired", "token_revoked"}
)
"""Refusals that say nothing about the channel or the digest: it can be posted once they are over."""

_MAYBE_POSTED = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a digest; `reason` says what closes the channel.

    posted: it stands in the channel now; settled: the day was dealt with before, or is in other hands;
    empty: there is nothing to quote; closed: the channel takes no post; pending: it will be tried again,
    or looked for, later; failed: it is given up for this day.
    """

    kind: Literal["posted", "settled", "empty", "closed", "pending", "failed"]
    reason: str = ""


def post_digest(desk: Desk, client: WebClient, channel: Channel, zone: str, now: datetime) -> Outcome:
    """Post the digest of the day that it is in `zone`, unless the channel had it or is getting it."""
    earlier = digest_of(desk.ledger, channel, local_day(now, zone))
    if earlier is None:
        return _claim_and_post(desk, client, channel, zone, now)
    left_behind = earlier.state == "claimed" and earlier.claimed_at <= (now - LEASE).timestamp()
    if left_behind and take_over(desk.ledger, earlier, now.timestamp()):
        return _settle(desk, client, earlier, now)
    return Outcome("settled")


def _claim_and_post(desk: Desk, client: WebClient, channel: Channel, zone: str, now: datetime) -> Outcome:
    day = local_day(now, zone)
    meet(desk.ledger, channel, desk.knowledge.seeds)
    known, shown = known_before(desk.ledger, channel, day), shown_before(desk.ledger, channel, day)
    answer = digest(desk.knowledge, day, known=known, shown=shown)
    if not answer.quotes:
        return Outcome("empty")
    claimed = Digest(
        workspace=channel.workspace,
        channel_id=channel.id,
        day=day,
        zone=zone,
        claimed_at=now.timestamp(),
    )
    quotes = [fingerprint(quote.span) for quote in answer.quotes]
    sources = [quote.span.source for quote in answer.quotes]
    if not claim(desk.ledger, claimed, quotes=quotes, sources=sources):
        return Outcome("settled")
    try:
        ts = _send(client, claimed, message(answer, heading=f"Daily digest · {day_name(day)}"))
    except SlackApiError as error:
        return _refused(desk, claimed, error)
    except (OSError, HTTPException) as error:
        log.warning("a digest may or may not have arrived (%s)", type(error).__name__)
        return Outcome("pending")
    mark_sent(desk.ledger, claimed, ts)
    return Outcome("posted")


def _settle(desk: Desk, client: WebClient, left: Digest, now: datetime) -> Outcome:
    """Finish what another process began: record its post where it stands, else post."""
    try:
        ts = next(_standing(client, left), None)
    except SlackApiError as error:
        return _unread(desk, left, _code(error))
    except (OSError, HTTPException) as error:
        log.warning("a channel cannot be read now (%s)", type(error).__name__)
        return Outcome("pending")
    if ts:
        mark_sent(desk.ledger, left, ts)
        return Outcome("posted")
    release(desk.ledger, left)
    return _claim_and_post(desk, client, left.channel, left.zone, now)


def _unread(desk: Desk, left: Digest, code: str) -> Outcome:
    """What a refusal to show the channel means: without a look at it, posting could be posting twice."""
    log.warning("a channel cannot be read (%s)", code)
    if code in _LATER or code in _MAYBE_POSTED:
        return Outcome("pending")
    mark_failed(desk.ledger, left)
    return Outcome("failed")


def _send(client: WebClient, claimed: Digest, content: Message) -> str:
    sent = client.chat_postMessage(
        channel=claimed.channel_id,
        text=content.text,
        blocks=content.blocks,
        metadata={"event_type": _EVENT, "event_payload": _key(claimed)},
        unfurl_links=False,
        unfurl_media=False,
        mrkdwn=False,
    )
    return str(sent["ts"])


def _standing(client: WebClient, left: Digest) -> Iterator[str]:
    """The timestamps of the day's posts in the channel that are this very digest."""
    me = client.auth_test()["bot_id"]
    oldest = (due_at(left.day, "00:00", left.zone) - _CLOCKS_DIFFER).timestamp()
    for posted in _history(client, left.channel_id, f"{oldest:.6f}"):
        metadata = posted.get("metadata") or {}
        same = metadata.get("event_type") == _EVENT and metadata.get("event_payload") == _key(left)
        if same and posted.get("bot_id") == me:
            yield str(posted["ts"])


def _history(client: WebClient, channel: str, oldest: str) -> Iterator[Mapping[str, Any]]:
    cursor = None
    while True:
        page = client.conversations_history(
            channel=channel, oldest=oldest, include_all_metadata=True, limit=_PAGE, cursor=cursor
        )
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _key(claimed: Digest) -> dict[str, str]:
    return {"date": claimed.day.isoformat(), "channel": claimed.channel_id}


def _refused(desk: Desk, claimed: Digest, error: SlackApiError) -> Outcome:
    """What a refusal means for the day: it may have been posted, or not; now, or never."""
    code = _code(error)
    log.warning("Slack refused a digest (%s)", code)
    if code in _MAYBE_POSTED:
        return Outcome("pending")
    if code in _LATER or code in _CLOSED:
        release(desk.ledger, claimed)
        return Outcome("closed", _CLOSED[code]) if code in _CLOSED else Outcome("pending")
    mark_failed(desk.ledger, claimed)
    return Outcome("failed")


def _code(error: SlackApiError) -> str:
    """Slack's name for an error; where a server on the way answered in its stead, an internal one."""
    if error.response.status_code == 429:
        return "ratelimited"
    return str(error.response.get("error")) if error.response.status_code == 200 else "internal_error"
