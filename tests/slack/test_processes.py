"""The bot as it is deployed: its own process, its own seeds and knowledge, Slack on the other side."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from bot.cli import main
from bot.errors import NatoError
from bot.knowledge.base import knowledge_of
from bot.ledger.database import open_ledger
from bot.models import Records
from bot.slack.app import serve
from bot.slack.desk import Desk
from bot.slack.library import Edition, Library
from bot.slack.settings import Settings
from bot.slack.socket import connect
from bot.workspace.conversations import Post
from bot.workspace.workspace import USER, Workspace
from tests.slack.conftest import SECRET, Oracle
from tests.slack.deployed import PATIENCE, ROOT, Deployed, deployed, environment_of, free_port, over_http

EMPTY = knowledge_of(Records(), [])


@pytest.fixture
def server() -> Iterator[Workspace]:
    with Workspace() as workspace:
        yield workspace


@contextmanager
def _stopped_well(running: AbstractContextManager[Deployed]) -> Iterator[None]:
    """The bot, which is told to stop at the end, must then end well, and has logged no question or token."""
    with running as bot:
        yield
        assert bot.ended(signal.SIGTERM) == 0
        logged = bot.logged()
    assert "event=answered kind=who-spoke outcome=answered quotes=" in logged
    assert [secret for secret in ("Bi-annual", "xoxb-", "xapp-", SECRET) if secret in logged] == []


def _assert_who_spoke(reply: Post) -> None:
    seeds = [path.read_bytes().decode() for path in (ROOT / "seeds").glob("*.txt")]
    quotes = [
        block["elements"][0]["elements"][0]["text"] for block in reply.blocks if block["type"] == "rich_text"
    ]
    assert reply.seen_by == USER
    assert len(quotes) >= 3
    assert all(any(quote in seed for seed in seeds) for quote in quotes)
    assert "Lance Landrum" in reply.text
    assert "Janusz Adamczak" in reply.text


def test_the_worker_answers_over_the_socket_and_drains_when_told_to_stop(
    server: Workspace, tmp_path: Path
) -> None:
    environment = environment_of(server, tmp_path, SLACK_APP_TOKEN=server.app_token)
    with _stopped_well(deployed(environment)):
        server.socket.wait_for_app(PATIENCE)
        assert server.command("who spoke at the Bi-annual Meeting with Partners").status == 200
    _assert_who_spoke(server.said()[0])


def test_the_web_process_answers_signed_requests_and_drains_when_told_to_stop(
    server: Workspace, tmp_path: Path
) -> None:
    with _stopped_well(over_http(server, tmp_path)):
        assert server.command("who spoke at the Bi-annual Meeting with Partners").status == 200
    _assert_who_spoke(server.said()[0])


def test_a_bad_environment_is_told_in_its_message_alone(server: Workspace, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.slack"],
        cwd=ROOT,
        env=environment_of(server, tmp_path, SLACK_BOT_TOKEN="", PORT=str(free_port())),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode != 0
    assert "SLACK_BOT_TOKEN: is not set: copy the Bot User OAuth Token" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_run_tells_what_is_missing_from_the_environment() -> None:
    result = CliRunner().invoke(main, ["run"], env={"SLACK_APP_TOKEN": "xapp-1", "SLACK_BOT_TOKEN": None})
    assert result.exit_code == 2
    assert result.stderr.startswith("SLACK_BOT_TOKEN: is not set: copy the Bot User OAuth Token (xoxb-…)")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda right: replace(right, bot_token="xoxb-revoked"), "SLACK_BOT_TOKEN: Slack does not accept it"),  # noqa: S106 - opens nothing
        (lambda right: replace(right, app_token="xapp-revoked"), "SLACK_APP_TOKEN: refused .invalid_auth."),  # noqa: S106 - opens nothing
        (lambda right: replace(right, app_token=""), "SLACK_APP_TOKEN: is not set"),
        (lambda right: replace(right, api_url="http://127.0.0.1:9/"), "SLACK_API_URL: .* cannot be reached"),
    ],
    ids=["bot-token", "app-token", "no-app-token", "address"],
)
def test_what_slack_refuses_is_told_with_its_variable(
    server: Workspace, tmp_path: Path, wrong: Callable[[Settings], Settings], told: str
) -> None:
    settings = wrong(Settings(server.bot_token, server.app_token, api_url=server.url))
    ledger = open_ledger(make_url(f"sqlite:///{tmp_path / 'ledger.sqlite3'}"))
    with pytest.raises(NatoError, match=f"^{told}: .+"):
        connect(serve(settings, Desk(Library(lambda: Edition(Oracle(), EMPTY)), ledger)))
    ledger.dispose()
