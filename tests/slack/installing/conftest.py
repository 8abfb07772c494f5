"""The app as several workspaces install it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import URL, Engine, MetaData, select
from sqlalchemy.sql.functions import count

from bot.ledger.database import open_ledger
from bot.slack.app import Service, serve
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library
from bot.slack.settings import Settings
from bot.workspace.doors import HttpDoor
from bot.workspace.installing import install
from bot.workspace.workspace import Workspace
from tests.slack.conftest import KNOWLEDGE, SECRET, Oracle, opened

KEY = Fernet.generate_key().decode()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    engine = open_ledger(URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3")))
    yield engine
    engine.dispose()


@pytest.fixture
def service(workspace: Workspace, ledger: Engine) -> Iterator[Service]:
    """The bot, in no workspace yet."""
    with running(workspace, ledger) as service:
        yield service


@pytest.fixture
def other(workspace: Workspace, service: Service) -> Workspace:
    """A second workspace, with the bot in it."""
    other = workspace.beside("T0002")
    assert install(other, address_of(workspace)).status == 200
    return other


@contextmanager
def running(workspace: Workspace, ledger: Engine, key: str = KEY) -> Iterator[Service]:
    """The bot at work for the block; after it, all that it heard is answered."""
    service = service_with(workspace, ledger, key)
    with opened(workspace, service):
        yield service
    service.drain()


def service_with(workspace: Workspace, ledger: Engine, key: str = KEY) -> Service:
    """The bot, which keeps the tokens of workspaces under that key."""
    return serve(settings_with(workspace, key), Desk(Library(lambda: Edition(Oracle(), KNOWLEDGE)), ledger))


def settings_with(workspace: Workspace, key: str = KEY) -> Settings:
    """Settings for an app that workspaces install."""
    return Settings(
        client_id="1.2",
        client_secret="of-the-app",  # noqa: S106 - opens nothing
        token_key=key,
        signing_secret=SECRET,
        api_url=workspace.url,
    )


def address_of(workspace: Workspace) -> str:
    """Where the app is served."""
    assert isinstance(workspace.door, HttpDoor)
    return workspace.door.url.removesuffix("/slack/events")


def tables_about(ledger: Engine, workspace: str) -> set[str]:
    """The tables that hold anything of a workspace."""
    tables = MetaData()
    tables.reflect(ledger)
    held = set()
    with ledger.connect() as connection:
        for table in tables.sorted_tables:
            owner = table.columns.get("workspace", table.columns.get("team_id"))
            if owner is not None and connection.scalar(select(count()).where(owner == workspace)):
                held.add(table.name)
    return held
