"""A day's digest into a channel: once, whatever breaks between claim, post and record.

Slack takes no idempotency key. So a day is claimed in the ledger before anything is posted, and a post
carries its day as metadata; a claim left unfinished is settled by looking for those (settle.py).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from slack_sdk import WebClient

from bot.dates_in_words import dates_in, day_name
from bot.ledger.digests import (
    Digest,
    claim,
    digest_of,
    known_before,
    last_sent,
    mark_failed,
    mark_sent,
    meet,
    release,
    shown_before,
)
from bot.ledger.schedule import DAY, local_day
from bot.ledger.tables import Channel
from bot.models import Answer
from bot.reply.digest import digest, fingerprint, heartbeat
from bot.show.blocks import Message, message, notice
from bot.slack.channels import settings_in
from bot.slack.clients import TIMEOUT
from bot.slack.desk import Desk
from bot.slack.memory import remember_digest
from bot.slack.outcome import TROUBLE, Outcome, Trouble, give_back

EVENT = "nato_digest"
"""The type of the metadata by which a digest is known again."""

SILENCE = timedelta(days=7)
"""After so long without a digest, one line says that there is nothing."""


def post_digest(desk: Desk, client: WebClient, channel: Channel, zone: str, now: datetime) -> Outcome:
    """Post the digest of the day that it is in `zone`, unless the channel had it or is getting it."""
    day = local_day(now, zone)
    if is_settled(desk, channel, day):
        return Outcome("settled")
    meet(desk.ledger, channel, desk.knowledge.seeds)
    claimed = Digest(
        workspace=channel.workspace, channel_id=channel.id, day=day, zone=zone, claimed_at=now.timestamp()
    )
    with dates_in(settings_in(desk, channel).dates):
        return _post(desk, client, claimed)


def _post(desk: Desk, client: WebClient, claimed: Digest) -> Outcome:
    """Post the digest, or where there is nothing for too long, a line that says so; else keep quiet."""
    channel, day = claimed.channel, claimed.day
    last = last_sent(desk.ledger, channel, day)
    answer = content(desk, channel, day)
    if answer.quotes:
        return _claim_and_post(desk, client, claimed, answer, _shown(answer, day, last))
    if last is None or day - last >= SILENCE:
        return _claim_and_post(desk, client, claimed, answer, notice(heartbeat(desk.knowledge, last)))
    claimed.state = "quiet"
    claim(desk.ledger, claimed, quotes=(), sources=())
    return Outcome("quiet")


def is_settled(desk: Desk, channel: Channel, day: date) -> bool:
    """Whether the day's digest was dealt with, or that of the next day: clocks and zones may be put back."""
    return any(digest_of(desk.ledger, channel, each) for each in (day, day + DAY))


def key_of(claimed: Digest) -> dict[str, str]:
    """What a post's metadata say of the digest that it is."""
    return {"date": claimed.day.isoformat(), "channel": claimed.channel_id}


def content(desk: Desk, channel: Channel, day: date) -> Answer:
    """What the channel's digest of the day has to say."""
    known, shown = known_before(desk.ledger, channel, day), shown_before(desk.ledger, channel, day)
    return digest(desk.knowledge, day, known=known, shown=shown)


def _shown(answer: Answer, day: date, last: date | None) -> Message:
    """The digest under its day; where days lie between, the last one's tells since when things are new."""
    since = f" · the last one was of {day_name(last)}" if last and day - last > DAY else ""
    return message(answer, heading=f"Daily digest · {day_name(day)}{since}")


def _claim_and_post(
    desk: Desk, client: WebClient, claimed: Digest, answer: Answer, content: Message
) -> Outcome:
    # What a long message leaves out comes with a later digest.
    visible = answer.quotes[: max(1, sum(block["type"] == "rich_text" for block in content.blocks))]
    quotes = [fingerprint(quote.span) for quote in visible]
    if not claim(desk.ledger, claimed, quotes=quotes, sources=[quote.span.source for quote in visible]):
        return Outcome("settled")
    try:
        ts = _send(client, claimed, content)
    except TROUBLE as error:
        return _give_back(desk, claimed, error)
    mark_sent(desk.ledger, claimed, ts)
    remember_digest(desk, claimed.channel, claimed.day, answer, ts)
    return Outcome("posted")


def _give_back(desk: Desk, claimed: Digest, error: Trouble) -> Outcome:
    """Undo the claim where nothing was posted for certain; else it stays, and is settled later."""
    return give_back(
        error,
        "a digest was not posted for certain",
        closed=partial(mark_failed, desk.ledger, claimed),
        undone=partial(release, desk.ledger, claimed),
    )


def _send(client: WebClient, claimed: Digest, content: Message) -> str:
    # Never sent a second time by itself, nor after a wait in which the claim would grow old.
    once = WebClient(token=client.token, base_url=client.base_url, timeout=TIMEOUT, retry_handlers=[])
    sent = once.chat_postMessage(
        channel=claimed.channel_id,
        text=content.text,
        blocks=content.blocks,
        metadata={"event_type": EVENT, "event_payload": key_of(claimed)},
        unfurl_links=False,
        unfurl_media=False,
        mrkdwn=False,
    )
    return str(sent["ts"])
