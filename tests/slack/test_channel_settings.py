"""A channel's settings, in a modal: what is answered, for whose eyes, with which dates, and the digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.ledger.subscriptions import subscription_of
from bot.ledger.tables import Channel
from bot.workspace.conversations import Post
from bot.workspace.limits import texts
from bot.workspace.payloads import Team
from bot.workspace.state import Room
from bot.workspace.troubles import refused
from bot.workspace.views import View
from bot.workspace.workspace import CHANNEL, DIRECT, USER
from tests.slack.conftest import QUOTE, WORDS, Scene, both_doors, buttons_of, quotes_of

OTHER = "U0002"
QUESTION = "who chaired the forum?"


def _form(scene: Scene, channel: str = CHANNEL, user: str = USER) -> View:
    scene.workspace.command("settings", channel, user)
    scene.workspace.conversations.wait_for(lambda _: bool(scene.workspace.views.modals(user)))
    return scene.workspace.views.modals(user)[-1]


def _set(scene: Scene, channel: str = CHANNEL, **wanted: str) -> None:
    """Save the channel's settings, and wait until that is confirmed."""
    before = len(scene.workspace.said(channel))
    assert scene.workspace.submit(_form(scene, channel), wanted).status == 200
    scene.workspace.conversations.wait_for(lambda _: len(scene.workspace.said(channel)) > before)


def _new(scene: Scene, channel: str = CHANNEL) -> list[Post]:
    """What the bot has said in the channel since its settings were saved."""
    scene.settle()
    return scene.workspace.said(channel)[1:]


def _values(view: View) -> dict[str, Any]:
    return {
        name: (element.get("selected_option") or {}).get("value")
        or element.get("selected_time")
        or element.get("value")
        for elements in view.values.values()
        for name, element in elements.items()
    }


