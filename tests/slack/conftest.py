"""A workspace with the bot in it: the real app behind a real door; only Slack's servers are stood in for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from slack_sdk.socket_mode import SocketModeClient
from sqlalchemy import URL

from bot import ask
from bot.cli import main
from bot.data import DataFolder
from bot.knowledge.base import KnowledgeBase, knowledge_of, load
from bot.ledger.database import open_ledger
from bot.models import Answer, Meeting, Quote, Records, Scope, Span, Value
from bot.slack.app import Service, open_desk, serve
from bot.slack.desk import Desk
from bot.slack.installing import install_routes
from bot.slack.library import Ask, Edition, Library
from bot.slack.replies import Replies
from bot.slack.serving import open_port
from bot.slack.settings import Settings
from bot.slack.socket import connect
from bot.slack.web import host_routes, slack_routes
from bot.slack.wsgi import application
from bot.workspace.conversations import Post
from bot.workspace.doors import HttpDoor
from bot.workspace.limits import faults
from bot.workspace.pings import pings
from bot.workspace.views import View
from bot.workspace.workspace import CHANNEL, Workspace
from tests.slack.listeners import Listeners
from tests.waiting import wait_until

SECRET = "of-the-stand-in"  # noqa: S105 - opens nothing
WORDS = "We will keep the harbour open, come what may"
QUOTE = Quote(
    Span("harbour.txt", 10, 10 + len(WORDS), WORDS), "said", "Ines Vidal", "Ports meet", "2031-05-09"
)
ANSWER = Answer("answered", "what-said", "Ines Vidal said:", "speaker", (QUOTE,), scope=Scope(1))
FORUM = Meeting("forum", Value("Forum of Ports", None), start_date=Value("2031-05-09", None))
KNOWLEDGE = knowledge_of(Records(meetings=(FORUM,)), [])

LIGHTHOUSES = """Keepers meet in Brest

On 5 July 2025, keepers met in Brest for the Lighthouse Conference.

“No lamp goes dark”, said Captain Ada Rowe, Head of the Lamp School.
"""
"""An article that tests add to those on harbours."""


@dataclass
class Oracle:
    """Gives `answer` to whatever is asked, or asks the engine; keeps what was asked, with its thread."""

    answer: Answer = ANSWER
    engine: Ask | None = None
    error: Exception | None = None
    wait_for: threading.Event | None = None
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def __call__(self, question: str, thread: Sequence[str]) -> Answer:
        self.asked.append((question, tuple(thread)))
        if self.wait_for:
            self.wait_for.wait()
        if self.error:
            raise self.error
        return self.engine(question, thread) if self.engine else self.answer


@dataclass
class Scene:
    """The bot in its workspace. After `settle`, all that it heard is answered."""

    workspace: Workspace
    oracle: Oracle
    service: Service
    leave: Callable[[], None]

    def settle(self) -> None:
        self.leave()
        self.service.drain()

    def replies(self, channel: str = CHANNEL) -> list[str]:
        """What the bot said in a channel, as plain text, once it has settled."""
        self.settle()
        return [post.text for post in self.workspace.said(channel)]


@contextmanager
def listening(service: Service) -> Iterator[str]:
    """The address of the real server, on loopback."""
    routes = {**host_routes(service), **slack_routes(service), **install_routes(service.flow)}
    port = open_port(application(routes), 0, "127.0.0.1")
    try:
        yield f"http://127.0.0.1:{port.number}"
    finally:
        port.close()


@contextmanager
def opened(workspace: Workspace, service: Service) -> Iterator[None]:
    """The service's door, with Slack on the other side."""
    if service.settings.uses_socket:
        socket = connect(service)
        try:
            yield
        finally:
            _hang_up(workspace, socket)
    else:
        with listening(service) as address:
            workspace.door = HttpDoor(f"{address}/slack/events", SECRET)
            yield


def _hang_up(workspace: Workspace, socket: SocketModeClient) -> None:
    """Close the socket from Slack's side: the client would wait for its current read to time out."""
    socket.auto_reconnect_enabled = False
    workspace.socket.hang_up()
    wait_until(lambda: not socket.is_connected())
    socket.close()


