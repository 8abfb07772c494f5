"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot import ask
from bot.data import data_folder
from bot.knowledge.base import KnowledgeBase, load
from tests.readme import README, ROOT, copy_data, printed, refreshed

TEXT = README.read_text(encoding="utf-8")
QUESTIONS = re.findall(r"`([^`]+)`", TEXT.partition("## Ask")[2].partition("\n\nTyping slips")[0])
COMMANDS = re.findall(
    r"^nato .*$", "".join(re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)), re.MULTILINE
)
INLINE = sorted(
    {code for code in re.findall(r"`(nato [^`]+)`", TEXT) if "…" not in code and "--json" not in code}
)


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load(data_folder())


def test_its_examples_print_what_it_shows() -> None:
    assert refreshed(TEXT) == TEXT, "README.md is not current; run: make readme"


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_it_says_can_be_asked_is_answered(question: str, knowledge: KnowledgeBase) -> None:
    assert ask(question, knowledge=knowledge).outcome == "answered"


@pytest.mark.parametrize("command", sorted({*COMMANDS, *INLINE}))
def test_its_commands_work(command: str, tmp_path: Path) -> None:
    copy_data(tmp_path)
    printed(command, tmp_path, [])


def test_its_commands_were_found() -> None:
    assert len(QUESTIONS) > 10
    assert "nato check" in COMMANDS


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)`?$", TEXT, re.MULTILINE))))
def test_its_targets_are_in_the_makefile(target: str) -> None:
    assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", re.findall(r"\]\(([^:)#]+)\)", TEXT))
def test_its_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).is_file()


def test_its_variables_are_those_that_are_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    read = set(re.findall(r'"((?:SLACK|NATO|DATABASE)_[A-Z_]+|PORT)"', code))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", TEXT, re.MULTILINE))
    assert told == read - {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}


def test_its_address_and_command_are_the_manifests() -> None:
    manifest = (ROOT / "manifest.yaml").read_text(encoding="utf-8")
    assert manifest.count("https://YOUR-HOST/slack/events") == 3
    command = yaml.safe_load(manifest)["features"]["slash_commands"][0]["command"]
    assert f"`{command} help`" in TEXT
