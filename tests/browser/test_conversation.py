"""What one does on the page as one would in Slack: ask, mistype, choose, ask on, share, judge."""

from __future__ import annotations

from playwright.sync_api import expect

from bot.workspace.page.picture import ASKING
from bot.workspace.state import USER
from tests.browser.conftest import Visit

BUOY = "The first buoy is ours"
DIRECT = "D0001"


def test_the_first_screen_shows_a_question_answered_in_quotes_of_the_articles(visit: Visit) -> None:
    words = visit.page.locator(".quotation blockquote").first.text_content()
    assert words
    assert any(words in seed.text for seed in visit.playground.knowledge.seeds.values())
    expect(visit.page.locator(".message", has_text="What did").first).to_be_visible()


def test_an_example_clicked_is_asked_and_answered(visit: Visit) -> None:
    visit.page.locator(".examples button", has_text="Who is").first.click()
    thread = visit.page.locator(".thread", has_text="@nato Who is").last
    expect(thread.locator(".replies blockquote").first).to_be_visible()


def test_a_mention_is_answered_in_its_thread(visit: Visit) -> None:
    visit.say("@nato what did Nygård say?")
    thread = visit.page.locator(".thread", has_text="@nato what did Nygård say?").last
    expect(thread.locator(".replies blockquote").first).to_contain_text(BUOY)


def test_what_mentions_nobody_is_left_alone_and_the_page_says_so(visit: Visit) -> None:
    visit.page.locator("#text").fill("what did Nygård say?")
    hint = visit.page.locator(".composer .hint")
    expect(hint).to_contain_text("only if you mention @nato")
    hint.locator("button").click()
    expect(visit.page.locator("#text")).to_have_value("@nato what did Nygård say?")


def test_a_mistyped_name_is_read_as_the_one_that_is_known(visit: Visit) -> None:
    visit.say("@nato who is Nygrad?")
    expect(visit.answer("Nygrad")).to_contain_text("Nygård")


def test_a_question_with_several_answers_is_cleared_up_by_a_click(visit: Visit) -> None:
    visit.say("@nato when was the meeting?")
    asked_back = visit.answer("Which")
    asked_back.locator(".actions button").first.click()
    expect(visit.page.locator(".message.bot", has_text="Asked:").last).to_be_visible()


def test_a_thread_goes_on_where_it_was(visit: Visit) -> None:
    visit.say("@nato who is Ole Nygård?")
    thread = visit.page.locator(".thread", has_text="who is Ole Nygård?").last
    expect(thread.locator(".replies .message")).to_have_count(1)
    thread.get_by_role("button", name="Ask on in this thread").click()
    field = thread.get_by_label("Reply in the thread")
    field.fill("what did he say?")
    field.press("Enter")
    expect(thread.locator("blockquote", has_text=BUOY).first).to_be_visible()


def test_a_private_answer_is_shared_by_a_click(visit: Visit) -> None:
    visit.say("/nato what did Nygård say?")
    private = visit.page.locator(".message.private")
    expect(private).to_contain_text("Only visible to you")
    private.get_by_role("button", name="Share with channel").click()
    expect(private).to_have_count(0)
    expect(visit.answer("Asked: what did Nygård say?")).to_contain_text(BUOY)


def test_a_command_in_a_thread_is_refused_as_slack_does(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Ask on in this thread").first.click()
    field = visit.page.get_by_label("Reply in the thread")
    field.fill("/nato help")
    field.press("Enter")
    expect(visit.page.locator("#note")).to_contain_text("Slack takes no commands in threads")


def test_a_direct_message_needs_no_mention(visit: Visit) -> None:
    visit.go(DIRECT)
    visit.say("what did Nygård say?")
    expect(visit.answer(BUOY)).to_be_visible()


def test_the_direct_messages_suggest_what_the_app_suggests(visit: Visit) -> None:
    visit.go(DIRECT)
    first = visit.page.locator("#prompts button").first
    expect(first).to_be_visible()
    assert visit.playground.workspace.prompts[DIRECT][0]["message"] in str(first.text_content())


def test_an_unhelpful_answer_can_be_given_its_reason(visit: Visit) -> None:
    visit.page.locator(".feedback", has_text="Not helpful").first.click()
    modal = visit.page.get_by_role("dialog")
    expect(modal).to_be_visible()
    modal.locator("input[type=radio]").first.check()
    modal.locator("button[type=submit]").click()
    expect(modal).to_be_hidden()
    visit.page.locator("#gaps").click()
    expect(visit.page.locator(".gaps li")).to_have_count(1)


def test_a_message_is_edited_and_deleted(visit: Visit) -> None:
    visit.say("Lunch at noon")
    message = visit.page.locator(".message", has_text="Lunch at noon").last
    message.get_by_role("button", name="Edit").click()
    visit.page.get_by_label("Edit the message").fill("Lunch at one")
    visit.page.get_by_role("button", name="Save").click()
    changed = visit.page.locator(".message", has_text="Lunch at one").last
    expect(changed).to_contain_text("(edited)")
    changed.get_by_role("button", name="Delete").click()
    expect(visit.page.locator(".message", has_text="Lunch at")).to_have_count(0)


def test_a_day_has_its_digest_once(visit: Visit) -> None:
    visit.go("C0002")
    day = visit.page.locator(".days button").first
    day.click()
    expect(visit.answer("Daily digest")).to_be_visible()
    day.click()
    expect(visit.page.locator("#note")).to_contain_text("one day, one digest")
    expect(visit.page.locator(".message.bot")).to_have_count(1)


def test_what_is_typed_stays_while_answers_come(visit: Visit) -> None:
    field = visit.page.locator("#text")
    field.fill("@nato half a ques")
    visit.playground.workspace.mention("who is Ole Nygård?", ASKING)
    visit.answer("Ole Nygård")
    expect(field).to_have_value("@nato half a ques")
    expect(field).to_be_focused()


def test_the_app_is_told_that_its_home_is_looked_at(visit: Visit) -> None:
    visit.go("home")
    expect(visit.page.locator("#name")).to_have_text("nato’s Home")
    expect(visit.page.locator("#home")).not_to_be_empty()
    published = visit.playground.workspace.views.home(USER)
    assert (published is None) == ("put nothing" in str(visit.page.locator("#home").text_content()))
