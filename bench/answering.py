"""Questions under fire: answering processes over one ledger, killed at random steps, and repetitions.

Slack reaches them by signed requests, or over the sockets that they open, some of which it hangs up in
mid-envelope.
"""

from __future__ import annotations

import itertools
import logging
import random
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import make_url

from bench.digesting import Run, at_rest, context, yards
from bench.dying import Steps, mortal
from bot.ledger.database import open_ledger
from bot.models import Answer, Quote, Scope, Span
from bot.slack.app import Service, serve
from bot.slack.clients import web_client
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library
from bot.slack.owed import LEASE, answer_owed
from bot.slack.serving import open_port
from bot.slack.settings import Settings
from bot.slack.socket import connect
from bot.slack.surfaces.conversation import answer
from bot.slack.web import slack_routes
from bot.slack.wsgi import application
from bot.workspace.conversations import Post
from bot.workspace.doors import Door, HttpDoor, Kind, Receipt, SocketDoor
from bot.workspace.payloads import BOT_USER, app_mention, event_callback, message_event
from bot.workspace.troubles import Trouble, broken, dropped_after, dropped_before, limited, refused
from bot.workspace.workspace import Workspace

SECRET = "of-the-stand-in"  # noqa: S105 - opens nothing
_POST = "chat.postMessage"
_RETRIES = 3
_SOCKETS = 1000
"""More than there ever are: one is chosen by counting through them."""
_CUT = 0.2
"""The share of envelopes amid which Slack hangs up."""
_WRITTEN = 0.05
"""Seconds after which a process has written down the step that it was making."""
_DYING = 5.0
"""Seconds after which a process that was killed is known to be."""
_LOOKS = 5
_WORDS = "Yard 1 called for order."
_QUOTE = Quote(Span("yards.txt", 0, len(_WORDS), _WORDS), "said")
_ANSWER = Answer("answered", "what-said", "Yard 1:", "speaker", (_QUOTE,), scope=Scope(1))

TROUBLES: dict[str, Trouble | None] = {
    "killed": None,
    "killed, post lost its reply": dropped_after(),
    "killed, post never arrived": dropped_before(),
    "killed, HTTP 503": broken(503),
    "killed, 429": limited(0),
    "killed, token revoked": refused("token_revoked"),
}


@dataclass(frozen=True, slots=True)
class AnySocket:
    """The sockets that all processes hold open: nobody can tell over which of them Slack will speak."""

    socket: SocketDoor
    chance: random.Random

    def deliver(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0) -> Receipt:
        """Deliver the payload over one of them, and maybe hang that up before it is acknowledged."""
        cut = self.chance.random() < _CUT
        return self.socket.deliver(kind, payload, retry, over=self.chance.randrange(_SOCKETS), cut=cut)


@dataclass
class Answering:
    """A process of the bot's, begun anew whenever it was killed; behind HTTP unless there are sockets."""

    ledger: str
    workspace: Workspace
    sockets: AnySocket | None = None
    steps: Steps = field(default_factory=lambda: context.RawValue("l", 0))

    def __post_init__(self) -> None:
        self._begin()

    def hear(self, callback: Mapping[str, Any], retry: int) -> bool:
        """Whether an event of Slack's was acknowledged, which the process may not live to do."""
        try:
            return self._door.deliver("events_api", callback, retry).status == 200
        except (OSError, HTTPException):  # it died before, or amid its response
            self._process.join(_DYING)
            return False

    def look(self, leases: int) -> None:
        """Let the process finish what it heard, then see what is owed, so many leases later: it lives on."""
        self.spare()
        for _ in range(2):
            self.revive()
            try:
                self._orders.send(leases)
                self._orders.recv()
                return
            except (EOFError, OSError):
                self._process.join(_DYING)

    def arm(self, steps: int) -> None:
        """Let the process live for so many steps."""
        self.revive()
        self.steps.value = steps

    def spare(self) -> None:
        """Let the process live: again and again, since it may just be writing down that it made a step."""
        left = -1
        while left:
            self.steps.value = 0
            time.sleep(_WRITTEN)
            left = self.steps.value

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()

    def revive(self) -> None:
        """See to it that the process lives, as hosts do."""
        self._process.join(0)
        if self._process.exitcode is not None:
            self._begin()

    def _begin(self) -> None:
        self.steps.value = 0
        self._orders, theirs = context.Pipe()
        app_token = self.workspace.app_token if self.sockets else ""
        tokens = Settings(
            self.workspace.bot_token, app_token=app_token, signing_secret=SECRET, api_url=self.workspace.url
        )
        given = (self.ledger, tokens, theirs, self.steps)
        self._process = context.Process(target=serve_on, args=given, daemon=True)
        self._process.start()
        theirs.close()
        port = self._orders.recv()
        self._door: Door = self.sockets or HttpDoor(f"http://127.0.0.1:{port}/slack/events", SECRET)


