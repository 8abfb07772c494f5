"""Modals and Homes stand, change and go as in Slack."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.views import View
from bot.workspace.workspace import USER, Workspace
from tests.workspace.conftest import Recorder, error_of

OPTIONS = [
    {"text": {"type": "plain_text", "text": word}, "value": word.lower()} for word in ("All", "None", "Some")
]


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _field(name: str, **element: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", **element}
    return {
        "type": "input",
        "block_id": f"{name}-block",
        "label": _plain(name),
        "element": {"action_id": name, **element},
    }


def _modal(*blocks: dict[str, Any], **keys: Any) -> dict[str, Any]:
    blocks = blocks or (_field("question"),)
    return {"type": "modal", "title": _plain("Ask"), "submit": _plain("Ask"), "blocks": list(blocks), **keys}


HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "section", "text": _plain("Hello")}]}


def _opened(workspace: Workspace, recorder: Recorder, client: WebClient, view: dict[str, Any]) -> View:
    workspace.shortcut("ask")
    client.views_open(trigger_id=recorder.last["trigger_id"], view=view)
    return workspace.views.modals(USER)[-1]


def test_a_trigger_opens_one_modal_within_three_seconds(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    workspace.command("hello")
    trigger = recorder.last["trigger_id"]
    client.views_open(trigger_id=trigger, view=_modal())
    with pytest.raises(SlackApiError) as again:
        client.views_open(trigger_id=trigger, view=_modal())
    workspace.command("hello")
    workspace.clock.skip(3.1)
    with pytest.raises(SlackApiError) as late:
        client.views_open(trigger_id=recorder.last["trigger_id"], view=_modal())
    assert (error_of(again), error_of(late)) == ("exchanged_trigger_id", "expired_trigger_id")
    assert [view.title for view in workspace.views.modals(USER)] == ["Ask"]


BAD = {
    "long-title": _modal(title=_plain("x" * 25)),
    "long-metadata": _modal(private_metadata="x" * 3001),
    "101-blocks": _modal(*[{"type": "divider"}] * 101),
    "nothing-to-submit": {key: value for key, value in _modal().items() if key != "submit"},
    "message-only": _modal({"type": "markdown", "text": "x"}),
    "unknown-key": _modal(colour="red"),
    "home": HOME,
}


@pytest.mark.parametrize("view", BAD.values(), ids=BAD)
def test_a_modal_that_slack_would_refuse_is_refused(
    workspace: Workspace, recorder: Recorder, client: WebClient, view: dict[str, Any]
) -> None:
    with pytest.raises(SlackApiError) as caught:
        _opened(workspace, recorder, client, view)
    assert error_of(caught) == "invalid_arguments"


def test_a_home_of_a_hundred_blocks_is_published_and_seen_when_opened(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    workspace.open_home()
    client.views_publish(user_id=USER, view=HOME | {"blocks": HOME["blocks"] * 100})
    home = workspace.views.home(USER)
    assert home
    assert len(home.blocks) == 100
    workspace.open_home()
    assert ["view" in event for event in recorder.events] == [False, True]
    with pytest.raises(SlackApiError) as caught:
        client.views_publish(user_id=USER, view=HOME | {"submit": _plain("Go")})
    assert error_of(caught) == "invalid_arguments"


def test_an_update_with_an_old_hash_is_refused(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    view = _opened(workspace, recorder, client, _modal())
    client.views_update(view_id=view.id, hash=view.hash, view=_modal(title=_plain("Anew")))
    with pytest.raises(SlackApiError) as caught:
        client.views_update(view_id=view.id, hash=view.hash, view=_modal())
    assert error_of(caught) == "hash_conflict"
    assert [shown.title for shown in workspace.views.modals(USER)] == ["Anew"]


def test_at_most_three_modals_lie_on_each_other(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    more = {"type": "actions", "elements": [{"type": "button", "action_id": "on", "text": _plain("On")}]}
    top = _opened(workspace, recorder, client, _modal(more))
    for _ in range(2):
        workspace.click(top, "on")
        client.views_push(trigger_id=recorder.last["trigger_id"], view=_modal(more))
        top = workspace.views.modals(USER)[-1]
    workspace.click(top, "on")
    with pytest.raises(SlackApiError) as caught:
        client.views_push(trigger_id=recorder.last["trigger_id"], view=_modal(more))
    assert error_of(caught) == "push_limit_reached"


def test_what_is_filled_in_is_submitted_and_the_modal_closes(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    boxes = _field("places", type="checkboxes", options=OPTIONS)
    radio = _field("shown", type="radio_buttons", options=OPTIONS, initial_option=OPTIONS[0])
    day = _field("day", type="datepicker", initial_date="2031-05-09")
    view = _opened(workspace, recorder, client, _modal(_field("question"), boxes, radio, day))
    workspace.submit(view, {"question": "who?", "places": ["all", "some"], "shown": "none"})
    values = recorder.last["view"]["state"]["values"]
    assert values["question-block"]["question"]["value"] == "who?"
    assert [one["value"] for one in values["places-block"]["places"]["selected_options"]] == ["all", "some"]
    assert values["shown-block"]["shown"]["selected_option"]["value"] == "none"
    assert values["day-block"]["day"]["selected_date"] == "2031-05-09"
    assert workspace.views.modals(USER) == []


def test_a_field_left_empty_is_not_submitted(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    view = _opened(workspace, recorder, client, _modal())
    with pytest.raises(ValueError, match="question has to be filled in"):
        workspace.submit(view)


def test_errors_leave_the_modal_open_and_an_update_replaces_it(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    view = _opened(workspace, recorder, client, _modal())
    recorder.reply = {"response_action": "errors", "errors": {"question-block": "Too short"}}
    assert workspace.submit(view, {"question": "?"}).replied["errors"] == {"question-block": "Too short"}
    recorder.reply = {"response_action": "update", "view": _modal(title=_plain("Answer"))}
    workspace.submit(workspace.views.modals(USER)[-1])
    assert [shown.title for shown in workspace.views.modals(USER)] == ["Answer"]


def test_errors_at_no_field_are_taken_amiss(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    view = _opened(workspace, recorder, client, _modal())
    recorder.reply = {"response_action": "errors", "errors": {"elsewhere": "Too short"}}
    with pytest.raises(ValueError, match="elsewhere"):
        workspace.submit(view, {"question": "?"})


@pytest.mark.parametrize("wanted", [True, False])
def test_who_closes_a_modal_is_told_of_only_where_the_app_asked_to_hear_it(
    workspace: Workspace, recorder: Recorder, client: WebClient, wanted: bool
) -> None:
    view = _opened(workspace, recorder, client, _modal(notify_on_close=wanted))
    workspace.close(view)
    assert (recorder.last["type"] == "view_closed") == wanted
    assert workspace.views.modals(USER) == []


def test_a_select_suggests_what_the_app_says(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    topic = _field("topic", type="external_select", min_query_length=2)
    view = _opened(workspace, recorder, client, _modal(topic))
    recorder.reply = {"options": OPTIONS}
    assert workspace.suggest(view, "topic", "a") == []
    chosen = workspace.suggest(view, "topic", "al")[0]
    assert (recorder.last["type"], recorder.last["value"]) == ("block_suggestion", "al")
    recorder.reply = {}
    workspace.submit(view, {"topic": chosen})
    told = recorder.last["view"]["state"]["values"]["topic-block"]["topic"]
    assert told["selected_option"]["value"] == "all"


def test_suggestions_too_long_for_slack_are_not_shown(
    workspace: Workspace, recorder: Recorder, client: WebClient
) -> None:
    view = _opened(
        workspace, recorder, client, _modal(_field("topic", type="external_select", min_query_length=0))
    )
    recorder.reply = {"options": [OPTIONS[0] | {"text": _plain("x" * 76)}]}
    with pytest.raises(ValueError, match="76 characters"):
        workspace.suggest(view, "topic", "")
