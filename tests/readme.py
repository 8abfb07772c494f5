"""The documents' examples, run as they are written: `make readme` puts what they print now under them.

A block of `console` shows commands and what they print. A block of `sh` is run as a whole, unless a line
right above it tells why it cannot be: `<!-- not run: it needs Slack -->`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from inspect import getdoc
from pathlib import Path

import bot

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = (
    *(README, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "knowledge" / "README.md"),
    *sorted((ROOT / "docs").glob("*.md")),
)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SCRIPT = re.compile(r"(?:<!-- not run: (.*?) -->\n\n?)?^( *)```sh\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_FLOW = re.compile(r"^```text\nseeds/\*\.txt .*?^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*\n(?:>.*\n)*)", re.MULTILINE)
_ASKED = re.compile(r"^› (.*)$", re.MULTILINE)
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Script:
    """A block of commands; `hindrance` tells why they cannot be run here, where they cannot."""

    commands: str
    hindrance: str


def scripts(text: str) -> list[Script]:
    """The blocks of commands in a document."""
    return [
        Script(textwrap.dedent(indent + commands), hindrance)
        for hindrance, indent, commands in _SCRIPT.findall(text)
    ]


def refreshed(text: str) -> str:
    """A document with what its examples print now, over a copy of the data, built afresh."""
    if _CONSOLE.search(text):
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
    environment = {"PATH": places, "NATO_DATA": str(folder), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    said = subprocess.run(
        ["bash", "-euc", command],
        input="".join(f"{line}\n" for line in lines),
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout
    return said.replace(str(folder), "/srv/nato-bot")


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
    for document in DOCUMENTS:
        document.write_text(refreshed(document.read_text(encoding="utf-8")), encoding="utf-8")
