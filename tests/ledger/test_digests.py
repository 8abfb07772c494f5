from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import URL, Engine

from bot.ledger.database import open_ledger
from bot.ledger.digests import (
    Digest,
    claim,
    digest_of,
    known_before,
    last_sent,
    left_behind,
    mark_failed,
    mark_sent,
    meet,
    release,
    reopen,
    shown_before,
    take_over,
)
from bot.ledger.events import KEPT_FOR, handle_once
from bot.ledger.subscriptions import (
    Subscription,
    pause,
    resume,
    subscribe,
    subscription_of,
    subscriptions,
    unsubscribe,
)
from bot.ledger.tables import Channel
from tests.ledger.racing import printed_at_once

HERE = Channel("T1", "C1")
ELSEWHERE = Channel("T1", "C2")
DAY = date(2026, 5, 1)
NEXT = DAY + timedelta(days=1)

RACER = """
import sys
from datetime import date
from sqlalchemy import make_url
from bot.ledger.database import open_ledger
from bot.ledger.digests import Digest, claim
print("ready", flush=True)
sys.stdin.readline()
ledger = open_ledger(make_url(sys.argv[1]))
for day in range(1, 29):
    digest = Digest(workspace="T1", channel_id="C1", day=date(2026, 2, day), zone="UTC", claimed_at=1.0)
    print(day if claim(ledger, digest, quotes=["q"], sources=["a.txt"]) else 0)
"""


def digest(channel: Channel = HERE, day: date = DAY, claimed_at: float = 100.0) -> Digest:
    return Digest(
        workspace=channel.workspace, channel_id=channel.id, day=day, zone="UTC", claimed_at=claimed_at
    )


def subscription(channel: Channel = HERE, at: str = "09:00") -> Subscription:
    return Subscription(
        workspace=channel.workspace, channel_id=channel.id, at=at, zone="UTC", user="U1", starts=DAY
    )


def test_one_day_is_claimed_once(ledger: Engine) -> None:
    assert claim(ledger, digest(), quotes=[], sources=[])
    assert not claim(ledger, digest(claimed_at=200.0), quotes=["later"], sources=[])
    assert claim(ledger, digest(ELSEWHERE), quotes=[], sources=[])
    assert claim(ledger, digest(day=NEXT), quotes=[], sources=[])
    assert shown_before(ledger, HERE, NEXT) == frozenset()


def test_of_two_processes_one_gets_each_day(url: URL) -> None:
    claimed = [int(day) for printed in printed_at_once(RACER, url, 2) for day in printed.split()]
    assert sorted(day for day in claimed if day) == list(range(1, 29))


def test_a_restart_forgets_nothing(url: URL) -> None:
    before = open_ledger(url)
    subscribe(before, subscription())
    assert claim(before, digest(), quotes=["q1"], sources=["a.txt"])
    mark_sent(before, digest(), "1.5")
    assert handle_once(before, "C1:1.0", now=1.0)
    before.dispose()
    after = open_ledger(url)
    kept, sent = subscription_of(after, HERE), digest_of(after, HERE, DAY)
    assert kept
    assert (kept.at, kept.zone, kept.user, kept.starts, kept.paused) == ("09:00", "UTC", "U1", DAY, None)
    assert sent
    assert (sent.state, sent.ts) == ("sent", "1.5")
    assert shown_before(after, HERE, NEXT) == {"q1"}
    assert known_before(after, HERE, NEXT) == {"a.txt"}
    assert not handle_once(after, "C1:1.0", now=2.0)
    after.dispose()


def test_what_was_shown_is_remembered_of_each_channel(ledger: Engine) -> None:
    for day in (DAY, NEXT):
        assert claim(ledger, digest(day=day), quotes=["q1", f"q of {day}"], sources=["a.txt"])
    assert shown_before(ledger, HERE, DAY) == frozenset()
    assert shown_before(ledger, HERE, NEXT) == {"q1", f"q of {DAY}"}
    assert shown_before(ledger, ELSEWHERE, NEXT) == frozenset()


def test_to_a_new_channel_what_was_there_before_is_no_news(ledger: Engine) -> None:
    meet(ledger, HERE, ["a.txt", "b.txt"])
    meet(ledger, HERE, ["a.txt", "b.txt", "c.txt"])
    assert known_before(ledger, HERE, DAY) == {"a.txt", "b.txt"}
    assert claim(ledger, digest(), quotes=[], sources=["c.txt", "a.txt"])
    assert known_before(ledger, HERE, NEXT) == {"a.txt", "b.txt", "c.txt"}


