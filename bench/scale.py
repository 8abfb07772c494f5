"""What a question costs over 100, 10,000 and 100,000 articles: time, memory, and how soon all is ready.

    python -m bench.scale [--articles 10000] [--questions 2000] [--folder /tmp/nato-bench] [--json FOLDER]

Articles and records are generated; the index is compiled from them as `nato build` does, once for every
version of the code, and kept in the folder. Each number of articles is then opened and asked in a process
of its own, every question once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

import click

from bench.asking import questions
from bench.measuring import private_megabytes, quantile, report

SIZES = (100, 10_000, 100_000)
FOLDER = Path("/tmp/nato-bench")  # noqa: S108 - two gigabytes that nobody keeps


@dataclass(frozen=True, slots=True)
class Figures:
    """One run. Times are in milliseconds but for those in seconds by name; memory in megabytes.

    `ready_s` is the processor's time from the start of the process until the index is open.
    `busy` are times of this process on a processor: on a busy machine the clock tells of others too.
    """

    articles: int
    passages: int
    ready_s: float
    first: float
    median: float
    p95: float
    p99: float
    most: float
    busy_median: float
    busy_p95: float
    busy_p99: float
    answered: str
    memory: float
    file: float


@click.command()
@click.option("--articles", multiple=True, type=int, default=SIZES, show_default=True)
@click.option("--questions", "number", default=2000, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True)
@click.option("--json", "results", type=click.Path(path_type=Path), default=Path("bench-results"))
@click.option("--ask", "asked", type=click.Path(path_type=Path), hidden=True)
def main(articles: tuple[int, ...], number: int, folder: Path, results: Path, asked: Path | None) -> None:
    """Measure questions over generated articles."""
    if asked:
        click.echo(json.dumps(asdict(measured(asked, number))))
        return
    rows = []
    for size in articles:
        path = archive(size, folder)
        command = [sys.executable, "-m", "bench.scale", "--ask", str(path), "--questions", str(number)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        rows.append(json.loads(told))
    report("scale", rows, results)


def archive(articles: int, folder: Path) -> Path:
    """The index of that many generated articles, in the folder; made where the code has made none yet."""
    from bot.question.compiled import made_by

    path = folder / f"{articles}-{made_by()}.sqlite3"
    if not path.exists():
        _compile(articles, path)
    for other in folder.glob(f"{articles}-*.sqlite3"):
        if other != path:
            other.unlink()
    return path


def _compile(articles: int, path: Path) -> None:
    from bench.corpus import corpus
    from bot.question.indexing import write_file

    path.parent.mkdir(parents=True, exist_ok=True)
    begun = perf_counter()
    seeds, records = corpus(articles)
    generated = perf_counter()
    aside = path.with_suffix(".unfinished")
    aside.unlink(missing_ok=True)
    write_file(aside, records, seeds, iter)
    aside.replace(path)
    click.echo(f"{articles} articles: generated in {generated - begun:.0f} s, "
               f"compiled in {perf_counter() - generated:.0f} s", err=True)  # fmt: skip


def measured(path: Path, number: int) -> Figures:
    """The figures of one index, each question asked once."""
    from bot import ask
    from bot.knowledge.collector import settle
    from bot.question.compiled import knowledge_in
    from bot.question.index import index_of

    knowledge = knowledge_in(path)
    settle()  # as the bot does once it is ready
    ready = process_time()
    asked = list(questions(knowledge, number))
    times, busy, answers = list[float](), list[float](), 0
    for question in asked:
        begun, processor = perf_counter(), process_time()
        answers += ask(question, knowledge=knowledge).outcome == "answered"
        busy.append(1000 * (process_time() - processor))
        times.append(1000 * (perf_counter() - begun))
    rest, used = times[1:], busy[1:]
    return Figures(
        articles=len(knowledge.seeds),
        passages=len(index_of(knowledge).passages),
        ready_s=ready,
        first=times[0],
        median=quantile(rest, 0.5),
        p95=quantile(rest, 0.95),
        p99=quantile(rest, 0.99),
        most=max(rest),
        busy_median=quantile(used, 0.5),
        busy_p95=quantile(used, 0.95),
        busy_p99=quantile(used, 0.99),
        answered=f"{answers} of {number}",
        memory=private_megabytes(),
        file=path.stat().st_size / 1e6,
    )


if __name__ == "__main__":
    main()
