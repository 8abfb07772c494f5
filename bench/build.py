"""What a build costs, article by article: drafting, merging and indexing, the first time and the next.

    python -m bench.build [--articles 1000] [--cores 2] [--json FOLDER]

The articles are generated. Every build is a process of its own, held to some of the processors; the second
build of a folder finds one article changed.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from bench.corpus import corpus
from bench.measuring import Row, report

SIZES = (100, 1000)
_AT_HAND = tuple(sorted(os.sched_getaffinity(0)))


@click.command()
@click.option("--articles", multiple=True, type=int, default=SIZES, show_default=True)
@click.option("--cores", multiple=True, type=int, default=sorted({1, len(_AT_HAND)}), show_default=True)
@click.option("--json", "results", type=click.Path(path_type=Path), default=Path("bench-results"))
@click.option("--one", type=click.Path(path_type=Path), hidden=True)
def main(articles: tuple[int, ...], cores: tuple[int, ...], results: Path, one: Path | None) -> None:
    """Measure builds of generated articles."""
    if one:
        click.echo(json.dumps(built(one)))
        return
    report("build", [row for size in articles for many in cores for row in _builds(size, many)], results)


def _builds(articles: int, cores: int) -> Iterator[Row]:
    """The first build of a folder, and the one after an article has changed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").mkdir()
        for seed in corpus(articles)[0]:
            (folder / "seeds" / seed.file).write_text(seed.text, encoding="utf-8")
        yield {"articles": articles, "cores": cores, "build": "first", **_run(folder, cores)}
        with (folder / "seeds" / seed.file).open("a", encoding="utf-8") as file:
            file.write("\nNothing else was said.\n")
        yield {"articles": articles, "cores": cores, "build": "one changed", **_run(folder, cores)}


def _run(folder: Path, cores: int) -> dict[str, float]:
    def hold() -> None:
        os.sched_setaffinity(0, _AT_HAND[:cores])

    command = [sys.executable, "-m", "bench.build", "--one", str(folder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, preexec_fn=hold).stdout  # noqa: S603
    figures: dict[str, float] = json.loads(told)
    return figures


def built(root: Path) -> dict[str, float]:
    """The figures of one build, in this process and those that it starts."""
    from bot.data import DataFolder, read_seeds
    from bot.knowledge.build import build
    from bot.knowledge.drafts import SHELF, draft_all
    from bot.question.compiled import compile_index

    folder, figures = DataFolder(root), dict[str, float]()
    seeds = read_seeds(folder)
    with _timed("draft", figures):
        draft_all(seeds.values(), root / SHELF, keep=True)
    with _timed("merge", figures):
        records = build(folder).records
    with _timed("index", figures):
        compile_index(folder, records, seeds)
    return {name: 1000 * seconds / len(seeds) for name, seconds in figures.items()}


@contextmanager
def _timed(part: str, figures: dict[str, float]) -> Iterator[None]:
    """Adds the seconds that a part takes, on the clock and of processor time."""
    begun, busy = perf_counter(), _processor()
    yield
    figures[f"{part} ms/article"] = perf_counter() - begun
    figures[f"{part} processor"] = _processor() - busy


def _processor() -> float:
    """Seconds of processor time of this process, and of those that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
