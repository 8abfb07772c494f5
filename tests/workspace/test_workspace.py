"""The stand-in behaves as Slack does where the bot depends on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.workspace.doors import Kind, Receipt
from bot.workspace.payloads import BOT_USER
from bot.workspace.workspace import CHANNEL, USER, Workspace


class Recorder:
    """A door behind which nobody answers: it keeps what was delivered."""

    def __init__(self) -> None:
        self.delivered: list[dict[str, object]] = []

    def deliver(self, kind: Kind, payload: object, retry: int = 0) -> Receipt:
        assert isinstance(payload, dict)
        self.delivered.append({"kind": kind, "retry": retry, **payload})
        return Receipt(200)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace() as workspace:
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=workspace.url)


def _error(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(caught.value.response["error"])


def test_a_wrong_token_opens_nothing(workspace: Workspace) -> None:
    with pytest.raises(SlackApiError) as caught:
        WebClient("xoxb-other", base_url=workspace.url).auth_test()
    assert _error(caught) == "invalid_auth"


def test_the_bot_token_opens_no_socket(workspace: Workspace, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.apps_connections_open(app_token=workspace.bot_token)
    assert _error(caught) == "invalid_auth"


def test_a_method_it_does_not_know_is_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.api_call("chat.delete")
    assert _error(caught) == "unknown_method"


def test_a_channel_not_joined_takes_no_post(workspace: Workspace, client: WebClient) -> None:
    workspace.not_joined.add(CHANNEL)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="hello")
    assert _error(caught) == "not_in_channel"


def test_a_thread_is_told_from_its_beginning_page_by_page(workspace: Workspace, client: WebClient) -> None:
    parent = client.chat_postMessage(channel=CHANNEL, text="0")["ts"]
    for number in range(1, 5):
        client.chat_postMessage(channel=CHANNEL, text=str(number), thread_ts=parent)
    first = client.conversations_replies(channel=CHANNEL, ts=parent, limit=3)
    rest = client.conversations_replies(
        channel=CHANNEL, ts=parent, limit=3, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [message["text"] for message in first["messages"]] == ["0", "1", "2"]
    assert [message["text"] for message in rest["messages"]] == ["3", "4"]
    assert (first["has_more"], rest["has_more"]) == (True, False)


def test_history_is_told_from_its_end_without_replies_and_private_posts(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=CHANNEL, text="old")["ts"]
    client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=parent)
    client.chat_postEphemeral(channel=CHANNEL, user=USER, text="private")
    client.chat_postMessage(channel=CHANNEL, text="new")
    told = client.conversations_history(channel=CHANNEL)["messages"]
    assert [message["text"] for message in told] == ["new", "old"]


def test_metadata_is_told_only_to_who_asks_for_it(client: WebClient) -> None:
    metadata = {"event_type": "digest", "event_payload": {"day": "2031-05-09"}}
    client.chat_postMessage(channel=CHANNEL, text="hello", metadata=metadata)
    (brief,) = client.conversations_history(channel=CHANNEL)["messages"]
    (full,) = client.conversations_history(channel=CHANNEL, include_all_metadata=True)["messages"]
    assert brief["metadata"] == {"event_type": "digest"}
    assert full["metadata"] == metadata


def test_an_update_without_blocks_deletes_them(workspace: Workspace, client: WebClient) -> None:
    blocks = [{"type": "divider"}]
    ts = client.chat_postMessage(channel=CHANNEL, text="before", blocks=blocks)["ts"]
    client.chat_update(channel=CHANNEL, ts=ts, text="after")
    (post,) = workspace.said()
    assert (post.text, post.blocks) == ("after", [])


def test_a_response_address_works_five_times(workspace: Workspace) -> None:
    recorder = Recorder()
    workspace.door = recorder
    workspace.command("hello")
    address = WebhookClient(str(recorder.delivered[0]["response_url"]))
    assert [address.send(text="hi").status_code for _ in range(6)] == [200] * 5 + [404]
    assert {post.seen_by for post in workspace.said()} == {USER}


def test_an_edit_of_a_mention_is_told_twice(workspace: Workspace) -> None:
    recorder = Recorder()
    workspace.door = recorder
    workspace.edit(workspace.mention("who?"), f"<@{BOT_USER}> when?")
    events = [delivered["event"] for delivered in recorder.delivered]
    told = [
        (event["type"], event.get("subtype"), "edited" in event)
        for event in events
        if isinstance(event, dict)
    ]
    assert told == [
        ("app_mention", None, False),
        ("message", "message_changed", False),
        ("app_mention", None, True),
    ]
