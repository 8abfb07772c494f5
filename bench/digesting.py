"""Digests under fire: clock processes over one ledger, each killed at a random step or hit by a fault."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from multiprocessing import get_context
from pkgutil import iter_modules

from sqlalchemy import Engine, make_url

from bench.dying import Steps, mortal
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.ledger import __path__ as ledger_modules
from bot.ledger.database import open_ledger
from bot.ledger.digests import digest_of
from bot.ledger.subscriptions import Subscription, subscribe, unsubscribe
from bot.ledger.tables import Channel
from bot.models import Answer, Records, Seed, Source, Statement
from bot.slack.clients import web_client
from bot.slack.clock import Clock
from bot.slack.desk import Desk
from bot.slack.digest.due import post_due_digests
from bot.slack.digest.pace import Pace
from bot.slack.digest.settle import LEASE
from bot.slack.library import Edition, Library
from bot.workspace.conversations import Post
from bot.workspace.payloads import TEAM
from bot.workspace.troubles import (
    Trouble,
    broken,
    dropped_after,
    dropped_before,
    held,
    limited,
    refused,
)
from bot.workspace.workspace import USER, Workspace

PRELOADED = [
    "bench.answering",
    "psycopg_binary",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    *(module.name for module in iter_modules(ledger_modules, "bot.ledger.")),
]
"""What every process needs, loaded once: they are forked."""

DAY = datetime.now(UTC).date()
"""The stand-in stamps its posts by the real clock, so that the day of the digests has to be a real one."""
DUE = datetime.combine(DAY, time(9), UTC)
_LOOKS = 8
_UNDER_FIRE = 2
"""Of the looks at the clock, so many are under fire; then one at least is not."""
_PATIENCE = 60.0
_POST = "chat.postMessage"

context = get_context("forkserver")

TROUBLES: dict[str, tuple[str, Trouble] | None] = {
    "killed": None,
    "killed, post lost its reply": (_POST, dropped_after()),
    "killed, post never arrived": (_POST, dropped_before()),
    "killed, HTTP 503": (_POST, broken(503)),
    "killed, HTTP 500": (_POST, broken(500)),
    "killed, 429": (_POST, limited(1)),
    "killed, token revoked": (_POST, refused("token_revoked")),
    "killed, history breaks": ("conversations.history", dropped_before()),
    "killed, history limited": ("conversations.history", limited(1)),
}
"""Kinds of faults: every process is killed, and at the same time Slack fails in this way."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a clock process is to do: one look at the clock, at this moment, over this ledger."""

    ledger: str
    api: str
    token: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one digest: how often it was posted, and whether the ledger knows."""

    engine: str
    processes: int
    fault: str
    posted: int
    state: str


def tick(order: Order, steps: Steps) -> None:
    """A clock process: it looks once at what is due, if it lives."""
    ledger = open_ledger(make_url(order.ledger))
    client = web_client(order.token, order.api)
    job = partial(post_due_digests, Desk(Library(partial(Edition, _unasked, yards())), ledger),
                  lambda _: client, Pace())  # fmt: skip
    if steps.value:
        mortal(steps)
    Clock([job], lambda: order.now).tick()


def digest_runs(urls: dict[str, str], runs: int, chance: random.Random) -> Iterator[Run]:
    """So many digests, on all engines and with 1, 2 and 4 processes in turn."""
    settings = itertools.cycle(itertools.product(urls, (1, 2, 4)))
    ledgers = {engine: open_ledger(make_url(url)) for engine, url in urls.items()}
    with Workspace() as workspace:
        calls = {engine: _calls(workspace, url, ledgers[engine]) for engine, url in urls.items()}
        for number, (engine, processes) in zip(range(runs), settings, strict=False):
            channel = Channel(TEAM, f"C{number:05}")
            fault = chance.choice(list(TROUBLES))
            _subscribe(ledgers[engine], channel)
            order = Order(urls[engine], workspace.url, workspace.bot_token, DUE)
            step = partial(chance.randint, 1, calls[engine])
            for look in _rounds(workspace, order, processes, fault, step):
                settled = digest_of(ledgers[engine], channel, DAY)
                if look >= _UNDER_FIRE and settled and settled.state == "sent":
                    break
            unsubscribe(ledgers[engine], channel)
            posted = len(workspace.said(channel.id))
            yield Run(engine, processes, fault, posted, settled.state if settled else "none")
    for ledger in ledgers.values():
        ledger.dispose()


def stalled_runs(urls: dict[str, str], runs: int) -> Iterator[Run]:
    """Posts that Slack holds back for longer than a lease, while another process settles: the one window."""
    ledgers = {engine: open_ledger(make_url(url)) for engine, url in urls.items()}
    with Workspace() as workspace:
        for number, engine in zip(range(runs), itertools.cycle(urls), strict=False):
            channel, late = Channel(TEAM, f"S{number:05}"), threading.Event()
            _subscribe(ledgers[engine], channel)
            order = Order(urls[engine], workspace.url, workspace.bot_token, DUE)
            workspace.disturb(_POST, held(late), times=1)
            first = context.Process(target=tick, args=(order, context.RawValue("l", 0)))
            first.start()
            while not digest_of(ledgers[engine], channel, DAY):
                first.join(0.02)
            first.join(0.5)
            first.kill()
            first.join()
            _together(replace(order, now=DUE + 2 * LEASE), [0])
            late.set()
            workspace.conversations.wait_for(partial(_came_twice, channel.id))
            unsubscribe(ledgers[engine], channel)
            yield Run(
                engine, 2, "held back by Slack beyond the lease", len(workspace.said(channel.id)), "sent"
            )
    for ledger in ledgers.values():
        ledger.dispose()


def _rounds(
    workspace: Workspace, order: Order, processes: int, fault: str, step: Callable[[], int]
) -> Iterator[int]:
    """Look at the clock again and again, a lease apart, at first under fire; the number of each look."""
    trouble = TROUBLES[fault]
    for number in range(_LOOKS):
        under_fire = number < _UNDER_FIRE
        if trouble and under_fire:
            workspace.disturb(*trouble, times=1)
        now = order.now + number * (LEASE + timedelta(minutes=1))
        lives = [step() for _ in range(processes)] if under_fire else [0]
        _together(replace(order, now=now), lives)
        at_rest(workspace)
        if trouble:
            workspace.calm(trouble[0])
        yield number


def at_rest(workspace: Workspace) -> None:
    """Wait until the stand-in has done all that it was sent before a process was killed.

    In truth a lease passes meanwhile; where time is simulated, it would not.
    """
    web_client(workspace.bot_token, workspace.url).auth_test()  # connections are taken in their order
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(_PATIENCE)


def _together(order: Order, lives: Sequence[int]) -> None:
    """Clock processes that look at once, each with so many steps to live."""
    racing = [context.Process(target=tick, args=(order, context.RawValue("l", life))) for life in lives]
    for process in racing:
        process.start()
    for process in racing:
        process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError("a clock process did not end")


def _calls(workspace: Workspace, url: str, ledger: Engine) -> int:
    """How many calls of functions a look at the clock takes that posts one digest."""
    channel, steps = Channel(TEAM, "C-COUNT"), context.RawValue("l", -1)
    _subscribe(ledger, channel)
    process = context.Process(target=tick, args=(Order(url, workspace.url, workspace.bot_token, DUE), steps))
    process.start()
    process.join(_PATIENCE)
    unsubscribe(ledger, channel)
    return -int(steps.value)


def _subscribe(ledger: Engine, channel: Channel) -> None:
    subscribe(
        ledger,
        Subscription(
            workspace=channel.workspace, channel_id=channel.id, at="09:00", zone="UTC", user=USER, starts=DAY
        ),
    )


def _came_twice(channel: str, posts: Sequence[Post]) -> bool:
    return sum(post.channel == channel for post in posts) > 1


def yards() -> KnowledgeBase:
    """What the bot knows here: one article, in which nine times something is said."""
    seed = Seed("yards.txt", "\n".join(f"Yard {number} called for order." for number in range(9)))
    lines = [seed.span(start := seed.text.index(line), start + len(line)) for line in seed.text.split("\n")]
    statements = tuple(Statement(line.text, line, "indirect") for line in lines)
    return knowledge_of(Records((Source(seed.file),), statements=statements), [seed])


def _unasked(question: str, thread: Sequence[str]) -> Answer:
    raise AssertionError(question, thread)
