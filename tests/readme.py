"""The README's examples, run as they are written: `make readme` puts what they print under them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from inspect import getdoc
from pathlib import Path

import bot

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FLOW = re.compile(r"^```text\n.*?^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*\n(?:>.*\n)*)", re.MULTILINE)
_ASKED = re.compile(r"^› (.*)$", re.MULTILINE)
_WIDTH = 100


def refreshed(text: str) -> str:
    """The README's text with what its examples print now, over a copy of the data, built afresh."""
    with tempfile.TemporaryDirectory() as folder:
        copy_data(Path(folder))
        text = _CONSOLE.sub(lambda block: f"```console\n{_session(block[1], Path(folder))}```", text)
    return _FLOW.sub(lambda _: f"```text\n{_flow()}```", text)


def copy_data(folder: Path) -> None:
    """Put a copy of the project's data into a folder, built afresh, so that a build tells what is new."""
    for name in ("seeds", "knowledge"):
        shutil.copytree(ROOT / name, folder / name)
    printed("nato build", folder, [])


def _session(block: str, folder: Path) -> str:
    """A block's commands, each with its output; lines that begin with › are what is typed into them."""
    _, *parts = _COMMAND.split(block)
    return "".join(
        f"$ {command}{_wrapped(printed(_typed(command), folder, _ASKED.findall(shown)))}"
        for command, shown in zip(parts[::2], parts[1::2], strict=True)
    )


def _typed(command: str) -> str:
    """A command without the prompts of its further lines."""
    return re.sub(r"^> ?", "", command, flags=re.MULTILINE)


def printed(command: str, folder: Path, lines: list[str]) -> str:
    """What a command prints in a data folder. Raises CalledProcessError where it fails."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {"PATH": places, "NATO_DATA": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-euc", command],
        input="".join(f"{line}\n" for line in lines),
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout


def _wrapped(output: str) -> str:
    """The output as a terminal shows it that keeps the indentation; JSON stays as it is, to be copied."""
    if output.startswith("{"):
        return output
    lines = (
        textwrap.fill(line, _WIDTH, subsequent_indent=_indentation(line), break_on_hyphens=False)
        for line in output.splitlines()
    )
    return "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n" if output else ""


def _indentation(line: str) -> str:
    """What a line's further lines begin with: its own bar or blanks."""
    start = re.match(r"[ │]*(\d  )?", line)
    return re.sub(r"\d", " ", start[0]) if start else ""


def _flow() -> str:
    """The picture of the flow, from where the code keeps it."""
    return "\n".join(line[4:] for line in (getdoc(bot) or "").splitlines() if line.startswith("    ")) + "\n"


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
