"""What Slack says to the tokens of one workspace, as the doctor tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.workspace.troubles import refused
from bot.workspace.workspace import Workspace
from tests.doctor.conftest import examined, part


@pytest.fixture
def tokens(workspace: Workspace, ledger: Path) -> dict[str, str]:
    """An environment in which all is well over the socket."""
    return {
        "SLACK_API_URL": workspace.url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
    }


def test_all_is_well(tokens: dict[str, str]) -> None:
    result = examined(**tokens)
    assert result.exit_code == 0
    assert part(result, "Slack") == [
        "✓ the variables have the form of what they should hold",
        "✓ Socket Mode: Slack opens a socket for the app",
        "✓ the bot is @nato in Stand-in",
        "✓ the 9 scopes of manifest.yaml are granted",
    ]


def test_no_secret_is_ever_told(tokens: dict[str, str], workspace: Workspace) -> None:
    workspace.tokens.clear()
    wrong = {**tokens, "SLACK_APP_TOKEN": "xapp-hush"}
    for environment in (tokens, wrong, {**wrong, "SLACK_BOT_TOKEN": "hush"}):
        output = examined(**environment).output
        assert "hush" not in output
        assert workspace.bot_token not in output


def test_scopes_that_are_missing_are_named(tokens: dict[str, str], workspace: Workspace) -> None:
    workspace.scopes -= {"users:read", "im:history"}
    result = examined(**tokens)
    assert result.exit_code == 1
    assert "✗ scopes of manifest.yaml are not granted: im:history, users:read" in part(result, "Slack")


def test_scopes_beyond_the_manifest_are_named(tokens: dict[str, str], workspace: Workspace) -> None:
    workspace.scopes.add("files:read")
    result = examined(**tokens)
    assert result.exit_code == 0
    assert "· scopes are granted that the bot does not use: files:read" in part(result, "Slack")


def test_tokens_that_slack_refuses(tokens: dict[str, str], workspace: Workspace) -> None:
    workspace.tokens.clear()
    result = examined(**{**tokens, "SLACK_APP_TOKEN": "xapp-of-another"})
    assert result.exit_code == 1
    told = part(result, "Slack")
    assert told[1] == "✗ SLACK_APP_TOKEN: refused (invalid_auth)"
    assert told[3] == "✗ SLACK_BOT_TOKEN: refused (invalid_auth)"


def test_tokens_of_another_kind(tokens: dict[str, str], workspace: Workspace) -> None:
    result = examined(**{**tokens, "SLACK_BOT_TOKEN": workspace.app_token})
    assert result.exit_code == 1
    assert part(result, "Slack")[0] == "✗ SLACK_BOT_TOKEN: is no bot token"
    assert not workspace.calls


def test_a_slack_that_is_away(tokens: dict[str, str]) -> None:
    result = examined(**{**tokens, "SLACK_API_URL": "http://127.0.0.1:1/api/"})
    assert result.exit_code == 1
    assert "✗ SLACK_API_URL: http://127.0.0.1:1/api/ cannot be reached" in part(result, "Slack")


def test_a_slack_that_has_trouble(tokens: dict[str, str], workspace: Workspace) -> None:
    workspace.disturb("auth.test", refused("fatal_error"))
    assert "✗ SLACK_BOT_TOKEN: refused (fatal_error)" in part(examined(**tokens), "Slack")


def test_http_needs_a_secret_that_looks_like_one(tokens: dict[str, str]) -> None:
    tokens |= {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2, "PORT": "8080"}
    told = part(examined(**tokens), "Slack")
    assert told[1] == "✓ HTTP: Slack's requests are awaited on port 8080, at /slack/events"
    told = part(examined(**{**tokens, "SLACK_SIGNING_SECRET": "of-the-stand-in"}), "Slack")
    assert told[1] == "· SLACK_SIGNING_SECRET: does not look like one"
