"""What a question costs over the articles of the data folder: in this process, and as a process of its own.

    python -m bench.questions [--rounds 5] [--runs 20] [--json FOLDER]

`nato ask` is measured in turn with a process that only imports rapidfuzz and yaml: the least that a
Python program with these libraries can take. Compare ratios, of processor time above all.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import click

from bench.asking import questions
from bench.measuring import Row, quantile, report
from bot import ask
from bot.data import data_folder
from bot.question.compiled import open_knowledge

FLOOR = [sys.executable, "-c", "import rapidfuzz, yaml"]
ASKED = [sys.executable, "-c", "from bot.cli import main; main()", "ask", "who spoke at the BAM"]


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Times that 200 questions are asked anew.")
@click.option("--runs", default=20, show_default=True, help="Processes of each kind.")
@click.option("--json", "results", type=click.Path(path_type=Path), default=Path("bench-results"))
def main(rounds: int, runs: int, results: Path) -> None:
    """Measure questions over the own articles."""
    rows = [_in_process(rounds), *_processes(runs)]
    report("questions", rows, results)


def _in_process(rounds: int) -> Row:
    knowledge = open_knowledge(data_folder())
    times = []
    for number in range(rounds):
        for question in questions(knowledge, 200, seed=number):
            begun = perf_counter()
            ask(question, knowledge=knowledge)
            times.append(1000 * (perf_counter() - begun))
    return _row("question in process", times, [float("nan")])


def _processes(runs: int) -> list[Row]:
    """Both kinds of process in turn, so that what else the machine does befalls both."""
    kinds = {"import rapidfuzz, yaml": FLOOR, "nato ask": ASKED}
    told: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
    for _ in range(runs):
        for name, command in kinds.items():
            told[name].append(_run(command))
    return [_row(name, [wall for wall, _ in each], [cpu for _, cpu in each]) for name, each in told.items()]


def _run(command: Sequence[str]) -> tuple[float, float]:
    """Milliseconds on the clock, and of processor time, that a process takes."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    wall, after = perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * wall, 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _row(name: str, wall: Sequence[float], cpu: Sequence[float]) -> Row:
    return {
        "what": name,
        "median ms": quantile(wall, 0.5),
        "p95 ms": quantile(wall, 0.95),
        "least ms": min(wall),
        "processor ms, median": quantile(cpu, 0.5),
        "processor ms, least": min(cpu),
    }


if __name__ == "__main__":
    main()
