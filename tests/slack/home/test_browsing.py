"""Looking through the Home: meetings, who spoke there, what they said; officials; initiatives; and asking."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.slack.app import Service
from bot.workspace.doors import Receipt
from bot.workspace.workspace import USER, Workspace
from tests.slack.conftest import Scene, over_both_doors
from tests.slack.home.conftest import Home

FARO = "The Harbour Safety Forum (9 May 2024)"
PATIENCE = "“A pilot’s patience is the cheapest brake”, said Colonel Ada Marsh, Director of the Tide Office."
OLE = "Commander Ole Nygård"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


@over_both_doors
def test_from_the_meetings_to_a_speaker_and_the_words(harbour: Scene, home: Home) -> None:
    home.open().press("Browse meetings")
    assert home.texts == [
        "Meetings, the latest first (3)",
        "The Arctic Regatta Conference (3 June 2025)",
        FARO,
        "The Harbour Safety Forum (4 May 2023)",
    ]
    home.press(f"Show speakers: {FARO}")
    assert home.texts[0] == FARO
    assert any("met in Faro" in quote for quote in home.quotes)
    home.press("Show quotes: Colonel Ada Marsh")
    assert home.quotes == [PATIENCE]
    assert "Ada Marsh · said · Harbour pilots meet in Faro · 9 May 2024" in home.texts


def test_each_step_leads_back(harbour: Scene, home: Home) -> None:
    home.open().press("Browse meetings").press(f"Show speakers: {FARO}").press(
        "Show quotes: Colonel Ada Marsh"
    )
    assert home.press(f"Back to the meeting: {FARO}").texts[0] == FARO
    assert home.press("All meetings").texts[0] == "Meetings, the latest first (3)"
    assert home.press("Start page").texts[0] == "What I know"


def test_quotes_are_turned_over_and_each_is_shown_once(harbour: Scene, home: Home) -> None:
    home.open().press("Browse officials").press(f"Show quotes: {OLE}")
    first = home.quotes
    assert [label for label in home.labels if "page," in label] == ["Next page, 2 of 2"]
    second = home.press("Next page, 2 of 2").quotes
    assert len(first) == 5
    assert len(set(first + second)) == len(first + second)
    for ordinal in ORDINALS:
        assert any(f"The {ordinal} buoy" in quote for quote in first + second)
    assert home.press("Previous page, 1 of 2").quotes == first


def test_an_initiative_is_told_in_the_words_of_the_articles(harbour: Scene, home: Home) -> None:
    home.open().press("Browse initiatives").press("Show quotes: Clean Harbour Programme (CHP)")
    assert home.quotes == ["The Clean Harbour Programme (CHP), established in 2014, trains pilots."]


def test_a_quote_is_shown_in_its_context_in_a_modal(harbour: Scene, home: Home) -> None:
    home.open().press("Browse initiatives").press("Show quotes: Clean Harbour Programme (CHP)")
    modal = home.modal(lambda: home.workspace.click(home.view, "context:0"))
    assert modal.title == "Quote in its context"
    shown = [
        block["elements"][0]["elements"][0]["text"] for block in modal.blocks if block["type"] == "rich_text"
    ]
    assert shown[0].startswith("“Every harbour needs a plan”")
    assert shown[-1] == home.quotes[0]


def test_context_within_a_modal_lies_on_top_of_it(harbour: Scene, home: Home) -> None:
    home.workspace.shortcut("ask")
    form = home.modal(lambda: None)
    home.workspace.submit(form, {"question": "what did Ada Marsh say about patience?"})
    home.workspace.conversations.wait_for(
        lambda _: any(block["type"] == "rich_text" for block in home.workspace.views.modals(USER)[-1].blocks)
    )
    answer = home.workspace.views.modals(USER)[-1]
    home.workspace.click(answer, "context:0")
    harbour.settle()
    assert home.workspace.views.modals(USER)[-1].title == "Quote in its context"
    assert answer.id in [view.id for view in home.workspace.views.modals(USER)]


@over_both_doors
def test_a_question_typed_in_the_home_is_answered_there(harbour: Scene, home: Home) -> None:
    home.open().ask("what did Ole Nygård say?")
    assert home.texts[:2] == [
        "what did Ole Nygård say?",
        "Ole Nygård at the Arctic Regatta Conference (3 June 2025):",
    ]
    first = home.quotes
    home.press("Next page, 2 of 2")
    assert len(first + home.quotes) == 7
    assert harbour.workspace.said() == []


def test_what_cannot_be_answered_in_the_home_is_refused_there_and_kept(harbour: Scene, home: Home) -> None:
    home.open().ask("who spoke at the Whale Congress?")
    assert "No source mentions" in home.words
    assert home.quotes == []
    home.press("Start page")
    assert "• who spoke at the Whale Congress?" in home.words


def test_a_choice_that_is_asked_back_can_be_made_in_the_home(harbour: Scene, home: Home) -> None:
    home.open().ask("who spoke at the Harbour Safety Forum?")
    choices = [label for label in home.labels if "?" in label]
    assert len(choices) >= 2
    assert home.press(choices[0]).quotes


def test_nothing_typed_leads_to_the_front(harbour: Scene, home: Home) -> None:
    home.open().press("Browse officials").ask("  ")
    assert home.texts[0] == "What I know"


def test_whoever_comes_back_is_where_they_left(harbour: Scene, home: Home) -> None:
    other = Home(home.workspace, "U0002")
    home.open().press("Browse meetings").press(f"Show speakers: {FARO}")
    other.open().press("Browse officials")
    assert home.open().texts[0] == FARO
    assert other.open().texts[0] == "Officials, by name (3)"


def test_what_was_withdrawn_meanwhile_is_said_to_be_gone(
    workspace: Workspace, service: Service, data: Path, home: Home
) -> None:
    home.open().press("Browse meetings").press(f"Show speakers: {FARO}")
    (data / "seeds" / "pilots.txt").unlink()
    _build()
    service.desk.library.renew()
    home.open()
    assert home.texts[0].startswith("What stood here is no longer in the sources.")
    assert FARO not in home.texts


def test_an_edited_article_is_quoted_as_it_is_now_or_not_at_all(
    workspace: Workspace, service: Service, data: Path, home: Home
) -> None:
    home.open().press("Browse meetings").press(f"Show speakers: {FARO}").press(
        "Show quotes: Colonel Ada Marsh"
    )
    seed = data / "seeds" / "pilots.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("cheapest", "dearest"), encoding="utf-8")
    service.desk.library.renew()
    home.open()
    assert all(quote in seed.read_text(encoding="utf-8") for quote in home.quotes)
    assert "cheapest" not in "".join(home.quotes)


def test_a_click_is_not_undone_by_an_opening_that_came_before_it(harbour: Scene, home: Home) -> None:
    home.open()
    told = home.view.as_view("T0001", "A0001", "UNATO")
    home.press("Browse officials")
    event = {"type": "app_home_opened", "user": USER, "channel": "D0001", "tab": "home", "view": told}
    receipt: Receipt = home.workspace.send_event({**event, "event_ts": "1.1"})
    harbour.settle()
    assert receipt.status == 200
    assert home.texts[0] == "Officials, by name (3)"


def _build() -> None:
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
