"""Whatever Block Kit holds is drawn, and tells the app what is chosen in it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from bot.workspace.limits import faults
from bot.workspace.page.picture import ASKING
from tests.browser.conftest import Visit
from tests.browser.test_access import serious_faults


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _marked(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


OPTIONS = [{"text": _plain(word), "value": word.lower()} for word in ("Bow", "Keel", "Stern")]
RICH = [
    {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "Strong", "style": {"bold": True}},
            {"type": "user", "user_id": "U0001"},
            {"type": "link", "url": "https://tides.example", "text": "Tides"},
        ],
    },
    {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Listed"}]}],
    },
    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "as  it  is"}]},
    {"type": "rich_text_quote", "elements": [{"type": "text", "text": "The first buoy is ours"}]},
]
BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": _plain("Headed")},
    {"type": "section", "text": _marked("*Bold* _leaning_ ~gone~ `code` &lt;kept&gt; <#C0001|quay>")},
    {"type": "section", "fields": [_plain("Left"), _plain("Right")]},
    {"type": "divider"},
    {"type": "rich_text", "elements": RICH},
    {"type": "context", "elements": [_plain("Small")]},
    {"type": "image", "image_url": "https://tides.example/a.png", "alt_text": "A tide table"},
    {"type": "markdown", "text": "**Marked** down"},
    {"type": "card", "title": _plain("Carded"), "body": _plain("Within")},
    {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "Celled"}, {"type": "raw_text", "text": "Next"}]],
    },
    {
        "type": "actions",
        "elements": [
            {"type": "static_select", "action_id": "part", "options": OPTIONS, "placeholder": _plain("Part")},
            {"type": "datepicker", "action_id": "day", "placeholder": _plain("Day")},
            {"type": "radio_buttons", "action_id": "side", "options": OPTIONS},
            {"type": "checkboxes", "action_id": "checks", "options": OPTIONS},
        ],
    },
    {
        "type": "section",
        "text": _plain("With a menu"),
        "accessory": {"type": "overflow", "action_id": "menu", "options": OPTIONS},
    },
]
WORDS = """Headed
Bold
<kept>
#quay
Left
Strong
@You
Tides
Listed
as  it  is
The first buoy is ours
Small
A tide table
Marked down
Carded
Celled
With a menu""".splitlines()


@pytest.fixture
def message(visit: Visit) -> Locator:
    """A message of all blocks."""
    client = visit.playground.service.app.client
    client.chat_postMessage(
        channel=ASKING, text="all", blocks=BLOCKS, token=visit.playground.workspace.bot_token
    )
    return visit.answer("With a menu")


def test_the_blocks_are_such_as_slack_takes() -> None:
    assert list(faults(BLOCKS)) == []


@pytest.mark.parametrize("words", WORDS)
def test_each_block_shows_its_words(message: Locator, words: str) -> None:
    expect(message).to_contain_text(words)


def test_no_block_is_left_out_and_none_is_a_fault_of_access(visit: Visit, message: Locator, axe: str) -> None:
    assert "[" not in message.locator(".body").inner_text()
    assert serious_faults(visit.page, axe) == []


def test_styles_are_styles(message: Locator) -> None:
    styled = {"strong": "Bold", "em": "leaning", "s": "gone", "code": "code"}
    found = {tag: message.locator(f".section {tag}").first.inner_text() for tag in styled}
    assert found == styled


def test_what_is_chosen_reaches_the_app_and_stays(visit: Visit, message: Locator) -> None:
    message.get_by_label("Part").select_option("keel")
    message.get_by_label("Day").fill("2031-05-09")
    message.get_by_role("radio", name="Stern").check()
    message.get_by_role("checkbox", name="Bow").check()
    message.get_by_role("button", name="More").click()
    message.locator(".menu").get_by_role("button", name="Keel").click()
    expect(visit.page.locator("#note")).to_be_empty()
    post = visit.playground.workspace.said(ASKING)[-1]
    (chosen,) = visit.playground.workspace.chosen(post).values()
    assert chosen["part"]["selected_option"]["value"] == "keel"
    assert chosen["day"]["selected_date"] == "2031-05-09"
    assert chosen["side"]["selected_option"]["value"] == "stern"
    assert [one["value"] for one in chosen["checks"]["selected_options"]] == ["bow"]


def test_what_somebody_types_is_only_ever_text(visit: Visit) -> None:
    typed = "<img src=x onerror=alert(1)> & <b>not bold</b>"
    visit.say(typed)
    shown = visit.page.locator(".message", has_text="not bold").last.locator(".body")
    expect(shown).to_have_text(typed)
    expect(shown.locator("img, b")).to_have_count(0)
