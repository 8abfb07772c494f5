"""Questions under fire: answering processes over one ledger, killed at random steps, and repetitions."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection

from sqlalchemy import make_url

from bench.digesting import Run, at_rest, context, yards
from bench.dying import Steps, mortal
from bot.ledger.database import open_ledger
from bot.models import Answer, Quote, Scope, Span
from bot.slack.app import serve
from bot.slack.clients import web_client
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library
from bot.slack.owed import LEASE, answer_owed
from bot.slack.serving import open_port
from bot.slack.settings import Settings
from bot.slack.surfaces.conversation import answer
from bot.slack.web import slack_routes
from bot.slack.wsgi import application
from bot.workspace.conversations import Post
from bot.workspace.doors import HttpDoor
from bot.workspace.payloads import BOT_USER, app_mention, message_event
from bot.workspace.troubles import Trouble, broken, dropped_after, dropped_before, limited, refused
from bot.workspace.workspace import Workspace

SECRET = "of-the-stand-in"  # noqa: S105 - opens nothing
_POST = "chat.postMessage"
_RETRIES = 3
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


@dataclass
class Answering:
    """A process of the bot's behind HTTP, begun anew whenever it was killed."""

    ledger: str
    workspace: Workspace
    steps: Steps = field(default_factory=lambda: context.RawValue("l", 0))

    def __post_init__(self) -> None:
        self._begin()

    def hear(self, kind: str, post: Post, retry: int) -> None:
        """Let an event of Slack's reach the process, which may not live to acknowledge it."""
        self._revive()
        event = app_mention(post) if kind == "app_mention" else message_event(post)
        self.workspace.door = self._door
        try:
            self.workspace.send_event(event, retry)
        except OSError:
            self._process.join(_DYING)

    def look(self, leases: int) -> None:
        """Let the process finish what it heard, then see what is owed, so many leases later: it lives on."""
        self.steps.value = 0
        for _ in range(2):
            self._revive()
            try:
                self._orders.send(leases)
                self._orders.recv()
                return
            except (EOFError, OSError):
                self._process.join(_DYING)

    def arm(self, steps: int) -> None:
        """Let the process live for so many steps."""
        self._revive()
        self.steps.value = steps

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()

    def _revive(self) -> None:
        self._process.join(0)
        if self._process.exitcode is not None:
            self._begin()

    def _begin(self) -> None:
        self.steps.value = 0
        self._orders, theirs = context.Pipe()
        given = (self.ledger, self.workspace.url, self.workspace.bot_token, theirs, self.steps)
        self._process = context.Process(target=serve_on, args=given, daemon=True)
        self._process.start()
        theirs.close()
        self._door = HttpDoor(f"http://127.0.0.1:{self._orders.recv()}/slack/events", SECRET)


def serve_on(ledger: str, api: str, token: str, orders: Connection, steps: Steps) -> None:
    """A process of the bot's: it answers over HTTP, and looks after what is owed when it is told to."""
    desk = Desk(Library(partial(Edition, _asked, yards())), open_ledger(make_url(ledger)))
    service = serve(Settings(token, signing_secret=SECRET, api_url=api), desk)
    mortal(steps)
    orders.send(open_port(application(slack_routes(service)), 0, "127.0.0.1").number)
    client = web_client(token, api)
    while (leases := orders.recv()) is not None:
        desk.workers.wait()
        later = datetime.now(UTC) + leases * LEASE
        answer_owed(desk, lambda _: client, answer, later, threading.Event())
        desk.workers.wait()
        orders.send("looked")


def answer_runs(urls: dict[str, str], runs: int, chance: random.Random) -> Iterator[Run]:
    """So many questions, on all engines and with 1, 2 and 4 processes in turn."""
    settings = list(itertools.product(urls, (1, 2, 4)))
    for number, (engine, count) in enumerate(settings):
        share = len(range(number, runs, len(settings)))
        with Workspace() as workspace, ExitStack() as stack:
            bots = [Answering(urls[engine], workspace) for _ in range(count)]
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
    kinds = ("app_mention", "message", *["app_mention"] * _RETRIES)
    for number, kind in enumerate(kinds):
        if number == len(kinds) - 1:  # Slack tries no more: somebody has to hear it now
            for bot in bots:
                bot.steps.value = 0
        chance.choice(bots).hear(kind, post, max(0, number - 1))
    for look in range(_LOOKS):  # at first, none is a lease later: all finish what they have in hand
        for bot in bots:
            bot.look(2 * look)
        at_rest(workspace)
        workspace.calm(_POST)
    replies = [
        reply for reply in workspace.conversations.thread(post.channel, post.ts) if reply.user == BOT_USER
    ]
    return Run("", len(bots), fault, len(replies), "")


def _asked(question: str, thread: Sequence[str]) -> Answer:  # noqa: ARG001 - whatever is asked
    return _ANSWER
