"""The round trip of `/nato …` over signed HTTP, against a hello-world command of Bolt's on the same server.

    python -m bench.http [--rounds 5] [--articles 100000] [--results FOLDER]

Both run as processes of their own; in every round each has its turns, so that what else the machine does
falls on both. `alone`: one command at a time, after a rest, once the one before was answered. `at once`:
sixteen connections, each with its next command as soon as one is acknowledged; the rate counts until the last
reply has arrived, be it with its acknowledgement or at its address. The client, and these addresses, are a
third process. `asked before`: eight questions, again and again; `new`: each is asked once, about a person of
the knowledge and a word of its articles, or, over so many generated articles as bench.scale has
them, of fourteen kinds, half of them with a slip. Every command comes from another person.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice, product
from pathlib import Path
from random import Random

from bench.asking import questions as archive_questions
from bench.connections import command, send_all
from bench.hello import SECRET
from bench.measuring import Row, quantile, report
from bench.processes import Running, the_bot, the_floor
from bench.replies import Replies
from bench.scale import FOLDER, archive
from bot.data import data_folder
from bot.knowledge.base import load
from bot.question.compiled import knowledge_in
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
_FORMS = ("what did {} say about {}", "did {} talk about {}", "what does {} think of {}")
_TOPIC = re.compile(r"\b[a-z]{5,}\b")
ALONE, AT_ONCE, CONNECTIONS = 60, 400, 16
REST = 0.02
"""Seconds before the next command, so that both come to it from the same rest."""
_MOST = 100_000
"""Questions on an archive."""


@dataclass(slots=True)
class Contestant:
    """A server and what it is asked, whether it replies after its acknowledgement, and what that took so far.

    Milliseconds, commands a second, and processor milliseconds a command of each round.
    """

    name: str
    server: Running
    texts: Iterator[str]
    address: str
    replies: Replies | None = None
    alone: list[float] = field(default_factory=list)
    at_once: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def take_turns(self) -> None:
        """One round."""
        for _ in range(ALONE):
            self._send(1, 1, self.alone)
            time.sleep(REST)
        began, used = time.perf_counter(), self.server.processor_seconds
        self._send(AT_ONCE, CONNECTIONS, self.at_once)
        self.rates.append(AT_ONCE / (time.perf_counter() - began))
        self.processor.append(1000 * (self.server.processor_seconds - used) / AT_ONCE)

    def forget(self) -> None:
        """Leave what was taken so far aside."""
        for taken in (self.alone, self.at_once, self.rates, self.processor):
            taken.clear()

    def row(self) -> Row:
        """The quantiles of all rounds."""
        return {
            "": self.name,
            "alone p50 ms": quantile(self.alone, 0.5),
            "alone p99 ms": quantile(self.alone, 0.99),
            "at once p50 ms": quantile(self.at_once, 0.5),
            "at once p99 ms": quantile(self.at_once, 0.99),
            "commands a second": statistics.median(self.rates),
            "processor ms": statistics.median(self.processor),
        }

    def _send(self, number: int, connections: int, took: list[float]) -> None:
        texts = list(islice(self.texts, number))
        if len(texts) < number:
            raise SystemExit(f"{self.name}: there are no further questions; give fewer --rounds")
        requests = [command(text, SECRET, self.address) for text in texts]
        send = partial(send_all, self.server.port, requests, connections)
        run = self.replies.wait_for(number, send) if self.replies else send()
        if set(run.statuses) != {200}:
            raise RuntimeError(f"{self.name}: {dict(run.statuses)}")
        took.extend(1000 * one for one in run.took)


def questions_of(index: Path | None) -> tuple[Sequence[str], Iterator[str]]:
    """What is asked again and again, and what is asked once; in every run the same, in the same order."""
    if index is None:
        return QUESTIONS, new_questions()
    of_archive = archive_questions(knowledge_in(index), _MOST)
    return tuple(islice(of_archive, len(QUESTIONS))), of_archive


def new_questions() -> Iterator[str]:
    """Questions each of which is asked once, about what is known here."""
    knowledge = load(data_folder())
    people = sorted(str(official.name.value) for official in knowledge.records.officials)
    topics = sorted({word for seed in knowledge.seeds.values() for word in _TOPIC.findall(seed.text)})
    questions = [form.format(*about) for form in _FORMS for about in product(people, topics)]
    Random(1).shuffle(questions)
    return iter(questions)


@contextmanager
def contestants(index: Path | None = None) -> Iterator[tuple[Contestant, ...]]:
    """The floor and the bot with either kind of question, warm."""
    before, new = questions_of(index)
    with ExitStack() as stack:
        workspace = stack.enter_context(Workspace())
        replies = stack.enter_context(Replies())
        address = f"{replies.url}/any"
        hello, nato = stack.enter_context(the_floor()), stack.enter_context(the_bot(workspace, index))
        every = (
            Contestant("hello", hello, cycle(before), address),
            Contestant("nato, asked before", nato, cycle(before), address, replies),
            Contestant("nato, new", nato, new, address, replies),
        )
        for one in every:
            one.take_turns()
            one.forget()
        yield every


def main() -> None:
    """Measure, print a table, and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--results", type=Path, default=Path("bench-results"))
    parser.add_argument("--articles", type=int)
    arguments = parser.parse_args()
    index = archive(arguments.articles, FOLDER) if arguments.articles else None
    with contestants(index) as every:
        for _ in range(arguments.rounds):
            for one in every:
                one.take_turns()
    floor, *ours = (one.row() for one in every)
    ratios = [_against(floor, row) for row in ours]
    report("http", [floor, *ours, *ratios], arguments.results)


def _against(floor: Row, row: Row) -> Row:
    return {
        name: float(value) / float(floor[name]) if name else f"{value}, ratio" for name, value in row.items()
    }


if __name__ == "__main__":
    main()
