"""A workspace with the bot in it, for one person on this machine; gone when it is closed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from bot.data import DataFolder
from bot.knowledge.base import KnowledgeBase
from bot.ledger.database import open_ledger
from bot.slack.app import Service, read_edition, serve
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library, state_of
from bot.slack.serving import open_port
from bot.slack.settings import Settings
from bot.slack.web import slack_routes
from bot.slack.wsgi import application
from bot.workspace.doors import HttpDoor
from bot.workspace.page.examples import first_question
from bot.workspace.page.picture import ASKING, DIGESTS
from bot.workspace.page.serving import LOOPBACK
from bot.workspace.page.transcript import Transcript
from bot.workspace.state import USER, Room
from bot.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Playground:
    """The workspace, the bot in it, and what lies behind its answers."""

    workspace: Workspace
    service: Service
    transcript: Transcript

    @property
    def knowledge(self) -> KnowledgeBase:
        """What the bot knows now."""
        return self.service.desk.knowledge


@contextmanager
def playground_over(folder: DataFolder, *, keep: URL | None = None) -> Iterator[Playground]:
    """A playground over a data folder, in which a first question has been asked.

    What people do there is forgotten with it, unless a database is given to `keep` it in. Raises NatoError
    where the knowledge cannot be read.
    """
    transcript = Transcript()
    library = Library(partial(_edition, folder, transcript), partial(state_of, folder))
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(TemporaryDirectory(prefix="nato-playground-")))
        workspace = stack.enter_context(_workspace())
        ledger = open_ledger(keep or URL.create("sqlite", database=str(temporary / "ledger.sqlite3")))
        stack.callback(ledger.dispose)
        settings = Settings(workspace.bot_token, signing_secret=secrets.token_hex(), api_url=workspace.url)
        service = serve(settings, Desk(library, ledger))
        stack.callback(service.drain)
        port = open_port(application(slack_routes(service)), 0, LOOPBACK)
        stack.callback(port.close)
        workspace.door = HttpDoor(f"http://{LOOPBACK}:{port.number}/slack/events", settings.signing_secret)
        service.clock.start()
        workspace.mention(first_question(library.edition.knowledge), ASKING)
        yield Playground(workspace, service, transcript)


@contextmanager
def _workspace() -> Iterator[Workspace]:
    with Workspace() as workspace:
        workspace.rooms |= {ASKING: Room("press-office"), DIGESTS: Room("daily-digest")}
        workspace.zones[USER] = "UTC"
        yield workspace


def _edition(folder: DataFolder, transcript: Transcript) -> Edition:
    edition = read_edition(folder)
    return Edition(transcript.heard(edition.ask), edition.knowledge)
