from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, make_url
from sqlalchemy.exc import InvalidRequestError, OperationalError

from bot.ledger import guard as guarding
from bot.ledger.database import open_ledger
from bot.ledger.events import HandledEvent, RecentKeys, handle_once
from bot.ledger.guard import BETWEEN_REPORTS, SPARED, Guard
from tests.conftest import Time


@pytest.fixture
def guard(time: Time) -> Guard:
    return Guard(time)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("bot.ledger.database.PATIENCE", 0)
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def ledger(file: Path) -> Iterator[Engine]:
    engine = open_ledger(make_url(f"sqlite:///{file}"))
    yield engine
    engine.dispose()


def takes(guard: Guard, ledger: Engine, key: str) -> str:
    return guard.attempt("events", lambda: str(handle_once(ledger, key, 0.0)), otherwise="missed")


def no_server(time: Time, waited: float) -> str:
    time.now += waited
    raise OperationalError("", {}, ConnectionRefusedError())


def test_what_the_ledger_gives_is_given(guard: Guard, ledger: Engine) -> None:
    assert [takes(guard, ledger, key) for key in "aab"] == ["True", "False", "True"]
    assert (guard.fault, guard.missed) == ("", {})


def test_a_lock_is_survived(guard: Guard, ledger: Engine, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert takes(guard, ledger, "a") == "missed"
        assert (guard.fault, guard.missed) == ("another program keeps it locked", {"events": 1})
    assert takes(guard, ledger, "a") == "True"
    assert (guard.fault, guard.missed) == ("", {"events": 1})


def test_reading_tells_nothing_of_writing(guard: Guard, ledger: Engine, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        takes(guard, ledger, "a")
        assert guard.attempt("settings", lambda: "read", otherwise="") == "read"
        assert guard.fault == "another program keeps it locked"


def test_a_ledger_that_was_written_to_is_tried_again_for_all(guard: Guard, time: Time) -> None:
    for what in ("events", "posts"):
        guard.attempt(what, lambda: no_server(time, 0.0), otherwise="missed")
    guard.attempt("posts", lambda: no_server(time, 3.0), otherwise="missed")
    guard.recover()
    assert guard.fault == ""
    assert guard.attempt("posts", lambda: "back", otherwise="missed") == "back"


def test_what_is_refused_of_one_says_nothing_of_the_others(guard: Guard, ledger: Engine) -> None:
    def refused() -> str:
        with ledger.begin() as connection:
            connection.execute(insert(HandledEvent).values(key=None, at=1.0))
        return "stored"

    assert guard.attempt("events", refused, otherwise="missed") == "missed"
    assert (guard.fault, guard.missed) == ("", {"events": 1})


def test_mistakes_of_ours_are_not_hidden(guard: Guard) -> None:
    def mistake() -> None:
        raise InvalidRequestError

    with pytest.raises(InvalidRequestError):
        guard.attempt("events", mistake, otherwise=None)


def test_a_ledger_that_keeps_people_waiting_is_spared(guard: Guard, time: Time) -> None:
    tried = []

    def slow() -> str:
        tried.append(time.now)
        return no_server(time, 3.0)

    for _ in range(20):
        assert guard.attempt("events", slow, otherwise="missed") == "missed"
        assert guard.attempt("posts", slow, otherwise="missed") == "missed"
        time.now += SPARED / 10
    assert len(tried) == 2
    assert tried[1] - tried[0] == 3.0 + SPARED
    assert guard.missed == {"events": 20, "posts": 20}
    time.now += SPARED
    assert guard.attempt("events", lambda: "back", otherwise="missed") == "back"
    assert guard.attempt("posts", lambda: "back", otherwise="missed") == "back"


def test_nobody_waits_for_a_server_that_has_frozen(
    guard: Guard, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "WITHIN", 0.0)
    thawed = threading.Event()
    try:
        assert guard.attempt("events", thawed.wait, otherwise=None) is None
        assert guard.fault == "it does not answer in time"
    finally:
        thawed.set()


def test_while_one_tries_again_the_others_do_without(guard: Guard, time: Time) -> None:
    guard.attempt("events", lambda: no_server(time, 3.0), otherwise="missed")
    time.now += SPARED

    def meanwhile() -> str:
        return guard.attempt("events", lambda: "waited too", otherwise="missed")

    assert guard.attempt("events", meanwhile, otherwise="") == "missed"


def test_what_fails_at_once_is_tried_each_time(guard: Guard, time: Time) -> None:
    guard.attempt("events", lambda: no_server(time, 0.0), otherwise="missed")
    assert guard.attempt("events", lambda: "back", otherwise="missed") == "back"


def test_the_log_tells_of_it_once_a_minute(
    guard: Guard, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, guarding.__name__)
    for _ in range(13):
        guard.attempt("events", lambda: no_server(time, 0.0), otherwise="missed")
        time.now += BETWEEN_REPORTS / 10
    guard.attempt("events", lambda: "back", otherwise="missed")
    assert caplog.messages == [
        "the ledger cannot be used (ConnectionRefusedError); done without since the start: events 1 times",
        "the ledger cannot be used (ConnectionRefusedError); done without since the start: events 11 times",
        "the ledger can be used again; done without since the start: events 13 times",
    ]


def test_memory_of_keys_is_bounded() -> None:
    recent = RecentKeys(most=2)
    assert [recent.add(key) for key in ("a", "b", "a", "b", "c", "a")] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_many_who_write_at_once_all_have_their_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ledger.database.PATIENCE", 1)
    guard, ledger = Guard(), open_ledger(make_url(f"sqlite:///{tmp_path}/ledger.sqlite3"))

    def write(who: str) -> None:
        for number in range(300):
            takes(guard, ledger, f"{who}{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, "abcdefgh"))
    ledger.dispose()
    assert guard.missed == {}
