"""What could not be answered in Slack is listed for those who can mend it, and nobody is named."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.workspace.workspace import DIRECT, USER
from tests.slack.conftest import Scene, over_both_doors
from tests.slack.loop.conftest import listed
from tests.waiting import said_after


@over_both_doors
def test_questions_that_ask_the_same_are_one_gap(harbour: Scene, ledger: Path) -> None:
    harbour.workspace.mention("Who spoke at the Lighthouse Symposium?")
    harbour.workspace.write("who spoke at the lighthouse symposium", DIRECT)
    harbour.workspace.command("Who spoke at the lighthouse symposium")
    harbour.workspace.command("what did Nygård say about tariffs")
    harbour.settle()
    first, second = (json.loads(line) for line in listed(ledger, "--json").splitlines())
    assert (first["count"], first["troubles"]) == (3, ["unknown words"])
    assert first["example"].casefold().startswith("who spoke at the lighthouse symposium")
    assert (second["count"], second["example"]) == (1, "what did Nygård say about tariffs")
    assert first["first"] == first["last"]


def test_a_follow_up_is_listed_with_the_question_before_it(harbour: Scene, ledger: Path) -> None:
    post = harbour.workspace.mention("what did Nygård say")
    said_after(harbour.workspace, 0)
    harbour.workspace.mention("and what about tariffs?", thread_ts=post.ts)
    harbour.settle()
    assert "what did Nygård say – and what about tariffs?" in listed(ledger)


def test_what_asks_nothing_of_the_sources_is_no_gap(harbour: Scene, ledger: Path) -> None:
    for words in ("hello there", "help", "check “nobody said this”", "write me a poem", "more"):
        harbour.workspace.command(words)
    harbour.workspace.command("what did Nygård say")
    harbour.settle()
    assert listed(ledger) == "Nothing was asked that has no answer.\n"


def test_no_list_of_gaps_tells_who_asked_or_was_spoken_of(harbour: Scene, ledger: Path) -> None:
    harbour.workspace.write("what did <@U0AB12CD3> tell <@U7|ines.vidal> about tariffs", DIRECT)
    harbour.settle()
    for options in ([], ["--json"]):
        told = listed(ledger, *options)
        assert "what did @… tell @… about tariffs" in told
        assert [name for name in ("U0AB12CD3", "U7", "ines", "vidal", USER, DIRECT) if name in told] == []


def test_what_is_asked_in_the_terminal_is_not_kept(data: Path, ledger: Path) -> None:
    environment = {"DATABASE_URL": f"sqlite:///{ledger}"}
    for command, typed in ((["ask", "who spoke at the G9"], ""), (["chat"], "who spoke at the G9\n")):
        assert "G9" in CliRunner().invoke(main, command, input=typed, env=environment).output
    assert listed(ledger) == "Nothing was asked that has no answer.\n"
