"""Several workspaces on the same servers, in which the app comes and goes."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.workspace import CHANNEL, Workspace
from tests.workspace.conftest import Recorder, error_of


def _token(workspace: Workspace, code: str) -> str:
    client = WebClient(base_url=workspace.url)
    reply = client.oauth_v2_access(client_id="1.2", client_secret="secret", code=code)  # noqa: S106
    return str(reply["access_token"])


def test_each_token_speaks_in_its_own_workspace(workspace: Workspace) -> None:
    other = workspace.beside("T0002")
    other.codes.add("a-code")
    client = WebClient(_token(workspace, "a-code"), base_url=workspace.url)
    client.chat_postMessage(channel=CHANNEL, text="hello")
    assert client.auth_test()["team_id"] == "T0002"
    assert (len(workspace.said()), len(other.said())) == (0, 1)


def test_a_code_is_good_for_one_token(workspace: Workspace) -> None:
    workspace.codes.add("a-code")
    _token(workspace, "a-code")
    with pytest.raises(SlackApiError) as caught:
        _token(workspace, "a-code")
    assert error_of(caught) == "invalid_code"


def test_a_workspace_without_the_app_gives_it_no_entry(workspace: Workspace, recorder: Recorder) -> None:
    workspace.uninstall()
    with pytest.raises(SlackApiError) as caught:
        WebClient(workspace.bot_token, base_url=workspace.url).auth_test()
    assert error_of(caught) == "invalid_auth"
    assert [event["type"] for event in recorder.events] == ["tokens_revoked", "app_uninstalled"]


def test_a_revoked_token_opens_nothing(workspace: Workspace, client: WebClient) -> None:
    client.auth_revoke(test=True)
    client.auth_revoke(test=False)
    with pytest.raises(SlackApiError) as caught:
        client.auth_test()
    assert error_of(caught) == "invalid_auth"
