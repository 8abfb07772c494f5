"""A conversation in the terminal, typed and piped."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main

NATO = Path(sys.executable).with_name("nato")
PATIENCE = 30
"""Seconds until a terminal that stays silent fails a test."""


def _said(*lines: str, command: str = "chat") -> list[str]:
    """What each line piped in brings, without its echo."""
    result = CliRunner().invoke(
        main, [command], input="".join(f"{line}\n" for line in lines), catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return [part.partition("\n")[2] for part in f"\n{result.output}".split("\n› ")[1:]]


@pytest.mark.usefixtures("data")
class TestPiped:
    """Questions from a pipe, one a line."""

    def test_an_answer_is_quoted_credited_and_unbroken(self) -> None:
        (answer,) = _said("What did Ada Marsh say at the Harbour Safety Forum on 4 May 2023?")
        sentence = "“Every harbour needs a plan”, said Colonel Ada Marsh, Director of the Tide Office."
        assert (
            f"\n  │ {sentence}\n    Ada Marsh · said · Harbour pilots meet in Porto · 4 May 2023\n" in answer
        )

    def test_the_output_shows_the_questions_and_holds_no_code_for_colours(self) -> None:
        output = CliRunner().invoke(main, ["chat"], input="who is Eve Holt\n").output
        assert output.startswith("› who is Eve Holt\n")
        assert "\x1b" not in output
        assert not any(line != line.rstrip() for line in output.splitlines())

    def test_run_without_tokens_is_the_same_conversation(self) -> None:
        assert _said("who is Eve Holt", command="run") == _said("who is Eve Holt")

    def test_blank_lines_are_no_questions(self) -> None:
        assert len(_said("", "who is Eve Holt", "   ")) == 1

    def test_a_follow_up_is_read_in_its_context(self) -> None:
        *_, follow_up = _said("who is Ole Nygård", "what did he say?")
        assert follow_up.startswith("Ole Nygård")

    def test_new_forgets_the_context(self) -> None:
        *_, follow_up = _said("who is Ole Nygård", "NEW", "what did he say?")
        assert "Nygård said" not in follow_up

    def test_more_shows_the_quotes_left_until_there_are_none(self) -> None:
        first, second, third = _said("what did Nygård say", "more", "more")
        assert "2 more: type “more”" in first
        assert "The sixth buoy" not in first
        assert "The sixth buoy" in second
        assert "The seventh buoy" in second
        assert "type “more”" not in second
        assert "│" not in third

    def test_a_number_asks_the_suggestion_beside_it(self) -> None:
        helped, answer = _said("help", "2")
        suggestion = next(line for line in helped.splitlines() if line.startswith("  2  "))
        assert _said(suggestion.removeprefix("  2  ")) == [answer]

    def test_a_number_without_a_suggestion_is_a_question(self) -> None:
        *_, answer = _said("help", "99")
        assert "99" in answer

    def test_markup_in_a_question_is_shown_as_typed(self) -> None:
        output = CliRunner().invoke(main, ["chat"], input="who is [red]Zed[/red]\n").output
        assert output.startswith("› who is [red]Zed[/red]\n")

    @pytest.mark.parametrize("end", ["quit", "Exit", "bye", "q"])
    def test_words_that_end_it(self, end: str) -> None:
        assert len(_said("who is Eve Holt", end, "who is Ada Marsh")) == 2

    def test_bytes_that_are_no_text_do_not_end_it(self) -> None:
        result = CliRunner().invoke(main, ["chat"], input=b"who is \xff\xfe\nwho is Eve Holt\n")
        assert result.exit_code == 0
        assert "Captain Eve Holt" in result.output


@dataclass
class Terminal:
    """A terminal that a process runs in, and all that it has shown."""

    process: subprocess.Popen[bytes]
    screen: int
    shown: str = ""
    letters: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def press(self, keys: str) -> None:
        """Type keys, as they are."""
        os.write(self.screen, keys.encode())

    def wait_for(self, text: str) -> None:
        """Wait until what was not yet looked at holds a text; then that is looked at."""
        fresh = len(self.shown)
        end = time.monotonic() + PATIENCE
        while text not in self.shown[fresh:]:
            readable, _, _ = select.select([self.screen], [], [], max(0, end - time.monotonic()))
            assert readable, f"no {text!r} in {self.shown[fresh:]!r}"
            self.shown += self.letters.decode(os.read(self.screen, 4096))

    def left(self) -> int:
        """The exit status, once the process has ended; all that it showed until then is read."""
        status = self.process.wait(PATIENCE)
        with suppress(OSError):  # so ends a terminal that nobody writes to any more
            while rest := os.read(self.screen, 4096):
                self.shown += self.letters.decode(rest)
        return status


@pytest.fixture
def terminal(data: Path) -> Iterator[Terminal]:
    """A terminal in which `nato chat` is ready for a question."""
    screen, keyboard = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
    # Whoever runs the tests in the background has interruptions ignored, which a process would inherit.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [NATO, "chat"], stdin=keyboard, stdout=keyboard, stderr=keyboard, env=environment
    )
    signal.signal(signal.SIGINT, ignored)
    os.close(keyboard)
    scene = Terminal(process, screen)
    try:
        scene.wait_for("› ")
        yield scene
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def test_a_terminal_greets_with_questions_to_choose_from(terminal: Terminal) -> None:
    assert "  1  " in terminal.shown
    terminal.press("1\n")
    terminal.wait_for("Searched 3 articles")


def test_a_terminal_shows_colours_and_keeps_within_its_width(terminal: Terminal) -> None:
    terminal.press("who is Ole Nygård\n")
    terminal.wait_for("Searched 3 articles")
    shown, colours = re.subn(r"\x1b\[[0-9;?]*[a-zA-Z]", "", terminal.shown)
    assert colours
    assert "  │ “The first buoy is ours”, said Commander Ole Nygård," in shown
    assert all(len(line) <= 60 for line in shown.splitlines())


def test_a_terminal_remembers_what_was_typed(terminal: Terminal) -> None:
    terminal.press("who is Eve Holt\n")
    terminal.wait_for("Searched 3 articles")
    terminal.press("\x1b[A\n")
    terminal.wait_for("Searched 3 articles")
    assert terminal.shown.count("stressed that") == 2


@pytest.mark.parametrize("keys", ["\x04", "quit\n"])
def test_a_terminal_is_left_politely(terminal: Terminal, keys: str) -> None:
    terminal.press(keys)
    assert terminal.left() == 0


def test_an_interruption_ends_it_politely(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGINT)
    terminal.press("\n")  # wakes it, where the signal came just before it began to wait
    assert terminal.left() == 0
    assert "Traceback" not in terminal.shown
