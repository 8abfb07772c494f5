"""`nato draft`: an article's draft as people and programs read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.data import data_folder

ARTICLE = (
    "Divers meet\n\nBergen, 3 May 2024\n\nThe Divers’ Forum (DF) was held in Bergen on 2 May 2024. "
    "“We dive,” said Colonel Ada Berg, Director of the Diving School.\n"
)


@pytest.mark.parametrize("path", data_folder().seed_files(), ids=lambda path: path.stem)
def test_json_quotes_the_article(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    run = CliRunner().invoke(main, ["draft", str(path), "--json"])
    record = json.loads(run.stdout)
    assert [len(record["meetings"]), record["source"]["file"]] == [1, path.name]
    assert record["statements"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in record["statements"])


def test_json_gives_each_value_its_evidence(tmp_path: Path) -> None:
    path = tmp_path / "divers.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    record = json.loads(CliRunner().invoke(main, ["draft", str(path), "--json"]).stdout)
    assert record["source"]["title"] == "Divers meet"
    assert record["source"]["date"] == "2024-05-03"
    assert record["source"]["publisher"] is None
    (official,) = record["officials"]
    assert (official["name"], official["rank"]) == ("Ada Berg", "Colonel")
    assert official["roles"] == [{"title": "Director", "organisation": "Diving School"}]
    assert official["evidence"]["name"]["text"] == "Ada Berg"
    (statement,) = record["statements"]
    assert (statement["speaker"], statement["kind"], statement["text"]) == ("Ada Berg", "direct", "We dive,")


def test_plain_lists_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "divers.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    shown = CliRunner().invoke(main, ["draft", str(path)]).stdout
    assert "official    Colonel Ada Berg" in shown
    assert "direct      Ada Berg" in shown
    assert "We dive," in shown


def test_a_file_that_is_not_there_gets_one_message() -> None:
    run = CliRunner().invoke(main, ["draft", "nowhere.txt"])
    assert run.exit_code == 2
    assert run.stderr.startswith("nowhere.txt: cannot be read")