def test_what_a_failed_digest_would_have_shown_is_unseen_again(ledger: Engine) -> None:
    meet(ledger, HERE, ["a.txt"])
    assert claim(ledger, digest(), quotes=["q1"], sources=["a.txt", "b.txt"])
    mark_failed(ledger, digest())
    assert shown_before(ledger, HERE, NEXT) == frozenset()
    assert known_before(ledger, HERE, NEXT) == {"a.txt"}
    assert not claim(ledger, digest(), quotes=[], sources=[])


def test_a_released_day_can_be_claimed_anew(ledger: Engine) -> None:
    assert claim(ledger, digest(), quotes=["q1"], sources=["b.txt"])
    release(ledger, digest())
    assert claim(ledger, digest(), quotes=["q2"], sources=["b.txt"])
    assert shown_before(ledger, HERE, NEXT) == {"q2"}


def test_an_unfinished_claim_is_taken_over_once(ledger: Engine) -> None:
    assert claim(ledger, digest(), quotes=[], sources=[])
    left = digest_of(ledger, HERE, DAY)
    assert left
    assert take_over(ledger, left, now=500.0)
    assert not take_over(ledger, left, now=501.0)


def test_a_sent_digest_is_not_taken_over(ledger: Engine) -> None:
    assert claim(ledger, digest(), quotes=[], sources=[])
    mark_sent(ledger, digest(), "1.5")
    assert not take_over(ledger, digest(), now=500.0)


def test_a_subscription_replaces_the_channels_earlier_one_and_ends(ledger: Engine) -> None:
    for channel, at in ((ELSEWHERE, "07:00"), (HERE, "08:00"), (HERE, "10:00")):
        subscribe(ledger, subscription(channel, at))
    kept = [(each.channel_id, each.at) for each in subscriptions(ledger)]
    assert kept == [("C1", "10:00"), ("C2", "07:00")]
    assert unsubscribe(ledger, HERE)
    assert not unsubscribe(ledger, HERE)
    assert [each.channel for each in subscriptions(ledger)] == [ELSEWHERE]


def test_a_subscription_is_paused_once_with_the_newest_reason_and_resumed(ledger: Engine) -> None:
    subscribe(ledger, subscription())
    assert pause(ledger, HERE, "archived", DAY)
    assert not pause(ledger, HERE, "gone", NEXT)
    (paused,) = subscriptions(ledger)
    assert (paused.paused, paused.paused_on) == ("gone", DAY)
    resume(ledger, HERE)
    (running,) = subscriptions(ledger)
    assert (running.paused, running.paused_on) == (None, None)


def test_who_lost_a_claim_to_another_process_changes_nothing_of_it(ledger: Engine) -> None:
    slow = digest()
    assert claim(ledger, slow, quotes=["q1"], sources=["a.txt"])
    assert take_over(ledger, slow, now=500.0)
    release(ledger, digest())
    mark_failed(ledger, digest())
    kept = digest_of(ledger, HERE, DAY)
    assert kept
    assert (kept.state, kept.claimed_at) == ("claimed", 500.0)
    assert shown_before(ledger, HERE, NEXT) == {"q1"}


def test_what_was_left_behind_is_found_oldest_first(ledger: Engine) -> None:
    for channel, at in ((HERE, 300.0), (ELSEWHERE, 200.0)):
        assert claim(ledger, digest(channel, claimed_at=at), quotes=[], sources=[])
    sent = digest(day=NEXT)
    assert claim(ledger, sent, quotes=[], sources=[])
    mark_sent(ledger, sent, "1.5")
    assert [each.channel for each in left_behind(ledger, 300.0)] == [ELSEWHERE, HERE]
    assert [each.channel for each in left_behind(ledger, 299.0)] == [ELSEWHERE]
    assert last_sent(ledger, HERE, NEXT) is None
    assert last_sent(ledger, HERE, NEXT + timedelta(days=1)) == NEXT


def test_only_what_was_given_up_can_be_tried_anew(ledger: Engine) -> None:
    given_up, begun = digest(), digest(day=NEXT)
    given_up.state = "quiet"
    for made in (given_up, begun):
        assert claim(ledger, made, quotes=[], sources=[])
        reopen(ledger, HERE, made.day)
    assert digest_of(ledger, HERE, DAY) is None
    assert digest_of(ledger, HERE, NEXT)


def test_events_are_handled_once_and_forgotten_with_age(ledger: Engine) -> None:
    assert handle_once(ledger, "C1:1.0", now=0.0)
    assert not handle_once(ledger, "C1:1.0", now=KEPT_FOR)
    assert handle_once(ledger, "C1:2.0", now=KEPT_FOR)
    assert handle_once(ledger, "C1:1.0", now=KEPT_FOR + 1.0)
