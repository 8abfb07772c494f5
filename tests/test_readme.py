"""What README.md and the other documents show is what happens."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from bot import ask
from bot.data import data_folder
from bot.knowledge.base import KnowledgeBase, load
from bot.reply import KINDS
from tests.readme import DOCUMENTS, README, ROOT, copy_data, printed, refreshed, scripts

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
ALL = "\n".join(TEXTS.values())
TEXT = README.read_text(encoding="utf-8")
QUESTIONS = re.findall(r"`([^`]+)`", TEXT.partition("## Ask")[2].partition("\n\nTyping slips")[0])
SCRIPTS = [(name, script) for name, text in TEXTS.items() for script in scripts(text)]
RUN = [pytest.param(script.commands, id=name) for name, script in SCRIPTS if not script.hindrance]
INLINE = sorted(
    {code for code in re.findall(r"`(nato [^`]+)`", ALL) if not re.search(r"…|--json|[A-Z]{3}", code)}
)
LINKS = sorted({(name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(([^)]+)\)", text)})


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load(data_folder())


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the data, under version control."""
    copy_data(tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


@pytest.mark.parametrize("name", TEXTS)
def test_its_examples_print_what_it_shows(name: str) -> None:
    assert refreshed(TEXTS[name]) == TEXTS[name], f"{name} is not current; run: make readme"


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_it_says_can_be_asked_is_answered(question: str, knowledge: KnowledgeBase) -> None:
    assert ask(question, knowledge=knowledge).outcome == "answered"


@pytest.mark.parametrize("commands", RUN)
def test_its_scripts_run(commands: str, checkout: Path) -> None:
    printed(commands, checkout, [])


@pytest.mark.parametrize("command", INLINE)
def test_its_commands_work(command: str, checkout: Path) -> None:
    named_alone = len(command.split()) == 2
    printed(f"{command} --help" if named_alone else command, checkout, [])


def test_examples_were_found() -> None:
    assert len(QUESTIONS) > 10
    assert len(RUN) > 3
    assert "nato check" in INLINE


def test_what_is_not_run_has_a_reason() -> None:
    assert all(len(script.hindrance.split()) > 2 for _, script in SCRIPTS if script.hindrance)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)`", ALL))))
def test_its_targets_are_in_the_makefile(target: str) -> None:
    assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_its_links_lead_somewhere(name: str, link: str) -> None:
    path, _, heading = link.partition("#")
    if path.startswith("https:"):
        return
    target = (ROOT / name).parent / path if path else ROOT / name
    assert target.is_file()
    assert not heading or heading in _anchors(target)


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_document_is_reached_from_the_readme() -> None:
    linked = {(README.parent / link).resolve() for name, link in LINKS if name == "README.md"}
    assert {path for path in DOCUMENTS if path != README} <= linked


def test_its_variables_are_those_that_are_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    read = set(re.findall(r'"((?:SLACK|NATO|DATABASE)_[A-Z_]+|PORT)"', code))
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", TEXTS["docs/deploying.md"], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"[A-Z_]+", row)} == read


def test_its_address_and_command_are_the_manifests() -> None:
    manifest = (ROOT / "manifest.yaml").read_text(encoding="utf-8")
    assert manifest.count("https://YOUR-HOST/slack/events") == 3
    assert "https://YOUR-HOST/slack/events" in TEXTS["docs/slack.md"]
    command = yaml.safe_load(manifest)["features"]["slash_commands"][0]["command"]
    assert f"`{command} help`" in TEXT


def test_its_kinds_of_question_are_all_there_are() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", TEXTS["docs/adding-a-kind.md"], re.MULTILINE)
    assert sorted(listed) == sorted(KINDS)


def test_its_metrics_are_those_that_are_counted() -> None:
    counted = re.findall(r'"(nato_\w+)"', (ROOT / "bot/slack/metrics.py").read_text(encoding="utf-8"))
    assert sorted(re.findall(r"^\| `(nato_\w+)` \|", TEXTS["docs/operating.md"], re.MULTILINE)) == sorted(
        counted
    )
