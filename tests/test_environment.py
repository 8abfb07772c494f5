"""An environment that does not fit: one message for each fault, no traceback, exit status 2."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main

NATO = Path(sys.executable).with_name("nato")


def _told(*words: str) -> list[str]:
    """The lines on standard error of a command that cannot work."""
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr.splitlines()


def _as_file(path: Path) -> Path:
    path.write_text("", encoding="utf-8")
    return path


def _as_folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    "place", [lambda path: path, _as_file, _as_folder], ids=["missing", "a file", "no seeds in it"]
)
@pytest.mark.parametrize(
    "words", [["ask", "who spoke"], ["build"], ["check"], ["chat"], ["digest"], ["run"]], ids=" ".join
)
def test_data_that_are_not_there(
    data: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], Path], words: list[str]
) -> None:
    folder = place(data / "elsewhere")
    monkeypatch.setenv("NATO_DATA", str(folder))
    assert _told(*words) == [
        f"NATO_DATA: no folder seeds/ in {folder}: point NATO_DATA at a folder that holds seeds/"
    ]


def test_an_empty_variable_is_none(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NATO_DATA", "")
    assert CliRunner().invoke(main, ["ask", "who spoke"]).exit_code == 0


def test_knowledge_that_was_never_built(data: Path) -> None:
    for file in (data / "knowledge").iterdir():
        file.unlink()
    told = _told("ask", "who spoke")
    assert told
    assert all(line.endswith(".yaml: is missing: run nato build") for line in told)


def test_a_seed_in_another_encoding(data: Path) -> None:
    (data / "seeds" / "latin.txt").write_bytes("Ports\nmeet in Málaga\n".encode("latin-1"))
    assert _told("chat") == [f"{data}/seeds/latin.txt:2:10: byte 0xe1 is not UTF-8: save the file as UTF-8"]


def test_an_article_that_is_not_there(tmp_path: Path) -> None:
    (told,) = _told("draft", str(tmp_path / "none.txt"))
    assert told.startswith(f"{tmp_path}/none.txt: cannot be read (No such file or directory)")


def test_tokens_that_cannot_be_right(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "of-another-kind")
    told = _told("run")
    assert told[0].startswith("SLACK_BOT_TOKEN: is no bot token: copy")
    assert "of-another-kind" not in "".join(told)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}], ids=str)
def test_every_locale_shows_what_the_articles_hold(data: Path, locale: dict[str, str]) -> None:
    result = subprocess.run(
        [NATO, "ask", "what did Nygård say"], env={**os.environ, **locale}, capture_output=True, check=True
    )
    assert "“The first buoy is ours”" in result.stdout.decode("utf-8")