def serve_on(ledger: str, settings: Settings, orders: Connection, steps: Steps) -> None:
    """A process of the bot's: it answers, and looks after what is owed when it is told to."""
    logging.disable(logging.CRITICAL)
    desk = Desk(Library(partial(Edition, _asked, yards())), open_ledger(make_url(ledger)))
    service = serve(settings, desk)
    mortal(steps)
    orders.send(_opened(service))
    client = web_client(settings.bot_token, settings.api_url)
    while (leases := orders.recv()) is not None:
        desk.workers.wait()
        later = datetime.now(UTC) + leases * LEASE
        answer_owed(desk, lambda _: client, answer, later, threading.Event())
        desk.workers.wait()
        orders.send("looked")


def _opened(service: Service) -> int:
    """The number of the port that the service listens on; 0 where it opens a socket of Slack's instead."""
    if service.settings.uses_socket:
        connect(service)
        return 0
    return open_port(application(slack_routes(service)), 0, "127.0.0.1").number


def answer_runs(
    urls: dict[str, str], runs: int, chance: random.Random, *, over_sockets: bool = False
) -> Iterator[Run]:
    """So many questions, on all engines and with 1, 2 and 4 processes in turn."""
    settings = list(itertools.product(urls, (1, 2, 4)))
    for number, (engine, count) in enumerate(settings):
        share = len(range(number, runs, len(settings)))
        with Workspace() as workspace, ExitStack() as stack:
            sockets = AnySocket(workspace.socket, chance) if over_sockets else None
            bots = [Answering(urls[engine], workspace, sockets) for _ in range(count)]
            for bot in bots:
                stack.callback(bot.close)
            for _ in range(share):
                yield replace(_ask(workspace, bots, chance), engine=engine)


def _ask(workspace: Workspace, bots: Sequence[Answering], chance: random.Random) -> Run:
    """One question, heard as often as Slack may say it, by processes that are killed over it."""
    fault = chance.choice(list(TROUBLES))
    trouble = TROUBLES[fault]
    words = {"text": f"<@{BOT_USER}> who called for order?"}
    name = f"{chance.randrange(10**9):09}"  # everybody asks once: nobody is taken for a flood
    post = workspace.conversations.add(Post(f"C{name}", "", f"U{name}", words))
    if trouble:
        workspace.disturb(_POST, trouble, times=1)
    for bot in bots:
        bot.arm(int(10 ** chance.uniform(1, 4.2)))
    mention, message = (
        event_callback(event, f"Ev{event['type']}{name}", workspace.team)
        for event in (app_mention(post), message_event(post))
    )
    for repeated in range(_RETRIES):
        _send(bots, chance, *([mention, message, mention] if repeated == 0 else [mention]), retry=repeated)
    for bot in bots:
        bot.spare()  # Slack tries no more: somebody has to hear it now
    while not _send(bots, chance, mention, retry=_RETRIES):
        pass
    for look in range(_LOOKS):  # at first, none is a lease later: all finish what they have in hand
        for bot in bots:
            bot.look(2 * look)
        at_rest(workspace)
        workspace.calm(_POST)
    replies = [
        reply for reply in workspace.conversations.thread(post.channel, post.ts) if reply.user == BOT_USER
    ]
    return Run("", len(bots), fault, len(replies), "")


def _send(
    bots: Sequence[Answering], chance: random.Random, *callbacks: Mapping[str, Any], retry: int
) -> bool:
    """Whether somebody acknowledged the events, which Slack sends at the same time."""
    hearing = [chance.choice(bots) for _ in callbacks]
    for bot in hearing:
        bot.revive()
    with ThreadPoolExecutor() as threads:
        heard = threads.map(lambda bot, callback: bot.hear(callback, retry), hearing, callbacks)
        return any(list(heard))


def _asked(question: str, thread: Sequence[str]) -> Answer:  # noqa: ARG001 - whatever is asked
    return _ANSWER
