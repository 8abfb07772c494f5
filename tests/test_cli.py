"""The commands, as people and programs use them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.question.compiled import SHELF

NATO = Path(sys.executable).with_name("nato")
COMMANDS = (
    *("ask", "chat", "quote", "digest"),
    *("draft", "build", "check", "eval"),
    *("run", "doctor", "gaps", "ledger"),
)
MARSH = "“Every harbour needs a plan”, said Colonel Ada Marsh, Director of the Tide Office."


def _nato(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, words, input=typed, catch_exceptions=False)


def _answers(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    result = _nato("ask", "--jsonl", typed="".join(json.dumps(each) + "\n" for each in questions))
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("data")
class TestAsk:
    """`nato ask`."""

    def test_an_answer_shows_quote_speaker_article_date_and_scope(self) -> None:
        output = _nato("ask", "what", "did", "Ada Marsh", "say").output
        assert f"  │ {MARSH}\n    Ada Marsh · said · Harbour pilots meet in Porto · 4 May 2023\n" in output
        assert output.endswith("Searched 3 articles, meetings of 4 May 2023 – 3 June 2025\n")

    def test_quotes_come_from_the_article_as_it_is_now(self, data: Path) -> None:
        seed = data / "seeds" / "harbour.txt"
        seed.write_text(seed.read_text(encoding="utf-8").replace("needs a plan", "needs a pier"), "utf-8")
        assert "needs a plan" not in _nato("ask", "what did Ada Marsh say").output

    def test_the_record_gives_offsets_into_the_seed(self, data: Path) -> None:
        record = json.loads(_nato("ask", "--json", "what did Ada Marsh say").output)
        assert (record["outcome"], record["question"]) == ("answered", "what did Ada Marsh say")
        assert {quote["source"] for quote in record["quotes"]} == {"harbour.txt", "pilots.txt"}
        for quote in record["quotes"]:
            text = (data / "seeds" / quote["source"]).read_bytes().decode()
            assert quote["text"] == text[quote["start"] : quote["end"]]
            assert quote["speaker"] == "Ada Marsh"

    def test_a_refusal_is_no_failure_of_the_command(self) -> None:
        result = _nato("ask", "--json", "who is Zebulon Quirk")
        record = json.loads(result.output)
        assert (result.exit_code, record["outcome"], record["quotes"]) == (0, "unanswered", [])

    def test_the_reading_is_explained(self) -> None:
        output = _nato("ask", "--explain", "who is Eve Holt").output
        assert re.search(r"^kind +who-is$", output, flags=re.M)
        assert re.search(r"^rule +\S", output, flags=re.M)

    @pytest.mark.parametrize("words", [[], ["--jsonl", "who spoke"]])
    def test_either_a_question_or_lines(self, words: list[str]) -> None:
        result = _nato("ask", *words)
        assert result.exit_code == 2
        assert "give either a question or --jsonl" in result.stderr


@pytest.mark.usefixtures("data")
class TestLines:
    """`nato ask --jsonl`."""

    def test_answers_come_in_order_with_their_ids(self) -> None:
        first, second = _answers(
            {"id": "b", "question": "who is Ada Marsh"}, {"id": 1, "question": "who is Zed Quirk"}
        )
        assert (first["id"], first["outcome"]) == ("b", "answered")
        assert (second["id"], second["outcome"]) == ("1", "unanswered")

    def test_a_thread_is_the_context_of_its_own_line_alone(self) -> None:
        thread = ["who is Ole Nygård"]
        within, without = _answers(
            {"question": "what did he say?", "thread": thread}, {"question": "what did he say?"}
        )
        assert {quote["speaker"] for quote in within["quotes"]} == {"Ole Nygård"}
        assert not without["quotes"]

    def test_blank_lines_are_passed_over(self) -> None:
        assert _nato("ask", "--jsonl", typed="\n \n").output == ""

    def test_what_is_no_unicode_comes_back_as_it_came(self) -> None:
        (answer,) = _answers({"question": "who \ud800 spoke"})
        assert answer["question"] == "who \ud800 spoke"

    @pytest.mark.parametrize(
        ("line", "fault"),
        [
            ("oops", "standard input:3:1: is not JSON: Expecting value"),
            ('{"question": "who"', "standard input:3:19: is not JSON: Expecting ',' delimiter"),
            ("5", 'standard input:3:1: is no record with a "question"'),
            ("[" * 100_000, 'standard input:3:1: is no record with a "question"'),
            ('{"id": "1"}', 'standard input:3:1: is no record with a "question"'),
            ('{"question": 5}', 'standard input:3:1: "question" must be a text'),
            ('{"question": "who", "thread": "who"}', 'standard input:3:1: "question" must be a text'),
            ('{"question": "who", "thread": [5]}', 'standard input:3:1: "question" must be a text'),
        ],
        ids=["word", "cut", "number", "deep", "bare", "no-text", "thread-text", "thread-number"],
    )
    def test_a_broken_line_is_told_by_its_number_after_the_answers_before(
        self, line: str, fault: str
    ) -> None:
        result = _nato("ask", "--jsonl", typed=f'{{"question": "who is Ada Marsh"}}\n\n{line}\n')
        assert result.exit_code == 2
        assert len(result.stdout.splitlines()) == 1
        assert result.stderr.startswith(fault)
        assert len(result.stderr.splitlines()) == 1

    def test_each_answer_is_written_before_the_next_question_is_asked(self) -> None:
        with subprocess.Popen(
            [NATO, "ask", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as process:
            assert process.stdin
            assert process.stdout
            for name in ("Ada Marsh", "Eve Holt"):
                process.stdin.write(json.dumps({"id": name, "question": f"who is {name}"}) + "\n")
                assert json.loads(process.stdout.readline())["id"] == name
            process.stdin.close()


class TestArticles:
    """From a new article to an answer: `nato draft`, `build`, `check` and `digest`."""

    ARTICLE = """Divers meet in Split

