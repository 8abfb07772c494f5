"""The stand-in behaves as Slack does where the bot depends on it."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.workspace.payloads import BOT_USER
from bot.workspace.state import Room
from bot.workspace.workspace import CHANNEL, DIRECT, USER, Workspace
from tests.workspace.conftest import Recorder, error_of


def test_a_wrong_token_opens_nothing(workspace: Workspace) -> None:
    with pytest.raises(SlackApiError) as caught:
        WebClient("xoxb-other", base_url=workspace.url).auth_test()
    assert error_of(caught) == "invalid_auth"


def test_the_bot_token_opens_no_socket(workspace: Workspace, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.apps_connections_open(app_token=workspace.bot_token)
    assert error_of(caught) == "invalid_auth"


def test_a_method_it_does_not_know_is_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.api_call("chat.meMessage")
    assert error_of(caught) == "unknown_method"


def test_a_channel_not_joined_takes_no_post(workspace: Workspace, client: WebClient) -> None:
    workspace.not_joined.add(CHANNEL)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="hello")
    assert error_of(caught) == "not_in_channel"


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


def test_a_response_address_works_five_times(workspace: Workspace, recorder: Recorder) -> None:
    workspace.command("hello")
    address = WebhookClient(str(recorder.last["response_url"]))
    assert [address.send(text="hi").status_code for _ in range(6)] == [200] * 5 + [404]
    assert {post.seen_by for post in workspace.said()} == {USER}


def test_a_response_address_works_for_half_an_hour(workspace: Workspace, recorder: Recorder) -> None:
    workspace.command("hello")
    address = WebhookClient(str(recorder.last["response_url"]))
    workspace.clock.skip(29 * 60)
    assert address.send(text="hi").status_code == 200
    workspace.clock.skip(61)
    assert address.send(text="hi").status_code == 404


def test_an_edit_of_a_mention_is_told_twice(workspace: Workspace, recorder: Recorder) -> None:
    workspace.edit(workspace.mention("who?"), f"<@{BOT_USER}> when?")
    told = [(event["type"], event.get("subtype"), "edited" in event) for event in recorder.events]
    assert told == [
        ("app_mention", None, False),
        ("message", None, False),
        ("message", "message_changed", False),
        ("app_mention", None, True),
    ]


def test_what_people_write_without_a_mention_is_told_where_the_bot_is(
    workspace: Workspace, recorder: Recorder
) -> None:
    workspace.not_joined.add("C0002")
    workspace.write("elsewhere", "C0002")
    post = workspace.write("hello")
    workspace.write("a reply", thread_ts=post.ts)
    assert [event["text"] for event in recorder.events] == ["hello", "a reply"]


def test_a_deletion_is_told_with_what_stood_there(workspace: Workspace, recorder: Recorder) -> None:
    workspace.delete(workspace.write("hello"))
    event = recorder.events[-1]
    assert (event["subtype"], event["previous_message"]["text"]) == ("message_deleted", "hello")
    assert workspace.conversations.posts() == []


def test_only_its_own_posts_the_bot_may_delete(workspace: Workspace, client: WebClient) -> None:
    workspace.not_joined.add("C0002")
    ours = client.chat_postMessage(channel=CHANNEL, text="mine")["ts"]
    theirs = workspace.write("yours", "C0002")
    client.chat_delete(channel=CHANNEL, ts=ours)
    with pytest.raises(SlackApiError) as caught:
        client.chat_delete(channel="C0002", ts=theirs.ts)
    assert error_of(caught) == "cant_delete_message"
    assert workspace.said() == []


def test_a_post_to_a_person_stands_in_the_direct_messages(workspace: Workspace, client: WebClient) -> None:
    opened = client.conversations_open(users=USER)["channel"]["id"]
    client.chat_postMessage(channel=USER, text="hello")
    assert (opened, [post.channel for post in workspace.said()]) == (DIRECT, [DIRECT])


def test_a_link_to_a_post_names_its_channel_and_time(workspace: Workspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="hello")["ts"]
    link = client.chat_getPermalink(channel=CHANNEL, message_ts=ts)["permalink"]
    assert link == f"{workspace.site}archives/{CHANNEL}/p{ts.replace('.', '')}"


def test_channels_are_described(workspace: Workspace, client: WebClient) -> None:
    workspace.rooms["C0002"] = Room("harbours", shared=True)
    workspace.rooms["G0003"] = Room("board", private=True)
    workspace.not_joined.add("G0003")
    told = client.conversations_info(channel="C0002")["channel"]
    assert (told["name"], told["is_ext_shared"], told["is_member"]) == ("harbours", True, True)
    with pytest.raises(SlackApiError) as caught:
        client.conversations_info(channel="G0003")
    assert error_of(caught) == "channel_not_found"
    assert [room["id"] for room in client.users_conversations()["channels"]] == ["C0002"]


def test_suggested_prompts_are_kept_and_at_most_four(workspace: Workspace, client: WebClient) -> None:
    prompts = [{"title": f"Who {number}", "message": "Who spoke?"} for number in range(5)]
    client.assistant_threads_setSuggestedPrompts(channel_id=DIRECT, prompts=prompts[:4])
    with pytest.raises(SlackApiError) as caught:
        client.assistant_threads_setSuggestedPrompts(channel_id=DIRECT, prompts=prompts)
    assert error_of(caught) == "invalid_arguments"
    assert workspace.prompts[DIRECT] == prompts[:4]
