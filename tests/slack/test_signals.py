"""The process and its host: how it is told to stop, to read anew, and how it says that it is ready."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.process import DRAINED_WITHIN
from bot.workspace.troubles import held
from bot.workspace.workspace import DIRECT, Workspace
from tests.slack.conftest import add_lighthouses
from tests.slack.deployed import Deployed, deployed, environment_of, free_port, over_http, wait_until_alive
from tests.waiting import said_after


def test_sighup_has_the_knowledge_read_anew(workspace: Workspace, tmp_path: Path, data: Path) -> None:
    with over_http(workspace, tmp_path, NATO_DATA=str(data)) as bot:
        add_lighthouses(data)
        bot.process.send_signal(signal.SIGHUP)
        bot.wait_until_logged("the knowledge was read anew")
        workspace.write("what did Ada Rowe say", DIRECT)
        answer = said_after(workspace, 0, DIRECT)
        assert bot.ended(signal.SIGTERM) == 0
    assert "“No lamp goes dark”" in answer.text


def test_sighup_over_broken_knowledge_stops_nothing(workspace: Workspace, tmp_path: Path, data: Path) -> None:
    with over_http(workspace, tmp_path, NATO_DATA=str(data)) as bot:
        (data / "knowledge" / "officials.yaml").write_text("- {", encoding="utf-8")
        bot.process.send_signal(signal.SIGHUP)
        bot.wait_until_logged("new knowledge is refused, the old stays")
        workspace.write("what did Ada Marsh say", DIRECT)
        answer = said_after(workspace, 0, DIRECT)
        assert bot.ended(signal.SIGTERM) == 0
    assert "“Every harbour needs a plan”" in answer.text


@pytest.fixture
def stopping(workspace: Workspace, tmp_path: Path) -> Iterator[Deployed]:
    """A bot that was told to stop before Slack has taken its answer."""
    over = threading.Event()
    workspace.disturb("chat.postMessage", held(over))
    with over_http(workspace, tmp_path) as bot:
        workspace.mention("who spoke at the BAM")
        bot.wait_until_logged("event=answered")
        bot.process.send_signal(signal.SIGTERM)
        yield bot
    over.set()


def test_a_second_signal_ends_it_at_once(stopping: Deployed) -> None:
    stopping.wait_until_logged("event=stopping")
    assert stopping.ended(signal.SIGTERM) == -signal.SIGTERM


def test_what_cannot_be_done_in_time_does_not_hold_it_up(stopping: Deployed) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        stopping.process.wait(DRAINED_WITHIN / 4)  # it tries
    stopping.process.wait(DRAINED_WITHIN + 1)
    assert "ended with work undone" in stopping.logged()


def test_the_worker_of_the_socket_tells_its_host_that_it_is_ready(
    workspace: Workspace, tmp_path: Path
) -> None:
    port = free_port()
    environment = environment_of(workspace, tmp_path, SLACK_APP_TOKEN=workspace.app_token, PORT=str(port))
    with deployed(environment) as bot:
        wait_until_alive(f"http://127.0.0.1:{port}")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            state = json.loads(answer.read())
        assert bot.ended(signal.SIGTERM) == 0
    assert state == {"ready": True, "knowledge": "loaded", "database": "open", "socket": "connected"}
