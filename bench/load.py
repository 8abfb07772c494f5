"""Two hundred people at once, for a minute: every command acknowledged in time and answered once.

    python -m bench.load [--people 200] [--seconds 60] [--results FOLDER]

Each person gives a command, waits for its acknowledgement, thinks for some seconds (seeded), and gives the
next. The bot is the process that is deployed; Slack and the people are another one, on the same machine.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.connections import command, send_all
from bench.hello import SECRET
from bench.http import QUESTIONS
from bench.measuring import quantile, report
from bench.processes import the_bot
from bench.replies import PATIENCE, Replies
from bot.workspace.workspace import Workspace

THINKS = (2.0, 8.0)
"""Seconds, from and to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command: the path of its answer, when it was given, its acknowledgement's seconds and status.

    `with_answer` where the answer came with that.
    """

    path: str
    at: float
    acknowledged: float
    status: int
    with_answer: bool


def person(number: int, port: int, url: str, until: float, asked: list[Asked]) -> None:
    """Ask again and again."""
    random = Random(number)
    time.sleep(random.uniform(0, THINKS[0]))
    turn = 0
    while time.perf_counter() < until:
        path = f"/{number}-{(turn := turn + 1)}"
        request = command(random.choice(QUESTIONS), SECRET, url + path, user=f"U{number:04}")
        at = time.perf_counter()
        run = send_all(port, [request], 1)
        asked.append(Asked(path, at, run.took[0], next(iter(run.statuses)), bool(run.answered)))
        time.sleep(random.uniform(*THINKS))


def crowd(people: int, seconds: float, port: int, url: str) -> list[Asked]:
    """What that many people ask in that time."""
    until, asked = time.perf_counter() + seconds, list[Asked]()
    threads = [
        threading.Thread(target=person, args=(number, port, url, until, asked)) for number in range(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return asked


def _came(one: Asked, replies: Replies) -> list[float]:
    """How many seconds after its command each reply to it came."""
    later = [at - one.at for at in replies.came.get(one.path, ())]
    return [one.acknowledged, *later] if one.with_answer else later


def wait_for_all(asked: Sequence[Asked], replies: Replies) -> None:
    """Give the last answers time to arrive."""
    give_up = time.perf_counter() + PATIENCE
    while time.perf_counter() < give_up and any(not _came(one, replies) for one in asked):
        time.sleep(0.1)


def main() -> None:
    """Measure, print a table, and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--results", type=Path, default=Path("bench-results"))
    arguments = parser.parse_args()
    with Workspace() as workspace, Replies() as replies, the_bot(workspace) as bot:
        before = bot.megabytes
        asked = crowd(arguments.people, arguments.seconds, bot.port, replies.url)
        wait_for_all(asked, replies)
        after = bot.megabytes
    acknowledged = [1000 * one.acknowledged for one in asked]
    came = [_came(one, replies) for one in asked]
    answered = [1000 * each[0] for each in came if each]
    row = {
        "people": arguments.people,
        "commands": len(asked),
        "errors": sum(one.status != 200 for one in asked),
        "unanswered": len(asked) - len(answered),
        "answered twice": sum(len(each) > 1 for each in came),
        "ack p50 ms": quantile(acknowledged, 0.5),
        "ack p99 ms": quantile(acknowledged, 0.99),
        "ack max ms": max(acknowledged),
        "answer p50 ms": quantile(answered, 0.5),
        "answer p99 ms": quantile(answered, 0.99),
        "MB before": before,
        "MB after": after,
    }
    report("load", [{"figure": name, "value": value} for name, value in row.items()], arguments.results)


if __name__ == "__main__":
    main()
