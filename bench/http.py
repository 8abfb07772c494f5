"""The round trip of `/nato …` over signed HTTP, against a hello-world command of Bolt's on the same server.

    python -m bench.http [--rounds 5] [--results FOLDER]

Both run as processes of their own; in every round each has its turns, so that what else the machine does
falls on both. `alone`: one command at a time, after a rest, once the one before was answered. `at once`:
sixteen connections, each with its next command as soon as one is acknowledged; the rate counts until the last
reply has arrived, be it with its acknowledgement or at its address. The client, and these addresses, are a
third process.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.connections import command, send_all
from bench.hello import SECRET
from bench.measuring import Row, quantile, report
from bench.processes import the_bot, the_floor
from bench.replies import Replies
from bot.workspace.workspace import Workspace

QUESTIONS = (
    "who spoke at the BAM",
    "when was the BAM",
    "who is Burcu San",
    "what did Landrum say about Ukraine",
    "what does IMS stand for",
    "who spoke at the G7",
    "where was the DCB meeting",
    "which meetings do you know about",
)
ALONE, AT_ONCE, CONNECTIONS = 60, 400, 16
REST = 0.02
"""Seconds before the next command, so that both come to it from the same rest."""


@dataclass(slots=True)
class Contestant:
    """A server, whether it replies after its acknowledgement, and the milliseconds that it took so far."""

    name: str
    port: int
    address: str
    replies: Replies | None = None
    alone: list[float] = field(default_factory=list)
    at_once: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def take_turns(self) -> None:
        """One round."""
        for text in _texts(ALONE):
            self._send([text], 1, self.alone)
            time.sleep(REST)
        began = time.perf_counter()
        self._send(_texts(AT_ONCE), CONNECTIONS, self.at_once)
        self.rates.append(AT_ONCE / (time.perf_counter() - began))

    def row(self) -> Row:
        """The quantiles of all rounds."""
        return {
            "": self.name,
            "alone p50 ms": quantile(self.alone, 0.5),
            "alone p99 ms": quantile(self.alone, 0.99),
            "at once p50 ms": quantile(self.at_once, 0.5),
            "at once p99 ms": quantile(self.at_once, 0.99),
            "commands a second": statistics.median(self.rates),
        }

    def _send(self, texts: list[str], connections: int, took: list[float]) -> None:
        requests = [command(text, SECRET, self.address) for text in texts]

        send = partial(send_all, self.port, requests, connections)
        run = self.replies.wait_for(len(texts), send) if self.replies else send()
        if set(run.statuses) != {200}:
            raise RuntimeError(f"{self.name}: {dict(run.statuses)}")
        took.extend(1000 * one for one in run.took)


def _texts(number: int) -> list[str]:
    return [QUESTIONS[index % len(QUESTIONS)] for index in range(number)]


@contextmanager
def contestants() -> Iterator[tuple[Contestant, Contestant]]:
    """The floor and the bot, both warm."""
    with ExitStack() as stack:
        workspace = stack.enter_context(Workspace())
        replies = stack.enter_context(Replies())
        address = f"{replies.url}/any"
        both = (
            Contestant("hello", stack.enter_context(the_floor()).port, address),
            Contestant("nato", stack.enter_context(the_bot(workspace)).port, address, replies),
        )
        for one in both:
            one.take_turns()
            one.alone, one.at_once, one.rates = [], [], []
        yield both


def main() -> None:
    """Measure, print a table, and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--results", type=Path, default=Path("bench-results"))
    arguments = parser.parse_args()
    with contestants() as both:
        for _ in range(arguments.rounds):
            for one in both:
                one.take_turns()
    floor, ours = (one.row() for one in both)
    ratio: Row = {
        name: float(value) / float(floor[name]) if name else "ratio" for name, value in ours.items()
    }
    report("http", [floor, ours, ratio], arguments.results)


if __name__ == "__main__":
    main()
