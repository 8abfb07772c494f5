"""`nato doctor`: what it says of an installation, with the stand-in in Slack's place."""

from __future__ import annotations

import sqlite3
import sys
import zoneinfo
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet
from sqlalchemy import URL

from bot.cli import main
from bot.data import DataFolder
from bot.ledger.database import open_ledger
from bot.ledger.schema import versions
from bot.slack.app import open_desk, serve
from bot.slack.settings import Settings
from bot.workspace.installing import install
from bot.workspace.troubles import refused
from bot.workspace.workspace import Workspace
from tests.slack.conftest import SECRET, opened, workspace

__all__ = ["workspace"]

NEWEST = versions()[-1]


def _examined(**environment: str) -> Result:
    return CliRunner().invoke(main, ["doctor"], env=environment, catch_exceptions=False)


def _part(result: Result, name: str) -> list[str]:
    """The lines on one part."""
    lines = iter(result.output.splitlines())
    next(line for line in lines if line == name)
    told: list[str] = []
    for line in lines:
        if not line.startswith(" "):
            break
        told.append(line.strip())
    return told


@pytest.fixture
def ledger(data: Path) -> Path:
    """A ledger beside the data, as a start of the bot leaves it."""
    file = data / "ledger.sqlite3"
    open_ledger(URL.create("sqlite", database=str(file))).dispose()
    return file


@pytest.fixture
def tokens(workspace: Workspace, ledger: Path) -> dict[str, str]:
    """An environment in which all is well over the socket."""
    return {
        "SLACK_API_URL": workspace.url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
    }


