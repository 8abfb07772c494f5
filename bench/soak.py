"""Memory over a hundred thousand questions.

    python -m bench.soak [--questions 100000] [--results FOLDER]

The bot is the process that is deployed. Every question differs from all others, so that whatever is
remembered of questions fills up; a table tells the memory that belongs to the process alone, as they go by.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from bench.connections import command, send_all
from bench.hello import SECRET
from bench.http import QUESTIONS
from bench.measuring import Row, report
from bench.processes import the_bot
from bench.replies import Replies
from bot.workspace.workspace import Workspace

BATCH, CONNECTIONS = 500, 8
LOOKS = 20
"""So often memory is looked at."""


def questions(first: int) -> list[str]:
    """A batch of questions, each with words of its own."""
    return [f"{QUESTIONS[number % len(QUESTIONS)]} no. {number}" for number in range(first, first + BATCH)]


def main() -> None:
    """Measure, print a table, and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--results", type=Path, default=Path("bench-results"))
    arguments = parser.parse_args()
    rows: list[Row] = []
    look_every = max(BATCH, arguments.questions // LOOKS // BATCH * BATCH)
    with Workspace() as workspace, Replies() as replies, the_bot(workspace) as bot:
        for first in range(0, arguments.questions, BATCH):
            if first % look_every == 0:
                rows.append({"questions": first, "MB": bot.megabytes})
            requests = [command(text, SECRET, f"{replies.url}/soak") for text in questions(first)]
            replies.wait_for(BATCH, partial(send_all, bot.port, requests, CONNECTIONS))
            replies.forget()
        rows.append({"questions": arguments.questions, "MB": bot.megabytes})
    report("soak", rows, arguments.results)


if __name__ == "__main__":
    main()
