"""The README's pictures, taken of the playground over the data at hand: `make pictures`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.data import data_folder
from bot.workspace.page.playground import playground_over
from bot.workspace.page.visit import page_of
from tests.browser.chromium import DESKTOP, PHONE, installed, launched

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
_COLOURS = 256
Scene = Callable[[Page], None]


def main() -> None:
    """Take all pictures. Ends with a message where the machine has no browser."""
    program = installed()
    if not program:
        sys.exit("make pictures needs a browser: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with launched(program) as browser:
        _take(browser, "answer", _answer, DESKTOP)
        _take(browser, "article", _article, DESKTOP)
        _take(browser, "reasons", _reasons, DESKTOP)
        _take(browser, "home", _home, DESKTOP)
        _take(browser, "phone", _answer, PHONE, dark=True)


def _take(browser: Browser, name: str, scene: Scene, size: ViewportSize, *, dark: bool = False) -> None:
    with playground_over(data_folder()) as playground, page_of(playground) as address:
        page = browser.new_page(
            viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce"
        )
        page.goto(f"{address}/")
        expect(page.locator(".quotation").first).to_be_visible()
        scene(page)
        _save(page.screenshot(animations="disabled"), PICTURES / f"{name}.png")
        page.close()


def _save(picture: bytes, file: Path) -> None:
    """Save a picture in the few colours that a page has, at a third of its size."""
    few = Image.open(BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def _answer(_: Page) -> None:
    """The page as it opens."""


def _article(page: Page) -> None:
    page.get_by_role("button", name="See it in the article").first.click()
    expect(page.locator("#marked")).to_be_in_viewport()


def _reasons(page: Page) -> None:
    page.locator(".examples button", has_text="Mistype").click()
    thread = page.locator(".thread").last
    expect(thread.locator(".replies blockquote").first).to_be_visible()
    thread.get_by_role("button", name="Why this answer?").click()
    expect(page.locator("#side")).to_contain_text("How it was read")


def _home(page: Page) -> None:
    page.locator('#channels a[href="#home"]').click()
    expect(page.locator("#home .button").first).to_be_visible()


if __name__ == "__main__":
    main()
