"""Calls go wrong as ordered."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.troubles import broken, dropped_after, dropped_before, held, limited, refused
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.workspace.conftest import error_of


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=workspace.url, retry_handlers=[])


def test_an_error_lasts_until_it_is_over(workspace: Workspace, client: WebClient) -> None:
    workspace.disturb("chat.postMessage", refused("restricted_action"))
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=CHANNEL, text="hello")
        assert error_of(caught) == "restricted_action"
    workspace.calm("chat.postMessage")
    client.chat_postMessage(channel=CHANNEL, text="hello")
    assert len(workspace.said()) == 1


def test_a_rate_is_told_with_the_seconds_to_wait(workspace: Workspace, client: WebClient) -> None:
    workspace.disturb("chat.postMessage", limited(30), times=1)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="hello")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "30")
    client.chat_postMessage(channel=CHANNEL, text="hello")


def test_a_fault_of_slacks_own_has_its_status(workspace: Workspace, client: WebClient) -> None:
    workspace.disturb("chat.postMessage", broken(502), times=1)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="hello")
    assert caught.value.response.status_code == 502


def test_a_connection_breaks_before_the_effect_or_after(workspace: Workspace, client: WebClient) -> None:
    workspace.disturb("chat.postMessage", dropped_before(), times=1)
    workspace.disturb("chat.postMessage", dropped_after(), times=1)
    stands = []
    for _ in range(2):
        with pytest.raises(RemoteDisconnected):
            client.chat_postMessage(channel=CHANNEL, text="hello")
        stands.append(len(workspace.said()))
    assert stands == [0, 1]


def test_a_slow_call_takes_effect_when_it_may(workspace: Workspace, client: WebClient) -> None:
    released = threading.Event()
    workspace.disturb("chat.postMessage", held(released), times=1)
    with ThreadPoolExecutor(1) as pool:
        posted = pool.submit(client.chat_postMessage, channel=CHANNEL, text="slow")
        client.chat_postEphemeral(channel=CHANNEL, user=USER, text="quick")
        released.set()
        posted.result()
    assert [post.text for post in workspace.said()] == ["quick", "slow"]
