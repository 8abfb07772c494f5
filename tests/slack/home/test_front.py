"""The front of the Home: what is known, how to ask, today's digest, how well it answers, what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ledger.channels import ChannelSettings, keep_settings
from bot.slack.app import Service
from bot.workspace.troubles import refused
from bot.workspace.workspace import CHANNEL, DIRECT, Workspace
from tests.slack.conftest import Scene, over_both_doors
from tests.slack.home.conftest import Home
from tests.waiting import said_after

QUESTIONS = """
- {id: one, question: who is Ada Marsh, outcome: answered}
- {id: two, question: who is Eve Holt, outcome: answered}
- {id: three, question: who is Ada Marsh, outcome: unanswered}
"""
NOT_KNOWN = "who spoke at the Whale Congress?"


@over_both_doors
def test_it_tells_what_is_known_and_which_days_it_covers(harbour: Scene, home: Home) -> None:
    home.open()
    assert (
        "3 articles, 3 meetings, 3 officials, 1 initiative. The meetings are of 4 May 2023 – 3 June 2025."
        in home.texts
    )


def test_it_shows_examples_that_are_answered_on_a_click(harbour: Scene, home: Home) -> None:
    home.open()
    examples = [label for label in home.labels if label.endswith("?")]
    assert len(examples) == 4
    for example in examples:
        home.open().press(example)
        assert home.texts[0] == example
        assert home.quotes
        home.press("Start page")


def test_it_shows_todays_digest_in_quotes(harbour: Scene, home: Home, data: Path) -> None:
    home.open()
    assert "Today’s digest" in home.texts
    seeds = [path.read_bytes().decode() for path in (data / "seeds").iterdir()]
    assert home.quotes
    assert all(any(quote in seed for seed in seeds) for quote in home.quotes)


def test_opening_the_messages_tab_puts_up_no_home(harbour: Scene, workspace: Workspace) -> None:
    workspace.open_home(tab="messages")
    harbour.settle()
    assert workspace.views.home("U0001") is None


@over_both_doors
def test_the_settings_of_a_channel_are_opened_from_it(harbour: Scene, home: Home) -> None:
    settings = ChannelSettings(workspace="T0001", channel_id=CHANNEL, answering="off")
    keep_settings(harbour.service.desk.ledger, settings)
    home.open()
    modal = home.modal(lambda: home.workspace.choose(home.view, "set_up", CHANNEL))
    chosen = [value for values in modal.values.values() for value in values.values()]
    assert any((value.get("selected_option") or {}).get("value") == "off" for value in chosen)


def test_the_figures_of_a_measurement_are_shown_with_their_day(
    workspace: Workspace, service: Service, data: Path, tmp_path: Path, home: Home
) -> None:
    assert "How well I answer" not in home.open().texts
    _measure(tmp_path)
    service.desk.library.renew()
    home.open()
    assert "How well I answer" in home.texts
    assert "3 questions of which the right reply is known" in home.words
    assert "as it should be: 2 (66.7%). Answered with something else: 1 (33.3%)." in home.words


def test_the_figures_of_other_knowledge_are_not_shown(
    workspace: Workspace, service: Service, data: Path, tmp_path: Path, home: Home
) -> None:
    _measure(tmp_path)
    seed = data / "seeds" / "harbour.txt"
    seed.write_text(seed.read_text(encoding="utf-8") + "\nThe harbour stayed open.\n", encoding="utf-8")
    service.desk.library.renew()
    assert "How well I answer" not in home.open().texts


@pytest.mark.parametrize("content", ["", "- 1\n", "day: [\n", "day: 2031-05-09\nquestions: many\n"])
def test_figures_that_cannot_be_read_are_no_reason_to_refuse_the_knowledge(
    workspace: Workspace,
    service: Service,
    data: Path,
    home: Home,
    content: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (data / "knowledge" / "scores.yaml").write_text(content, encoding="utf-8")
    service.desk.library.renew()
    assert service.desk.library.fault == ""
    assert "scores.yaml" in caplog.text
    assert "How well I answer" not in home.open().texts


def test_own_questions_without_an_answer_are_listed_and_those_of_others_counted(
    harbour: Scene, home: Home
) -> None:
    home.workspace.command(NOT_KNOWN)
    home.workspace.write("who hosted the Otter Summit?", DIRECT, user="U0002")
    said_after(home.workspace, 1)
    counted = "Without an answer in this workspace, whoever asked: 2 questions."
    for _ in range(100):  # a question is kept after its answer is given
        home.open()
        if counted in home.words:
            break
    assert counted in home.words
    assert NOT_KNOWN in home.words
    assert "Otter" not in home.words


def test_without_the_ledger_the_home_is_shown_all_the_same(harbour: Scene, home: Home) -> None:
    harbour.service.desk.ledger.dispose()
    with harbour.service.desk.ledger.begin() as connection:
        connection.exec_driver_sql("DROP TABLE questions")
    home.open()
    assert "What I know" in home.texts
    assert "Questions that I could not answer" not in home.texts


def test_a_home_that_slack_refuses_is_no_message_to_anybody(harbour: Scene, home: Home) -> None:
    home.workspace.disturb("views.publish", refused("internal_error"), times=1)
    home.workspace.open_home()
    home.workspace.open_home()
    harbour.settle()
    assert home.workspace.said() == []
    assert "What I know" in home.texts


def test_whoever_clicks_in_vain_is_told_so_in_a_direct_message(harbour: Scene, home: Home) -> None:
    home.open()
    home.workspace.disturb("views.publish", refused("internal_error"), times=1)
    home.workspace.click(home.view, home.button("Browse meetings")[1]["action_id"])
    harbour.settle()
    (apology,) = home.workspace.said(DIRECT)
    assert apology.text.startswith("Sorry, something went wrong")


def _measure(tmp_path: Path) -> None:
    questions = tmp_path / "questions.yaml"
    questions.write_text(QUESTIONS, encoding="utf-8")
    assert CliRunner().invoke(main, ["eval", str(questions), "--save"]).exit_code == 0
