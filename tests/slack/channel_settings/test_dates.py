"""How dates are written, as a channel’s settings say; quotes stand as they are."""

from __future__ import annotations

import pytest

from bot.workspace.limits import texts
from bot.workspace.workspace import CHANNEL
from tests.slack.channel_settings.conftest import QUESTION, said_since, save
from tests.slack.conftest import WORDS, Scene, buttons_of, quotes_of
from tests.waiting import said_after

DATES = {
    "en_GB": "9 May 2031",
    "en_US": "May 9, 2031",
    "iso": "2031-05-09",
    "fr": "9 mai 2031",
    "de": "9. Mai 2031",
    "es": "9 de mayo de 2031",
    "it": "9 maggio 2031",
}


@pytest.mark.parametrize("form", DATES)
def test_dates_are_written_as_is_wanted_and_quotes_stand(scene: Scene, form: str) -> None:
    save(scene, dates=form)
    scene.workspace.mention(QUESTION)
    (answer,) = said_since(scene)
    assert f"Ines Vidal · said · Ports meet · {DATES[form]}" in list(texts(answer.blocks))
    assert quotes_of(answer) == [WORDS]


@pytest.mark.parametrize("form", DATES)
def test_suggestions_work_in_whatever_form_dates_are_written(harbour: Scene, form: str) -> None:
    save(harbour, dates=form)
    harbour.workspace.command("when was the Harbour Safety Forum hosted by Ada Marsh?")
    harbour.workspace.command("when was the forum?")
    said_after(harbour.workspace, 2)
    buttons = {
        (post.ts, action_id)
        for post in harbour.workspace.said()
        for action_id in buttons_of(post)
        if action_id.startswith("ask:")
    }
    for ts, action_id in sorted(buttons):
        post = harbour.workspace.conversations.post(CHANNEL, ts)
        assert post
        harbour.workspace.click(post, action_id)
    harbour.settle()
    answers = harbour.workspace.said()[3:]
    assert len(answers) == len(buttons) > 0
    assert all(quotes_of(answer) for answer in answers)


@pytest.mark.parametrize("form", ["fr", "iso"])
def test_suggestions_write_dates_as_the_articles_do(harbour: Scene, form: str) -> None:
    save(harbour, dates=form)
    harbour.workspace.command("when was the forum?")
    (reply,) = said_since(harbour)
    suggested = [label for action_id, label in buttons_of(reply).items() if action_id.startswith("ask:")]
    assert suggested[:2] == [
        "When was the Harbour Safety Forum of 4 May 2023?",
        "When was the Harbour Safety Forum of 9 May 2024?",
    ]