@contextmanager
def scene_over(
    door: str,
    kept_in: Path | URL,
    workspace: Workspace,
    knowledge: KnowledgeBase = KNOWLEDGE,
    *,
    remembered: int = 0,
    **parts: Any,
) -> Iterator[Scene]:
    """A scene at one of the two doors, over a ledger in a file or at an address, maybe of earlier scenes.

    So many replies are `remembered`; `parts` are those of the desk that are not the usual ones.
    """
    settings = Settings(workspace.bot_token, signing_secret=SECRET, api_url=workspace.url)
    if door == "socket":
        settings = replace(settings, app_token=workspace.app_token)
    address = URL.create("sqlite", database=str(kept_in)) if isinstance(kept_in, Path) else kept_in
    ledger = open_ledger(address)
    oracle = Oracle()
    with ExitStack() as stack:
        stack.callback(ledger.dispose)
        edition = Edition(oracle, knowledge, replies=Replies(remembered))
        service = serve(settings, Desk(Library(lambda: edition), ledger, **parts))
        door_open = stack.enter_context(ExitStack())
        door_open.enter_context(opened(workspace, service))
        scene = Scene(workspace, oracle, service, door_open.close)
        yield scene
        scene.settle()


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """A workspace; whatever the bot says in it must be flawless, heed each click, and ping nobody."""
    listeners = Listeners()
    with Workspace() as workspace:
        yield workspace
        for post in workspace.said():
            assert post.blocks
            assert list(faults(post.blocks)) == []
            assert list(listeners.unheard(post.blocks)) == []
            assert pings(post.body) == []
        errors = ("invalid_arguments", "invalid_blocks", "no_text")
        refused = [call for call in workspace.calls if call.reply.get("error") in errors]
        assert refused == []
        views = [call.arguments["view"] for call in workspace.calls if "view" in call.arguments]
        assert [one for view in views for one in listeners.unheard_in(view)] == []
        # A person whom a modal names is not notified; only what people wrote must not become a name.
        assert [found for view in views for found in pings(view) if "'type': 'user'" not in found] == []


@pytest.fixture
def scene(request: pytest.FixtureRequest, tmp_path: Path, workspace: Workspace) -> Iterator[Scene]:
    """The bot behind HTTP, or with `both_doors` at each of its doors."""
    door = getattr(request, "param", "http")
    with scene_over(door, tmp_path / "ledger.sqlite3", workspace) as scene:
        yield scene


@pytest.fixture
def service(workspace: Workspace, data: Path) -> Iterator[Service]:
    """The bot over a data folder of the test's own."""
    desk = open_desk(DataFolder(data))
    service = serve(Settings(workspace.bot_token, signing_secret=SECRET, api_url=workspace.url), desk)
    with opened(workspace, service):
        yield service
    service.drain()
    desk.ledger.dispose()


@pytest.fixture
def harbour(
    request: pytest.FixtureRequest, tmp_path: Path, workspace: Workspace, data: Path
) -> Iterator[Scene]:
    """The bot as it answers over articles on harbours, in one of which somebody says a lot."""
    knowledge = load(DataFolder(data))
    door = getattr(request, "param", "http")
    with scene_over(door, tmp_path / "ledger.sqlite3", workspace, knowledge) as scene:
        scene.oracle.engine = partial(_asked, knowledge)
        yield scene


def _asked(knowledge: KnowledgeBase, question: str, thread: Sequence[str]) -> Answer:
    return ask(question, thread, knowledge=knowledge)


def add_lighthouses(data: Path) -> None:
    """Put the article on lighthouses beside the others, and build."""
    (data / "seeds" / "lighthouses.txt").write_text(LIGHTHOUSES, encoding="utf-8")
    assert CliRunner().invoke(main, ["build"]).exit_code == 0


def quotes_of(post: Post | View) -> list[str]:
    """The words of the quotes that a post or a view shows, as they stand in its blocks."""
    quoted = [block["elements"][0] for block in post.blocks if block["type"] == "rich_text"]
    return ["".join(part["text"] for part in quote["elements"]) for quote in quoted]


def buttons_of(post: Post) -> dict[str, str]:
    """The labels of a post's buttons, by their action ids."""
    actions = [block for block in post.blocks if block["type"] == "actions"]
    return {one["action_id"]: one["text"]["text"] for block in actions for one in block["elements"]}


both_doors = pytest.mark.parametrize("scene", ["socket", "http"], indirect=True)
over_both_doors = pytest.mark.parametrize("harbour", ["socket", "http"], indirect=True)
