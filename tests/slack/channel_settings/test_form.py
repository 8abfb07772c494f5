"""The settings of a channel in a modal: how things are, what is saved, and what cannot be."""

from __future__ import annotations

from bot.workspace.limits import texts
from bot.workspace.troubles import refused
from bot.workspace.workspace import DIRECT, USER
from tests.slack.channel_settings.conftest import QUESTION, form_of, save, values_of
from tests.slack.conftest import Scene, both_doors


@both_doors
def test_the_modal_shows_how_things_are(scene: Scene) -> None:
    view = form_of(scene)
    assert values_of(view) == {
        "answering": "mentions",
        "replies": "usual",
        "dates": "en_GB",
        "digest": "off",
        "at": "09:00",
        "zone": None,
    }
    assert "Nobody has changed these settings yet." in list(texts(view.blocks))


@both_doors
def test_what_is_saved_is_confirmed_and_shown_with_who_saved_it(scene: Scene) -> None:
    save(scene, answering="all", replies="private", dates="fr")
    view = form_of(scene, user="U0002")
    shown = values_of(view)
    assert (shown["answering"], shown["replies"], shown["dates"]) == ("all", "private", "fr")
    named = [part for part in view.blocks[-1]["elements"][0]["elements"] if part["type"] in ("user", "date")]
    assert (named[0]["user_id"], named[1]["type"]) == (USER, "date")
    (confirmation,) = scene.workspace.said()
    assert (confirmation.seen_by, "are saved" in confirmation.text) == (USER, True)


def test_each_channel_has_its_own(scene: Scene) -> None:
    save(scene, dates="de")
    assert values_of(form_of(scene, "C0002"))["dates"] == "en_GB"


def test_in_a_direct_conversation_it_leaves_out_what_does_not_apply(scene: Scene) -> None:
    assert set(values_of(form_of(scene, DIRECT))) == {"dates", "digest", "at", "zone"}


def test_where_it_is_off_the_settings_still_open(scene: Scene) -> None:
    save(scene, answering="off")
    save(scene, answering="mentions")
    scene.workspace.mention(QUESTION)
    scene.settle()
    assert scene.workspace.said()[-1].seen_by == ""


def test_settings_that_cannot_be_opened_are_owned_up_to(scene: Scene) -> None:
    scene.workspace.disturb("views.open", refused("expired_trigger_id"))
    scene.workspace.command("settings")
    assert scene.replies()[0].startswith("Sorry")
