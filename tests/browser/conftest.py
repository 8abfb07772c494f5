"""The playground in a real browser. Without a browser, or axe-core for access, its tests are skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

from bot.data import DataFolder
from bot.workspace.page.playground import Playground, playground_over
from bot.workspace.page.visit import page_of
from tests.browser.chromium import DESKTOP, installed, launched

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("AXE") or ROOT / "node_modules/axe-core/axe.min.js")
Look = tuple[ViewportSize, Literal["dark", "light"]]


@dataclass
class Visit:
    """Somebody in front of the page."""

    page: Page
    address: str
    playground: Playground

    def say(self, text: str) -> None:
        """Type into the channel's field and send."""
        field = self.page.locator("#text")
        field.fill(text)
        field.press("Enter")

    def go(self, place: str) -> None:
        """Go to a conversation by its entry in the list."""
        self.page.locator(f'#channels a[href="#{place}"]').click()

    def answer(self, words: str) -> Locator:
        """The bot's message that holds these words, once it stands there."""
        found = self.page.locator(".message.bot", has_text=words).last
        expect(found).to_be_visible()
        return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = installed()
    if not program:
        pytest.skip("needs a browser: apt-get install chromium")
    with launched(program) as browser:
        yield browser


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, data: Path) -> Iterator[Visit]:
    """The page, its first question answered; nothing may fail on it, and nothing leave the machine."""
    look: Look = getattr(request, "param", (DESKTOP, "light"))
    size, scheme = look
    with playground_over(DataFolder(data)) as playground, page_of(playground) as address:
        page = browser.new_page(viewport=size, color_scheme=scheme)
        complaints = _complaints(page, address)
        page.goto(f"{address}/")
        expect(page.locator(".quotation").first).to_be_visible()
        yield Visit(page, address, playground)
        page.close()
    assert complaints == []


def _complaints(page: Page, address: str) -> list[str]:
    """What goes wrong on the page from now on."""
    complaints: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith(f"{address}/"):
            complaints.append(f"asked for {request.url}")

    def on_failure(request: Request) -> None:
        if not request.url.endswith("/events"):  # a stream ends with its page
            complaints.append(f"failed: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", on_request)
    page.on("requestfailed", on_failure)
    return complaints


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm install --no-save axe-core")
    return AXE.read_text(encoding="utf-8")