On 2 July 2025, divers met in Split for the Adriatic Diving Conference.

“Every wreck has a name”, said Captain Mara Kovač, Head of the Diving School.
"""

    def test_a_draft_quotes_what_it_found(self, tmp_path: Path) -> None:
        file = tmp_path / "divers.txt"
        file.write_text(self.ARTICLE, encoding="utf-8")
        assert "Every wreck has a name" in _nato("draft", str(file)).output
        record = json.loads(_nato("draft", "--json", str(file)).output)
        (statement,) = record["statements"]
        assert statement["speaker"] == "Mara Kovač"
        assert self.ARTICLE[statement["start"] : statement["end"]] == statement["text"]

    def test_a_new_article_answers_after_a_build(self, data: Path) -> None:
        (data / "seeds" / "divers.txt").write_text(self.ARTICLE, encoding="utf-8")
        assert "Every wreck" not in _nato("ask", "what did Mara Kovač say").output
        assert "+ official mara-kovac: “Mara Kovač”" in _nato("build").output
        assert "Every wreck has a name" in _nato("ask", "what did Mara Kovač say").output
        assert _nato("check").exit_code == 0

    def test_a_decision_is_obeyed(self, data: Path) -> None:
        assert json.loads(_nato("ask", "--json", "who is the Quayside Fox").output)["quotes"] == []
        decision = "- alias: ada-marsh\n  names: [Quayside Fox]\n"
        (data / "knowledge" / "curation.yaml").write_text(decision, encoding="utf-8")
        _nato("build")
        assert "Ada Marsh" in _nato("ask", "who is the Quayside Fox").output

    def test_what_is_wrong_with_knowledge_is_told_with_its_place(self, data: Path) -> None:
        assert (_nato("check").output, _nato("check").exit_code) == ("", 0)
        seed = data / "seeds" / "pilots.txt"
        seed.write_text("News: " + seed.read_text(encoding="utf-8"), encoding="utf-8")
        result = _nato("check")
        assert result.exit_code == 1
        lines = result.output.splitlines()
        assert lines
        assert all("knowledge/" in line and ".yaml:" in line for line in lines)

    @pytest.mark.usefixtures("data")
    def test_a_digest_is_that_of_the_day_asked_for(self) -> None:
        assert "Harbour Safety Forum (4 May 2023)" in _nato("digest", "--date", "2030-05-04").output
        assert "4 May 2023)" not in _nato("digest", "--date", "2030-05-05").output
        assert _nato("digest", "--date", "2030-02-30").exit_code == 2


@pytest.mark.usefixtures("data")
def test_a_port_that_is_none_is_refused() -> None:
    result = _nato("run", "--port", "70000")
    assert result.exit_code == 2
    assert "70000 is not in the range 0<=x<=65535" in result.stderr


@pytest.mark.usefixtures("data")
def test_a_quotation_is_looked_up() -> None:
    assert "Harbour pilots meet in Faro" in _nato("quote", "patience is the cheapest brake").output
    record = json.loads(_nato("quote", "--json", "patience is the dearest brake of them all").output)
    assert record["kind"] == "quote"


@pytest.mark.usefixtures("data")
def test_question_files_are_scored(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("- {id: a, question: who is Ada Marsh, kind: who_is, outcome: answered}\n", "utf-8")
    result = _nato("eval", str(file))
    assert result.exit_code == 0
    assert "1/1" in result.output.replace(" ", "")


def test_help_lists_every_command_in_a_line_under_what_it_is_for() -> None:
    groups = _nato("--help").output.split("\n\n")[3:]
    assert [group.splitlines()[0] for group in groups] == ["Ask:", "Look after the articles:", "Run the bot:"]
    listed = [line for group in groups for line in group.splitlines()[1:]]
    assert tuple(line.split()[0] for line in listed) == COMMANDS
    assert not [line for line in listed if line.endswith("...")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_options(shell: str) -> None:
    asking = {**os.environ, "_NATO_COMPLETE": f"{shell}_complete"}
    for typed, completed in {"nato do": "doctor", "nato ask --exp": "--explain"}.items():
        last = typed.split()[-1] if shell == "fish" else str(len(typed.split()) - 1)
        asking |= {"COMP_WORDS": typed, "COMP_CWORD": last}
        told = subprocess.run([NATO], env=asking, capture_output=True, text=True, check=False).stdout
        assert completed in told


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    result = _nato(command, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {command}")


def test_asking_waits_for_no_library_that_it_does_not_need(data: Path) -> None:
    shutil.rmtree(data / SHELF)
    code = "import sys; from bot.cli import main; main(['ask', 'who is Eve Holt'], standalone_mode=False)"
    heavy = "alembic", "rich", "slack_bolt", "slack_sdk", "sqlalchemy", "bot.draft.drafting"
    told = f"{code}; print([name for name in {(*heavy, 'yaml')} if name in sys.modules])"
    of_yaml, of_the_index = (
        subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert of_yaml.splitlines()[-1] == "['yaml']"
    assert of_the_index == of_yaml.replace("['yaml']", "[]")
