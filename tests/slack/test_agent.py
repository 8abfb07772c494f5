"""The Messages tab of the app: questions to begin with, and a sign that an answer is coming."""

from __future__ import annotations

from bot.workspace.troubles import broken, limited, refused
from bot.workspace.workspace import DIRECT
from tests.slack.conftest import Scene, both_doors, over_both_doors


def _prompts(scene: Scene) -> list[str]:
    return [prompt["message"] for prompt in scene.workspace.prompts.get(DIRECT, [])]


@over_both_doors
def test_who_opens_the_tab_is_offered_questions_that_the_sources_answer(harbour: Scene) -> None:
    harbour.workspace.open_home(tab="messages")
    harbour.settle()
    prompts = _prompts(harbour)
    assert 2 <= len(prompts) <= 4
    assert "Who spoke at the Arctic Regatta Conference?" in prompts
    assert harbour.oracle.engine
    assert {harbour.oracle.engine(prompt, ()).outcome for prompt in prompts} == {"answered"}


def test_a_prompt_that_is_clicked_is_answered(harbour: Scene) -> None:
    harbour.workspace.open_home(tab="messages")
    harbour.workspace.conversations.wait_for(lambda _: bool(_prompts(harbour)))
    harbour.workspace.write(_prompts(harbour)[0], DIRECT)
    assert len(harbour.replies(DIRECT)) == 1


def test_the_home_tab_offers_none(scene: Scene) -> None:
    scene.workspace.open_home(tab="home")
    scene.settle()
    assert _prompts(scene) == []


def test_where_slack_takes_no_questions_nothing_is_amiss(scene: Scene) -> None:
    scene.workspace.disturb("assistant.threads.setSuggestedPrompts", refused("missing_scope"))
    assert scene.workspace.open_home(tab="messages").status == 200
    assert scene.replies(DIRECT) == []


@both_doors
def test_a_direct_message_shows_that_its_answer_is_coming(scene: Scene) -> None:
    post = scene.workspace.write("who spoke?", DIRECT)
    scene.settle()
    methods = [call.method for call in scene.workspace.calls]
    assert methods.index("assistant.threads.setStatus") < methods.index("chat.postMessage")
    assert (DIRECT, post.ts) in scene.workspace.statuses


def test_where_slack_shows_no_status_the_answer_comes_all_the_same(scene: Scene) -> None:
    scene.workspace.disturb("assistant.threads.setStatus", refused("missing_scope"), times=1)
    scene.workspace.disturb("assistant.threads.setStatus", limited(30), times=1)
    scene.workspace.disturb("assistant.threads.setStatus", broken(503), times=1)
    for _ in range(3):
        scene.workspace.write("who spoke?", DIRECT)
    assert len(scene.replies(DIRECT)) == 3


def test_in_channels_no_status_is_shown(scene: Scene) -> None:
    scene.workspace.mention("who spoke?")
    assert len(scene.replies()) == 1
    assert not [call for call in scene.workspace.calls if call.method == "assistant.threads.setStatus"]
