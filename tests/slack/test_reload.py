"""The knowledge is replaced while the bot answers: as a whole, and only by what can be read."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.ledger.database import open_ledger
from bot.models import Answer, Records
from bot.slack.app import Service, serve
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library
from bot.slack.settings import Settings
from bot.workspace.workspace import DIRECT, Workspace
from tests.slack.conftest import ANSWER, SECRET, add_lighthouses, opened
from tests.waiting import said_after

QUESTION = "what did Ada Rowe say"
NOT_KNOWN, KNOWN = "No source mentions", "“No lamp goes dark”"


def _asked(workspace: Workspace, question: str = QUESTION) -> str:
    """What the bot replies to a direct message."""
    before = len(workspace.said(DIRECT))
    workspace.write(question, DIRECT)
    return said_after(workspace, before, DIRECT).text


def _look(service: Service, times: int = 2) -> None:
    for _ in range(times):
        service.clock.tick()


def test_what_was_built_while_the_bot_runs_is_answered_from(
    workspace: Workspace, service: Service, data: Path
) -> None:
    assert NOT_KNOWN in _asked(workspace)
    add_lighthouses(data)
    _look(service)
    assert KNOWN in _asked(workspace)


def test_files_that_still_change_are_not_read(workspace: Workspace, service: Service, data: Path) -> None:
    add_lighthouses(data)
    _look(service, times=1)
    (data / "seeds" / "lighthouses.txt").touch()
    _look(service, times=1)
    assert NOT_KNOWN in _asked(workspace)
    _look(service, times=1)
    assert KNOWN in _asked(workspace)


def test_broken_knowledge_is_refused_and_the_old_stays(
    workspace: Workspace, service: Service, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add_lighthouses(data)
    officials = data / "knowledge" / "officials.yaml"
    whole = officials.read_text(encoding="utf-8")
    officials.write_text(whole + "- {", encoding="utf-8")
    _look(service, times=3)
    assert NOT_KNOWN in _asked(workspace)
    assert caplog.text.count("new knowledge is refused, the old stays") == 1
    assert f"{officials}:" in service.desk.library.fault
    officials.write_text(whole, encoding="utf-8")
    _look(service)
    assert KNOWN in _asked(workspace)
    assert service.desk.library.fault == ""


def test_a_withdrawn_article_is_no_longer_quoted(workspace: Workspace, service: Service, data: Path) -> None:
    assert "“Every harbour needs a plan”" in _asked(workspace, "what did Ada Marsh say")
    (data / "seeds" / "harbour.txt").unlink()
    _look(service)
    assert "“Every harbour needs a plan”" not in _asked(workspace, "what did Ada Marsh say")


def test_an_answer_under_way_ends_with_the_knowledge_it_began_with(
    workspace: Workspace, tmp_path: Path
) -> None:
    seen: list[KnowledgeBase] = []
    editions = iter([knowledge_of(Records(), []) for _ in range(2)])

    def ask(question: str, thread: Sequence[str]) -> Answer:
        seen.append(desk.knowledge)
        if len(seen) == 1:
            renewing = threading.Thread(target=desk.library.renew)
            renewing.start()
            renewing.join()
        seen.append(desk.knowledge)
        return ANSWER

    ledger = open_ledger(URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3")))
    desk = Desk(Library(lambda: Edition(ask, next(editions))), ledger)
    service = serve(Settings(workspace.bot_token, signing_secret=SECRET, api_url=workspace.url), desk)
    with opened(workspace, service):
        _asked(workspace, "who spoke?")
        _asked(workspace, "and when?")
    service.drain()
    ledger.dispose()
    first, then, second, still = seen
    assert first is then
    assert second is still is not first
