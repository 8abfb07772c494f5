"""What became of questions reaches the ledger after their answers: all of it, and before anybody looks."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from bot.ledger.database import open_ledger
from bot.ledger.guard import Guard
from bot.ledger.questions import AnsweredQuestion, KeptQuestion, unanswered
from bot.slack.daybook import Daybook, Note
from bot.workspace.workspace import CHANNEL, Workspace
from tests.slack.conftest import Scene
from tests.slack.deployed import over_http
from tests.slack.home.conftest import Home
from tests.waiting import said_after

UNKNOWN = "Who spoke at the Lighthouse Symposium?"


@pytest.fixture
def _never_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is entered before somebody asks for it."""
    monkeypatch.setattr(Daybook, "_enter_soon", lambda _: None)


@pytest.mark.usefixtures("_never_by_itself")
def test_the_home_shows_what_was_refused_a_moment_ago(harbour: Scene) -> None:
    harbour.workspace.command(UNKNOWN)
    said_after(harbour.workspace, 0)
    home = Home(harbour.workspace).open()
    assert f"• {UNKNOWN}" in str(home.view.blocks)


def test_a_process_that_is_stopped_has_entered_everything(workspace: Workspace, tmp_path: Path) -> None:
    with over_http(workspace, tmp_path) as bot:
        for number in range(10):
            workspace.command(f"Who spoke at the Lighthouse Symposium {number}?", user=f"U{number}")
        said_after(workspace, 9, CHANNEL)
        assert bot.ended(signal.SIGTERM) == 0
    ledger = open_ledger(URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3")))
    assert len(unanswered(ledger)) == 10
    ledger.dispose()


def _refused(same: str) -> KeptQuestion:
    of: dict[str, Any] = {
        "workspace": "T1",
        "channel_id": "C1",
        "thread_ts": "",
        "user": "U1",
        "talk": "[]",
        "edition": "",
    }
    return KeptQuestion(**of, private=True, kind="", reading="", rule="", at=0.0, same=same)


def _itself(note: Note) -> Note:
    return note


@pytest.fixture
def book(tmp_path: Path) -> Daybook:
    ledger = open_ledger(URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3")))
    return Daybook(ledger, Guard())


@pytest.mark.usefixtures("_never_by_itself")
@pytest.mark.parametrize(
    ("happened", "left"),
    [
        (("refused a", "answered a"), []),
        (("answered a", "refused a"), ["a"]),
        (("refused a", "refused b", "answered a", "refused a"), ["b", "a"]),
        (("refused a", "refused a", "answered b"), ["a", "a"]),
    ],
)
def test_what_happened_last_counts(book: Daybook, happened: tuple[str, ...], left: list[str]) -> None:
    for what, same in (one.split() for one in happened):
        note = _refused(same) if what == "refused" else AnsweredQuestion(same)
        book.note(partial(_itself, note))
    book.enter()
    assert [question.same for question in unanswered(book.ledger)] == left


@pytest.mark.usefixtures("_never_by_itself")
def test_what_was_refused_days_ago_is_closed_by_its_answer(book: Daybook) -> None:
    book.note(partial(_itself, _refused("a")))
    book.enter()
    book.note(partial(_itself, AnsweredQuestion("a")))
    book.enter()
    assert unanswered(book.ledger) == []


@pytest.mark.usefixtures("_never_by_itself")
def test_what_the_ledger_refuses_keeps_nothing_else_out(book: Daybook) -> None:
    notes = [_refused("a"), _refused("b"), _refused("c")]
    notes[1].user = None  # type: ignore[assignment] # which the table does not allow
    for note in notes:
        book.note(partial(_itself, note))
    book.enter()
    assert [question.same for question in unanswered(book.ledger)] == ["a", "c"]