class TestHere:
    """What does not need Slack."""

    def test_without_any_token_all_is_well_for_the_playground(self, data: Path) -> None:
        result = _examined()
        assert result.exit_code == 0
        assert _part(result, "Slack") == [
            "· no token is set",
            "→ nothing to do for the playground (nato run); for Slack, see docs/slack.md",
        ]
        assert _part(result, "knowledge") == ["✓ 3 articles; knowledge/ is what they make"]

    def test_looking_makes_no_ledger(self, data: Path) -> None:
        before = sorted(data.iterdir())
        assert _part(_examined(), "ledger")[0] == f"· sqlite:///{data}/ledger.sqlite3 holds nothing yet"
        assert sorted(data.iterdir()) == before

    def test_an_article_that_nobody_built(self, data: Path) -> None:
        (data / "seeds" / "new.txt").write_text("Ports meet\n\nOn 3 May 2024, ports met.\n", "utf-8")
        result = _examined()
        assert result.exit_code == 1
        told = _part(result, "knowledge")
        assert "✗" in told[0]
        assert "nato build" in told[1]
        assert not any("✓" in line for line in told)

    def test_of_many_faults_the_first_and_their_number(self, data: Path) -> None:
        for seed in (data / "seeds").iterdir():
            seed.write_text("New. " + seed.read_text("utf-8"), "utf-8")
        told = _part(_examined(), "knowledge")
        assert len(told) == 22
        assert told[-2].endswith("faults more")

    def test_a_folder_without_articles(self, data: Path) -> None:
        for seed in (data / "seeds").iterdir():
            seed.unlink()
        CliRunner().invoke(main, ["build"])
        assert _part(_examined(), "knowledge") == [
            f"· no article in {data}/seeds",
            "→ put one there, and run nato build",
        ]

    def test_a_ledger_of_today(self, ledger: Path) -> None:
        assert _part(_examined(), "ledger") == [
            f"✓ sqlite:///{ledger} can be written to, and has schema {NEWEST}"
        ]

    def test_an_older_ledger_is_told_and_left_as_it_is(self, ledger: Path) -> None:
        with closing(sqlite3.connect(ledger)) as file, file:
            file.execute("UPDATE alembic_version SET version_num = '0002'")
        for _ in range(2):
            assert _part(_examined(), "ledger") == [
                f"· sqlite:///{ledger} has schema 0002",
                f"→ the next start brings it to schema {NEWEST}; back it up before",
            ]

    def test_a_ledger_of_a_newer_program(self, ledger: Path) -> None:
        with closing(sqlite3.connect(ledger)) as file, file:
            file.execute("UPDATE alembic_version SET version_num = '9999'")
        result = _examined()
        assert result.exit_code == 1
        assert _part(result, "ledger")[1] == "→ update nato-bot: a newer one has opened this ledger"

    def test_a_ledger_that_cannot_be_made(self, data: Path) -> None:
        result = _examined(DATABASE_URL=f"sqlite:///{data}/nowhere/ledger.sqlite3")
        assert result.exit_code == 1
        assert _part(result, "ledger")[1] == "→ make its folder, open to the bot"

    def test_a_server_that_is_away_without_its_password(self, data: Path) -> None:
        result = _examined(DATABASE_URL="postgresql://nato:hush@127.0.0.1:1/ledger")
        assert result.exit_code == 1
        assert "start the server" in _part(result, "ledger")[1]
        assert "hush" not in result.output

    def test_time_zones_that_are_missing(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert _part(_examined(), "time zones")[0].startswith("✓ ")
        monkeypatch.setitem(sys.modules, "tzdata", None)
        monkeypatch.setattr(zoneinfo, "TZPATH", ())
        monkeypatch.setattr(zoneinfo._tzpath, "TZPATH", ())
        result = _examined()
        assert result.exit_code == 1
        assert _part(result, "time zones")[0] == "✗ there are no data of them"

    def test_data_that_are_not_there_leave_the_rest_examined(self, data: Path) -> None:
        result = _examined(NATO_DATA=str(data / "elsewhere"))
        assert result.exit_code == 1
        assert _part(result, "knowledge")[0].startswith("✗ NATO_DATA: no folder seeds/")
        assert _part(result, "Slack")[0] == "· no token is set"


class TestOneWorkspace:
    """What Slack says to the tokens of one workspace."""

    def test_all_is_well(self, tokens: dict[str, str]) -> None:
        result = _examined(**tokens)
        assert result.exit_code == 0
        assert _part(result, "Slack") == [
            "✓ the variables have the form of what they should hold",
            "✓ Socket Mode: Slack opens a socket for the app",
            "✓ the bot is @nato in Stand-in",
            "✓ the 9 scopes of manifest.yaml are granted",
        ]

    def test_no_secret_is_ever_told(self, tokens: dict[str, str], workspace: Workspace) -> None:
        workspace.tokens.clear()
        wrong = {**tokens, "SLACK_APP_TOKEN": "xapp-hush"}
        for environment in (tokens, wrong, {**wrong, "SLACK_BOT_TOKEN": "hush"}):
            output = _examined(**environment).output
            assert "hush" not in output
            assert workspace.bot_token not in output

    def test_scopes_that_are_missing_are_named(self, tokens: dict[str, str], workspace: Workspace) -> None:
        workspace.scopes -= {"users:read", "im:history"}
        result = _examined(**tokens)
        assert result.exit_code == 1
        assert "✗ scopes of manifest.yaml are not granted: im:history, users:read" in _part(result, "Slack")

    def test_scopes_beyond_the_manifest_are_named(self, tokens: dict[str, str], workspace: Workspace) -> None:
        workspace.scopes.add("files:read")
        result = _examined(**tokens)
        assert result.exit_code == 0
        assert "· scopes are granted that the bot does not use: files:read" in _part(result, "Slack")

    def test_tokens_that_slack_refuses(self, tokens: dict[str, str], workspace: Workspace) -> None:
        workspace.tokens.clear()
        result = _examined(**{**tokens, "SLACK_APP_TOKEN": "xapp-of-another"})
        assert result.exit_code == 1
        told = _part(result, "Slack")
        assert told[1] == "✗ SLACK_APP_TOKEN: refused (invalid_auth)"
        assert told[3] == "✗ SLACK_BOT_TOKEN: refused (invalid_auth)"

    def test_tokens_of_another_kind(self, tokens: dict[str, str], workspace: Workspace) -> None:
        result = _examined(**{**tokens, "SLACK_BOT_TOKEN": workspace.app_token})
        assert result.exit_code == 1
        assert _part(result, "Slack")[0] == "✗ SLACK_BOT_TOKEN: is no bot token"
        assert not workspace.calls

    def test_a_slack_that_is_away(self, tokens: dict[str, str]) -> None:
        result = _examined(**{**tokens, "SLACK_API_URL": "http://127.0.0.1:1/api/"})
        assert result.exit_code == 1
        assert "✗ SLACK_API_URL: http://127.0.0.1:1/api/ cannot be reached" in _part(result, "Slack")

    def test_a_slack_that_has_trouble(self, tokens: dict[str, str], workspace: Workspace) -> None:
        workspace.disturb("auth.test", refused("fatal_error"))
        assert "✗ SLACK_BOT_TOKEN: refused (fatal_error)" in _part(_examined(**tokens), "Slack")

    def test_http_needs_a_secret_that_looks_like_one(self, tokens: dict[str, str]) -> None:
        tokens |= {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2, "PORT": "8080"}
        told = _part(_examined(**tokens), "Slack")
        assert told[1] == "✓ HTTP: Slack's requests are awaited on port 8080, at /slack/events"
        told = _part(_examined(**{**tokens, "SLACK_SIGNING_SECRET": "of-the-stand-in"}), "Slack")
        assert told[1] == "· SLACK_SIGNING_SECRET: does not look like one"


class TestSeveralWorkspaces:
    """What is said where workspaces install the app."""

    KEY = Fernet.generate_key().decode()

    @pytest.fixture
    def environment(self, ledger: Path, workspace: Workspace) -> dict[str, str]:
        return {
            "SLACK_API_URL": workspace.url,
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "of-the-app",
            "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
            "NATO_TOKEN_KEY": self.KEY,
        }

    @pytest.fixture
    def installed(self, environment: dict[str, str], workspace: Workspace, data: Path) -> None:
        """The app in one workspace."""
        desk = open_desk(DataFolder(data))
        settings = Settings(
            client_id="1.2",
            client_secret="of-the-app",  # noqa: S106 - opens nothing
            token_key=self.KEY,
            signing_secret=SECRET,
            api_url=workspace.url,
        )
        service = serve(settings, desk)
        with opened(workspace, service):
            address = workspace.door.url.removesuffix("/slack/events")  # type: ignore[attr-defined]
            assert install(workspace.beside("T0002"), address).status == 200
        service.drain()
        desk.ledger.dispose()

    def test_nobody_has_installed_it(self, environment: dict[str, str]) -> None:
        result = _examined(**environment)
        assert result.exit_code == 0
        assert "· no workspace has installed the app" in _part(result, "Slack")

    @pytest.mark.usefixtures("installed")
    def test_somebody_has(self, environment: dict[str, str]) -> None:
        told = _part(_examined(**environment), "Slack")
        assert told[-1] == "✓ installed in 1 workspace; their tokens can be read"

    @pytest.mark.usefixtures("installed")
    def test_a_workspace_that_gave_less_than_is_asked_today(
        self, environment: dict[str, str], ledger: Path
    ) -> None:
        with closing(sqlite3.connect(ledger)) as file, file:
            file.execute("UPDATE slack_bots SET bot_scopes = 'commands,chat:write'")
        result = _examined(**environment)
        assert result.exit_code == 1
        assert "✗ 1 of 1 workspaces lack scopes of manifest.yaml: T0002" in _part(result, "Slack")

    @pytest.mark.usefixtures("installed")
    def test_a_key_that_opens_no_token(self, environment: dict[str, str]) -> None:
        result = _examined(**{**environment, "NATO_TOKEN_KEY": Fernet.generate_key().decode()})
        assert result.exit_code == 1
        assert "✗ NATO_TOKEN_KEY: opens not the token of workspace T0002" in _part(result, "Slack")

    def test_a_key_that_is_none(self, environment: dict[str, str]) -> None:
        result = _examined(**{**environment, "NATO_TOKEN_KEY": "hush"})
        assert result.exit_code == 1
        assert "✗ NATO_TOKEN_KEY: holds what is no key" in _part(result, "Slack")
        assert "hush" not in result.output
