"""The page by keyboard alone, on a phone, in the dark, and to assistive technology."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.workspace.state import USER
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Visit


def _first(visit: Visit) -> None:
    """The page as it opens."""


def _private(visit: Visit) -> None:
    visit.say("/nato what did Nygård say?")
    visit.answer("Only visible to you")


def _article(visit: Visit) -> None:
    visit.page.get_by_role("button", name="See it in the article").first.click()
    expect(visit.page.locator("#marked")).to_be_visible()


def _why(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Why this answer?").first.click()
    expect(visit.page.locator("#side")).to_contain_text("How it was read")


def _modal(visit: Visit) -> None:
    visit.playground.workspace.shortcut("ask")
    expect(visit.page.get_by_role("dialog")).to_be_visible()


def _settings(visit: Visit) -> None:
    visit.say("/nato settings")
    expect(visit.page.get_by_role("dialog")).to_be_visible()


def _digest(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/#C0002")
    visit.page.locator(".days button").first.click()
    visit.answer("Daily digest")


def _home(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/#home")
    expect(visit.page.locator("#home")).not_to_be_empty()


SCREENS = (_first, _private, _article, _why, _modal, _settings, _digest, _home)
LOOKS = {
    "light": (DESKTOP, "light"),
    "dark": (DESKTOP, "dark"),
    "phone": (PHONE, "light"),
    "dark-phone": (PHONE, "dark"),
}


@pytest.mark.parametrize("visit", LOOKS.values(), ids=LOOKS, indirect=True)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__.strip("_"))
def test_no_screen_has_a_serious_fault_of_access(
    visit: Visit, axe: str, screen: Callable[[Visit], None]
) -> None:
    screen(visit)
    assert serious_faults(visit.page, axe) == []


@pytest.mark.parametrize("visit", [(PHONE, "light")], ids=["phone"], indirect=True)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__.strip("_"))
def test_no_screen_is_wider_than_a_phone(visit: Visit, screen: Callable[[Visit], None]) -> None:
    screen(visit)
    wide = "[document.documentElement, document.getElementById('scroll')]"
    assert visit.page.evaluate(f"{wide}.map((each) => each.scrollWidth - each.clientWidth)") == [0, 0]


@pytest.mark.parametrize("visit", [(PHONE, "light")], ids=["phone"], indirect=True)
def test_a_phone_has_its_conversations_behind_a_button(visit: Visit) -> None:
    expect(visit.page.locator("#nav")).to_be_hidden()
    visit.page.get_by_role("button", name="Open the list of conversations").click()
    visit.go("D0001")
    expect(visit.page.locator("#name")).to_have_text("nato")
    expect(visit.page.locator("#nav")).to_be_hidden()


def test_one_can_ask_and_read_the_article_by_keyboard_alone(visit: Visit) -> None:
    press = visit.page.keyboard.press
    press("Tab")
    press("Enter")
    expect(visit.page.locator("#text")).to_be_focused()
    visit.page.keyboard.type("@nato who is Eve Holt?")
    press("Enter")
    see = visit.answer("Eve Holt").get_by_role("button", name="See it in the article").first
    _tab_to(visit.page, see.element_handle(), "Shift+Tab")
    press("Enter")
    expect(visit.page.locator("#marked")).to_be_in_viewport()


def test_a_modal_is_filled_in_by_keyboard_alone(visit: Visit) -> None:
    visit.playground.workspace.shortcut("ask")
    field = visit.page.get_by_role("combobox")
    expect(field).to_be_visible()
    _tab_to(visit.page, field.element_handle(), "Tab")
    visit.page.keyboard.type("nyg")
    expect(visit.page.get_by_role("option").first).to_contain_text("Ole Nygård")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(field).to_have_value("Ole Nygård")
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("dialog")).to_be_hidden()
    assert visit.playground.workspace.views.modals(USER) == []


def test_dark_can_be_had_by_day(visit: Visit) -> None:
    before = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    visit.page.locator("#theme").click()
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def _tab_to(page: Page, element: Any, key: str) -> None:
    """Press the key until the element has the focus."""
    for _ in range(60):
        if page.evaluate("(one) => document.activeElement === one", element):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead there")


def serious_faults(page: Page, axe: str) -> list[str]:
    """The serious faults, told by rule and place; injected past the page's own policy."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
