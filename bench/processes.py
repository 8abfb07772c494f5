"""The processes that are measured: the bot as it is deployed, and what it is measured against."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.hello import SECRET
from bot.workspace.workspace import Workspace

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds for a process to come up or to end."""


@dataclass(frozen=True, slots=True)
class Running:
    """A process that listens."""

    port: int
    pid: int

    @property
    def megabytes(self) -> float:
        """The memory that belongs to it alone."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1024
        return float("nan")

    @property
    def processor_seconds(self) -> float:
        """What it has taken of all processors so far, in its own code and in the kernel's."""
        of_process = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(of_process[11]) + int(of_process[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def the_bot(workspace: Workspace, index: Path | None = None) -> Iterator[Running]:
    """The bot over HTTP, in a workspace, with a ledger of its own; over that index, if one is given."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        variables = {
            "DATABASE_URL": f"sqlite:///{folder}/ledger.sqlite3",
            "PORT": str(port),
            "SLACK_API_URL": workspace.url,
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
        }
        module = ["bench.over_index", str(index)] if index else ["bot.slack"]
        with _running(module, variables, port) as running:
            yield running


@contextmanager
def the_floor() -> Iterator[Running]:
    """The hello-world command."""
    port = free_port()
    with _running(["bench.hello", str(port)], {}, port) as running:
        yield running


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], variables: dict[str, str], port: int) -> Iterator[Running]:
    """The process while it is needed. Raises RuntimeError where it had to tell of errors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "PORT"))}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, "-m", *command], cwd=ROOT, env=kept | variables, stderr=log
        )
        try:
            _wait_for(port, process)
            yield Running(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        log.seek(0)
        faults = [line for line in log if b"level=error" in line]
        if faults:
            raise RuntimeError(f"{len(faults)} errors, so no figure counts; the first: {faults[0].decode()}")


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not come up")
