"""From a quote to its article, and from an answer to its reasons."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_a_quote_is_marked_in_its_article_character_for_character(visit: Visit) -> None:
    quoted = visit.page.locator(".quotation").first
    words = quoted.locator("blockquote").text_content()
    quoted.get_by_role("button", name="See it in the article").click()
    expect(visit.page.locator("#marked")).to_be_in_viewport()
    assert visit.page.locator("#marked").text_content() == words
    file, _, span = str(visit.page.locator(".span").text_content()).partition("[")
    start, _, end = span.rstrip("]").partition(":")
    seed = visit.playground.knowledge.seeds[file].text
    assert seed[int(start) : int(end)] == words
    assert visit.page.locator(".article").text_content() == seed


def test_an_answer_tells_its_reasons_down_to_the_words_that_prove_them(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Why this answer?").first.click()
    side = visit.page.locator("#side")
    expect(side).to_contain_text("How it was read")
    expect(side.locator("dl").first).to_contain_text("Rule")
    proof = side.locator(".record .evidence").first
    file, _, span = str(proof.get_attribute("title")).partition("[")
    proof.click()
    start, _, end = span.rstrip("]").partition(":")
    expect(visit.page.locator("#marked")).to_have_text(
        visit.playground.knowledge.seeds[file].text[int(start) : int(end)]
    )


def test_a_refusal_shows_what_stood_for_choice_and_is_listed_as_failed(visit: Visit) -> None:
    visit.say("@nato which barge sank the lighthouse?")
    refusal = visit.answer("No source")
    refusal.get_by_role("button", name="Why this answer?").click()
    expect(visit.page.locator("#side")).to_contain_text("unanswered")
    visit.page.locator("#gaps").click()
    expect(visit.page.locator(".gaps li")).to_contain_text("which barge sank the lighthouse?")


def test_the_panel_gives_the_focus_back_when_it_is_closed(visit: Visit) -> None:
    see = visit.page.get_by_role("button", name="See it in the article").first
    see.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#side")).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#side")).to_be_hidden()
    expect(see).to_be_focused()