@both_doors
def test_the_modal_shows_how_things_are(scene: Scene) -> None:
    view = _form(scene)
    assert _values(view) == {
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
    _set(scene, answering="all", replies="private", dates="fr")
    view = _form(scene, user=OTHER)
    shown = _values(view)
    assert (shown["answering"], shown["replies"], shown["dates"]) == ("all", "private", "fr")
    named = [part for part in view.blocks[-1]["elements"][0]["elements"] if part["type"] in ("user", "date")]
    assert (named[0]["user_id"], named[1]["type"]) == (USER, "date")
    (confirmation,) = scene.workspace.said()
    assert (confirmation.seen_by, "are saved" in confirmation.text) == (USER, True)


def test_each_channel_has_its_own(scene: Scene) -> None:
    _set(scene, dates="de")
    assert _values(_form(scene, "C0002"))["dates"] == "en_GB"


def test_in_a_direct_conversation_it_leaves_out_what_does_not_apply(scene: Scene) -> None:
    assert set(_values(_form(scene, DIRECT))) == {"dates", "digest", "at", "zone"}


@both_doors
def test_all_questions_of_a_channel_are_answered_where_that_is_wanted(scene: Scene) -> None:
    _set(scene, answering="all")
    asked = scene.workspace.write("When was the Forum of Ports?")
    scene.workspace.write("what about lunch?")
    scene.workspace.write("<@U0009> when was the Forum of Ports?")
    (answer,) = _new(scene)
    assert (answer.thread_ts, answer.seen_by) == (asked.ts, "")


@pytest.mark.parametrize(
    "text",
    ["Where are the slides?", "When is the meeting?", "when did Ada Marsh retire?", "any news?", "Why?"],
)
def test_in_a_channel_only_what_it_can_answer_is_answered(harbour: Scene, text: str) -> None:
    _set(harbour, answering="all")
    harbour.workspace.write(text)
    assert _new(harbour) == []


def test_in_a_channel_what_it_can_answer_is_answered(harbour: Scene) -> None:
    _set(harbour, answering="all")
    harbour.workspace.write("Who is Eve Holt?")
    (answer,) = _new(harbour)
    assert "Eve Holt" in answer.text


def test_by_default_a_channels_questions_are_not_answered(scene: Scene) -> None:
    scene.workspace.write("When was the Forum of Ports?")
    assert scene.replies() == []


@both_doors
def test_where_it_is_off_it_says_so_to_one_person_and_answers_nothing(scene: Scene) -> None:
    _set(scene, answering="off")
    post = scene.workspace.mention(QUESTION)
    scene.workspace.command(QUESTION)
    scene.workspace.command("digest status")
    scene.workspace.write("When was the Forum of Ports?", thread_ts=post.ts)
    told = _new(scene)
    assert {(post.seen_by, post.text) for post in told} == {
        (USER, "I am switched off in this channel. /nato settings shows and changes that.")
    }
    assert len(told) == 3
    assert scene.oracle.asked == []


def test_where_it_is_off_its_buttons_are_too(scene: Scene) -> None:
    scene.workspace.command(QUESTION)
    scene.workspace.conversations.wait_for(bool)
    answer = scene.workspace.said()[0]
    _set(scene, answering="off")
    scene.workspace.click(answer, "share")
    scene.settle()
    assert all(post.seen_by for post in scene.workspace.said())


def test_where_it_is_off_the_settings_still_open(scene: Scene) -> None:
    _set(scene, answering="off")
    _set(scene, answering="mentions")
    scene.workspace.mention(QUESTION)
    scene.settle()
    assert scene.workspace.said()[-1].seen_by == ""


@both_doors
def test_a_command_is_answered_for_all_where_that_is_wanted(scene: Scene) -> None:
    _set(scene, replies="public")
    scene.workspace.command(QUESTION)
    (answer,) = _new(scene)
    assert answer.seen_by == ""
    assert answer.text.startswith(f"Asked: {QUESTION}")
    assert "share" not in buttons_of(answer)


def test_where_the_bot_is_no_member_a_command_is_answered_for_all_too(scene: Scene) -> None:
    scene.workspace.not_joined.add(CHANNEL)
    _set(scene, replies="public")
    scene.workspace.command(QUESTION)
    (answer,) = _new(scene)
    assert answer.seen_by == ""


def test_what_cannot_be_answered_is_told_to_the_asker_alone_even_so(harbour: Scene) -> None:
    _set(harbour, replies="public")
    harbour.workspace.command("who is Zacharias Quill?")
    (refusal,) = _new(harbour)
    assert refusal.seen_by == USER


@both_doors
def test_a_mention_is_answered_for_the_asker_alone_where_that_is_wanted(scene: Scene) -> None:
    _set(scene, replies="private")
    post = scene.workspace.mention(QUESTION)
    scene.workspace.write("where was the forum?", thread_ts=post.ts)
    (answer,) = _new(scene)
    assert (answer.seen_by, "share" in buttons_of(answer)) == (USER, True)


SHARED = Room("pilots-and-ports", shared=True)


@both_doors
def test_where_another_organisation_reads_along_a_mention_is_answered_in_private(scene: Scene) -> None:
    scene.workspace.rooms[CHANNEL] = SHARED
    post = scene.workspace.mention(QUESTION)
    scene.workspace.conversations.wait_for(lambda posts: len(posts) == 2)
    scene.workspace.mention("where was it?", thread_ts=post.ts)
    scene.settle()
    first, second = scene.workspace.said()
    assert (first.seen_by, first.thread_ts) == (USER, "")
    assert (second.seen_by, second.thread_ts) == (USER, post.ts)


def test_unless_that_channel_wants_answers_for_all(scene: Scene) -> None:
    scene.workspace.rooms[CHANNEL] = SHARED
    _set(scene, replies="public")
    scene.workspace.mention(QUESTION)
    (answer,) = _new(scene)
    assert answer.seen_by == ""


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
    _set(scene, dates=form)
    scene.workspace.mention(QUESTION)
    (answer,) = _new(scene)
    assert f"Ines Vidal · said · Ports meet · {DATES[form]}" in list(texts(answer.blocks))
    assert quotes_of(answer) == [WORDS] == [QUOTE.span.text]


@pytest.mark.parametrize("form", DATES)
def test_suggestions_work_in_whatever_form_dates_are_written(harbour: Scene, form: str) -> None:
    _set(harbour, dates=form)
    harbour.workspace.command("when was the Harbour Safety Forum hosted by Ada Marsh?")
    harbour.workspace.command("when was the forum?")
    harbour.workspace.conversations.wait_for(lambda posts: len(posts) == 3)
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
    assert buttons
    assert all(quotes_of(post) for post in harbour.workspace.said()[3:])


@pytest.mark.parametrize("form", ["fr", "iso"])
def test_suggestions_write_dates_as_the_articles_do(harbour: Scene, form: str) -> None:
    _set(harbour, dates=form)
    harbour.workspace.command("when was the forum?")
    (reply,) = _new(harbour)
    assert harbour.oracle.engine
    expected = harbour.oracle.engine("when was the forum?", ()).suggestions
    values = [one["value"] for block in reply.blocks for one in block.get("elements", []) if "value" in one]
    assert expected
    assert [value for value in values if value in expected] == list(expected)


@both_doors
def test_the_digest_is_switched_on_moved_and_switched_off(scene: Scene) -> None:
    channel = Channel(Team().id, CHANNEL)
    ledger = scene.service.desk.ledger
    _set(scene, digest="on", at="07:30", zone="lisbon")
    digest = subscription_of(ledger, channel)
    assert digest
    assert (digest.at, digest.zone, digest.user) == ("07:30", "Europe/Lisbon", USER)
    assert "at 07:30 Europe/Lisbon" in scene.workspace.said()[-1].text
    assert _values(_form(scene))["digest"] == "on"
    scene.workspace.views.close(USER)
    _set(scene, at="08:00")
    moved = subscription_of(ledger, channel)
    assert moved
    assert (moved.at, moved.zone) == ("08:00", "Europe/Lisbon")
    _set(scene, digest="off")
    assert subscription_of(ledger, channel) is None


def test_without_a_time_zone_the_digest_has_that_of_who_orders_it(scene: Scene) -> None:
    _set(scene, digest="on")
    digest = subscription_of(scene.service.desk.ledger, Channel(Team().id, CHANNEL))
    assert digest
    assert digest.zone == "Europe/Brussels"


def test_a_digest_on_some_days_stays_on_those(scene: Scene) -> None:
    scene.workspace.command("digest on 09:00 Europe/Lisbon weekdays")
    scene.workspace.conversations.wait_for(bool)
    _set(scene, at="10:00")
    digest = subscription_of(scene.service.desk.ledger, Channel(Team().id, CHANNEL))
    assert digest
    assert (digest.at, digest.days) == ("10:00", "12345")


@both_doors
def test_a_time_zone_that_is_none_is_told_beside_its_field(scene: Scene) -> None:
    receipt = scene.workspace.submit(_form(scene), {"digest": "on", "zone": "Europe/Brusels"})
    errors: Mapping[str, str] = receipt.replied["errors"]
    assert list(errors) == ["zone"]
    assert "Europe/Brussels" in errors["zone"]
    assert len(scene.workspace.views.modals(USER)) == 1


def test_settings_that_cannot_be_opened_are_owned_up_to(scene: Scene) -> None:
    scene.workspace.disturb("views.open", refused("expired_trigger_id"))
    scene.workspace.command("settings")
    assert scene.replies()[0].startswith("Sorry")
