"""What the host of the process sees: how the bot is, what it counts, and what it logs."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.ledger.database import open_ledger
from bot.slack.app import Service, serve
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library
from bot.slack.logs import log_format
from bot.slack.settings import Settings
from bot.workspace.doors import HttpDoor
from bot.workspace.installing import get
from bot.workspace.troubles import refused
from bot.workspace.workspace import Workspace
from tests.slack.conftest import KNOWLEDGE, SECRET, Oracle, Scene, opened
from tests.waiting import said_after

TOKEN = "of-the-host"  # noqa: S105 - opens nothing


@pytest.fixture
def counted(workspace: Workspace, tmp_path: Path) -> Iterator[Service]:
    """The bot with a token for its metrics."""
    ledger = open_ledger(URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3")))
    settings = Settings(
        workspace.bot_token, signing_secret=SECRET, api_url=workspace.url, metrics_token=TOKEN
    )
    service = serve(settings, Desk(Library(lambda: Edition(Oracle(), KNOWLEDGE)), ledger))
    with opened(workspace, service):
        yield service
    service.drain()
    ledger.dispose()


def _get(workspace: Workspace, path: str, **headers: str) -> tuple[int, str]:
    assert isinstance(workspace.door, HttpDoor)
    status, _, body = get(workspace.door.url, path, **headers)
    return status, body


def _state(workspace: Workspace, path: str) -> tuple[int, dict[str, object]]:
    status, body = _get(workspace, path)
    return status, json.loads(body)


def test_a_bot_that_has_all_it_needs_is_ready(scene: Scene) -> None:
    state = {"ready": True, "knowledge": "loaded", "database": "open"}
    assert _state(scene.workspace, "/healthz") == (200, state)
    assert _state(scene.workspace, "/readyz") == (200, state)


def test_a_bot_that_stops_lives_and_is_not_ready(scene: Scene) -> None:
    scene.service.health.draining = True
    assert _state(scene.workspace, "/healthz")[0] == 200
    status, state = _state(scene.workspace, "/readyz")
    assert (status, state["ready"], state["process"]) == (503, False, "stopping")
    assert scene.workspace.command("who spoke?").status == 503


def test_refused_knowledge_shows_and_leaves_the_bot_ready(
    workspace: Workspace, service: Service, data: Path
) -> None:
    (data / "knowledge" / "officials.yaml").write_text("- {", encoding="utf-8")
    service.desk.library.renew()
    status, state = _state(workspace, "/readyz")
    assert (status, state["knowledge"]) == (200, "new files refused, the log says why")
    assert str(data) not in json.dumps(state)


def test_metrics_open_to_their_token_alone(workspace: Workspace, counted: Service) -> None:
    assert _get(workspace, "/metrics")[0] == 401
    assert _get(workspace, "/metrics", Authorization="Bearer guessed")[0] == 401
    assert _get(workspace, "/metrics", Authorization=f"Bearer {TOKEN}")[0] == 200


def test_questions_and_refusals_of_slack_are_counted(workspace: Workspace, counted: Service) -> None:
    def count(line: str) -> float:
        exposed = _get(workspace, "/metrics", Authorization=f"Bearer {TOKEN}")[1]
        return sum(
            float(found.rpartition(" ")[2]) for found in exposed.splitlines() if found.startswith(line)
        )

    answered = 'nato_questions_total{kind="what-said",outcome="answered"}'
    failed = 'nato_slack_errors_total{code="restricted_action",method="chat.postMessage"}'
    before = count(answered), count(failed), count("nato_reply_seconds_count")
    workspace.disturb("chat.postMessage", refused("restricted_action"), times=1)
    workspace.mention("who spoke?")
    said_after(workspace, 0)
    counted.desk.workers.shutdown()
    after = count(answered), count(failed), count("nato_reply_seconds_count")
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]


def test_one_request_id_runs_from_hearing_to_the_end(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(log_format({"NATO_LOG": "json"}))
    with caplog.at_level(logging.INFO, "bot"):
        for _ in range(2):
            scene.workspace.command("who sank the unmentionable barge")
        scene.settle()
    lines = [json.loads(line) for line in caplog.text.splitlines()]
    ids = {line["request"] for line in lines if line["event"] == "heard"}
    assert len(ids) == 2
    for one in ids:
        events = [line["event"] for line in lines if line.get("request") == one]
        assert events == ["heard", "answered", "done"]
    assert {(line["kind"], line["outcome"]) for line in lines if line["event"] == "answered"} == {
        ("what-said", "answered")
    }
    assert "barge" not in caplog.text


def test_a_line_of_the_log_stays_one_line(caplog: pytest.LogCaptureFixture) -> None:
    line = logging.makeLogRecord(
        {"msg": "two\nlines", "levelname": "INFO", "name": "bot", "where": 'a "b" c'}
    )
    written = log_format({}).format(line)
    assert "\n" not in written
    assert written.endswith('level=info logger=bot event="two\\nlines" where="a \\"b\\" c"')


def test_an_error_is_logged_by_its_kind_and_place(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(log_format({}))
    try:
        raise ValueError("who sank the unmentionable barge")
    except ValueError:
        logging.getLogger("waitress").exception("failed")
    assert 'error="ValueError at ' in caplog.text
    assert "barge" not in caplog.text
