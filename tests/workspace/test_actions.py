"""What people click and choose reaches the app as Slack tells it."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace.conversations import Post
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.workspace.conftest import Recorder


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _option(word: str) -> dict[str, Any]:
    return {"text": _plain(word.title()), "value": word}


FEEDBACK = {
    "type": "context_actions",
    "block_id": "feedback-block",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {"text": _plain("Good"), "value": "good"},
            "negative_button": {"text": _plain("Bad"), "value": "bad"},
        }
    ],
}
MENU = {
    "type": "section",
    "text": _plain("Yard"),
    "accessory": {"type": "overflow", "action_id": "menu", "options": [_option("one"), _option("two")]},
}
SELECT = {
    "type": "actions",
    "elements": [{"type": "static_select", "action_id": "day", "options": [_option("one"), _option("two")]}],
}


@pytest.fixture
def post(workspace: Workspace, recorder: Recorder, client: WebClient) -> Post:
    client.chat_postMessage(channel=CHANNEL, text="hello", blocks=[FEEDBACK, MENU, SELECT])
    return workspace.said()[0]


def test_feedback_tells_which_button(workspace: Workspace, recorder: Recorder, post: Post) -> None:
    workspace.choose(post, "feedback", "bad")
    (action,) = recorder.last["actions"]
    assert (action["type"], action["block_id"]) == ("feedback_buttons", "feedback-block")
    assert (action["value"], action["text"]) == ("bad", _plain("Bad"))


@pytest.mark.parametrize("action_id", ["menu", "day"])
def test_a_choice_tells_its_option(
    workspace: Workspace, recorder: Recorder, post: Post, action_id: str
) -> None:
    workspace.choose(post, action_id, "two")
    assert recorder.last["actions"][0]["selected_option"] == _option("two")


def test_what_is_chosen_stays_chosen(workspace: Workspace, recorder: Recorder, post: Post) -> None:
    workspace.choose(post, "day", "two")
    workspace.choose(post, "feedback", "good")
    ((chosen,),) = (block.values() for block in recorder.last["state"]["values"].values())
    assert chosen["selected_option"] == _option("two")


@pytest.mark.parametrize(("action_id", "choice"), [("menu", "three"), ("feedback", "fair"), ("year", None)])
def test_what_is_not_there_cannot_be_chosen(
    workspace: Workspace, post: Post, action_id: str, choice: str | None
) -> None:
    with pytest.raises(LookupError):
        workspace.choose(post, action_id, choice)


def test_shortcuts_tell_where_they_were_called(workspace: Workspace, recorder: Recorder, post: Post) -> None:
    workspace.message_shortcut(post, "check")
    told = recorder.last
    assert (told["type"], told["callback_id"], told["message"]["ts"]) == ("message_action", "check", post.ts)
    assert told["response_url"]
    workspace.shortcut("ask")
    assert (recorder.last["type"], recorder.last["user"]["id"]) == ("shortcut", USER)
    assert "channel" not in recorder.last
