"""The digest, switched on, moved and switched off in a channel’s settings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.workspace.workspace import CHANNEL, USER
from tests.slack.channel_settings.conftest import form_of, save, values_of
from tests.slack.conftest import Scene, both_doors
from tests.waiting import said_after


def _digest(scene: Scene, wish: str = "status") -> str:
    """What `/nato digest` replies."""
    before = len(scene.workspace.said(CHANNEL))
    scene.workspace.command(f"digest {wish}")
    return said_after(scene.workspace, before, CHANNEL).text


@both_doors
def test_the_digest_is_switched_on_moved_and_switched_off(scene: Scene) -> None:
    save(scene, digest="on", at="07:30", zone="lisbon")
    assert "at 07:30 Europe/Lisbon" in scene.workspace.said()[-1].text
    status = _digest(scene)
    assert "The daily digest is on here, at 07:30 Europe/Lisbon." in status
    assert "It was set up by Mara Lind." in status
    assert values_of(form_of(scene))["digest"] == "on"
    scene.workspace.views.close(USER)
    save(scene, at="08:00")
    assert "The daily digest is on here, at 08:00 Europe/Lisbon." in _digest(scene)
    save(scene, digest="off")
    assert "There is no daily digest here." in _digest(scene)


def test_without_a_time_zone_the_digest_has_that_of_who_orders_it(scene: Scene) -> None:
    save(scene, digest="on")
    assert "The daily digest is on here, at 09:00 Europe/Brussels." in _digest(scene)


def test_a_digest_on_some_days_stays_on_those(scene: Scene) -> None:
    _digest(scene, "on 09:00 Europe/Lisbon weekdays")
    save(scene, at="10:00")
    assert "at 10:00 Europe/Lisbon, Monday to Friday." in _digest(scene)


@both_doors
def test_a_time_zone_that_is_none_is_told_beside_its_field(scene: Scene) -> None:
    receipt = scene.workspace.submit(form_of(scene), {"digest": "on", "zone": "Europe/Brusels"})
    errors: Mapping[str, str] = receipt.replied["errors"]
    assert list(errors) == ["zone"]
    assert "Europe/Brussels" in errors["zone"]
    assert len(scene.workspace.views.modals(USER)) == 1
