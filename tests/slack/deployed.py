"""The bot as its host starts it: a process of its own, told what to do by its environment and by signals."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from bot.workspace.doors import HttpDoor
from bot.workspace.workspace import Workspace
from tests.slack.conftest import SECRET

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """The process, and what it logs."""

    process: subprocess.Popen[bytes]
    errors: IO[bytes]

    def ended(self, number: int) -> int:
        """How it ends when it gets a signal."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def logged(self) -> str:
        """What it has logged so far."""
        self.errors.seek(0)
        return self.errors.read().decode()

    def wait_until_logged(self, words: str) -> None:
        """Wait until it logs something."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.logged():
            if time.monotonic() > deadline or self.process.poll() is not None:
                pytest.fail(f"{words!r} was not logged: {self.logged()}")
            time.sleep(0.05)


@contextmanager
def deployed(environment: dict[str, str]) -> Iterator[Deployed]:
    """The process, from its start to its end at the latest with the block's."""
    with tempfile.TemporaryFile() as errors:
        command = [sys.executable, "-m", "bot.slack"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors)
        try:
            yield Deployed(process, errors)
        finally:
            process.kill()
            process.wait()


@contextmanager
def over_http(workspace: Workspace, folder: Path, **variables: str) -> Iterator[Deployed]:
    """The process come up behind HTTP, where the workspace reaches it, with a ledger in a folder."""
    port = free_port()
    secret = {"SLACK_SIGNING_SECRET": SECRET, "PORT": str(port)}
    with deployed(environment_of(workspace, folder, **secret, **variables)) as bot:
        wait_until_alive(f"http://127.0.0.1:{port}")
        workspace.door = HttpDoor(f"http://127.0.0.1:{port}/slack/events", SECRET)
        yield bot


def environment_of(workspace: Workspace, folder: Path, **variables: str) -> dict[str, str]:
    """An environment in which the bot works in a workspace, with a ledger in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "PORT"))}
    return kept | {
        "NATO_DATA": str(ROOT),
        "DATABASE_URL": f"sqlite:///{folder / 'ledger.sqlite3'}",
        "SLACK_API_URL": workspace.url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        **variables,
    }


def wait_until_alive(address: str) -> None:
    """Wait until a port answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz"):  # noqa: S310 - loopback
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail("the web process did not come up")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
