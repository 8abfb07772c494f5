"""The tokens of workspaces rest encrypted, and the key to them can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from bot.errors import NatoError
from bot.workspace.installing import install
from bot.workspace.workspace import Workspace
from tests.slack.installing.conftest import KEY, address_of, running, service_with

NEW_KEY = Fernet.generate_key().decode()


def test_tokens_rest_encrypted(other: Workspace, ledger: Engine) -> None:
    assert ledger.url.database
    (token,) = other.tokens
    kept = b"".join(file.read_bytes() for file in Path(ledger.url.database).parent.iterdir())
    assert other.team.id.encode() in kept
    assert token.encode() not in kept


def test_a_new_key_before_the_old_one_opens_the_old_tokens(
    workspace: Workspace, other: Workspace, ledger: Engine
) -> None:
    with running(workspace, ledger, f"{NEW_KEY},{KEY}"):
        other.mention("who spoke?")
    assert len(other.said()) == 1


def test_a_token_that_no_key_opens_leaves_the_other_workspaces_alone(
    workspace: Workspace, other: Workspace, ledger: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    third = workspace.beside("T0003")
    with running(workspace, ledger, f"{NEW_KEY},{KEY}"):
        install(third, address_of(workspace))
    with running(workspace, ledger, NEW_KEY):
        third.mention("who spoke?")
        other.mention("who spoke?")
    assert (len(third.said()), len(other.said())) == (1, 0)
    assert "NATO_TOKEN_KEY: opens not the token of workspace T0002: add the key" in caplog.text


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("", "NATO_TOKEN_KEY: is not set: make one: python -c"),
        ("short", "NATO_TOKEN_KEY: holds what is no key"),
        (f"{KEY},{'x' * 44}", "NATO_TOKEN_KEY: holds what is no key"),
        (NEW_KEY, "NATO_TOKEN_KEY: opens not the token of workspace T0002: add the key"),
    ],
    ids=["none", "short", "no-base64", "other"],
)
def test_a_key_that_opens_nothing_is_told(
    workspace: Workspace, other: Workspace, ledger: Engine, key: str, told: str
) -> None:
    with pytest.raises(NatoError) as caught:
        service_with(workspace, ledger, key)
    assert str(caught.value).startswith(told)
    assert KEY not in str(caught.value)
