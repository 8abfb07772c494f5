"""What the doctor says where workspaces install the app."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import URL

from bot.ledger.database import open_ledger
from bot.workspace.installing import install
from bot.workspace.workspace import Workspace
from tests.doctor.conftest import examined, part
from tests.slack.installing.conftest import KEY, address_of, running


@pytest.fixture
def environment(ledger: Path, workspace: Workspace) -> dict[str, str]:
    return {
        "SLACK_API_URL": workspace.url,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "of-the-app",
        "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
        "NATO_TOKEN_KEY": KEY,
    }


@pytest.fixture
def other(workspace: Workspace) -> Workspace:
    """A workspace without the app."""
    return workspace.beside("T0002")


def _install(other: Workspace, ledger: Path) -> None:
    """The app is installed in a workspace, and ends."""
    engine = open_ledger(URL.create("sqlite", database=str(ledger)))
    with running(other, engine):
        assert install(other, address_of(other)).status == 200
    engine.dispose()


def test_nobody_has_installed_it(environment: dict[str, str]) -> None:
    result = examined(**environment)
    assert result.exit_code == 0
    assert "· no workspace has installed the app" in part(result, "Slack")


def test_somebody_has(environment: dict[str, str], other: Workspace, ledger: Path) -> None:
    _install(other, ledger)
    told = part(examined(**environment), "Slack")
    assert told[-1] == "✓ installed in 1 workspace; their tokens can be read"


def test_a_workspace_that_gave_less_than_is_asked_today(
    environment: dict[str, str], other: Workspace, ledger: Path
) -> None:
    other.scopes = {"commands", "chat:write"}
    _install(other, ledger)
    result = examined(**environment)
    assert result.exit_code == 1
    assert "✗ 1 of 1 workspaces lack scopes of manifest.yaml: T0002" in part(result, "Slack")


def test_a_key_that_opens_no_token(environment: dict[str, str], other: Workspace, ledger: Path) -> None:
    _install(other, ledger)
    result = examined(**{**environment, "NATO_TOKEN_KEY": Fernet.generate_key().decode()})
    assert result.exit_code == 1
    assert "✗ NATO_TOKEN_KEY: opens not the token of workspace T0002" in part(result, "Slack")


def test_a_key_that_is_none(environment: dict[str, str]) -> None:
    result = examined(**{**environment, "NATO_TOKEN_KEY": "hush"})
    assert result.exit_code == 1
    assert "✗ NATO_TOKEN_KEY: holds what is no key" in part(result, "Slack")
    assert "hush" not in result.output
