"""People looked up by mistyped names: how often the right one is found, and how long that takes.

    python -m bench.names [--names 100000] [--queries 2000] [--json FOLDER]

The names are invented. Asked are whole names with one and with two slips, surnames that only one person has,
as they are and with one slip, and names of which nobody has any part, in small letters and without accents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import click

from bench.asking import slip
from bench.measuring import Row, private_megabytes, quantile, report
from bench.world import Person, World
from bot.draft.text import fold
from bot.knowledge.base import knowledge_of
from bot.models import Official, Records, Value
from bot.question.index import Index, index_of
from bot.question.names import find_names
from bot.question.spelling import read_words

_SHOWN = 4
"""People of whom it is asked back which one is meant."""

_LEAST = 5
"""Letters of a surname that is asked for by itself."""


@click.command()
@click.option("--names", "number", default=100_000, show_default=True)
@click.option("--queries", default=2000, show_default=True)
@click.option("--json", "results", type=click.Path(path_type=Path), default=Path("bench-results"))
def main(number: int, queries: int, results: Path) -> None:
    """Measure how people are found by mistyped names."""
    begun = process_time()
    people, strangers = _invented(number)
    generated = process_time()
    index = index_of(knowledge_of(Records(officials=tuple(map(_official, people))), []))
    click.echo(f"{number} names: generated in {generated - begun:.0f} s, "
               f"indexed in {process_time() - generated:.0f} s of processor time", err=True)  # fmt: skip
    asked = _queries(people, strangers, queries)
    rows = [_measured(name, each, index) for name, each in asked.items()]
    report("names", rows, results)
    click.echo(f"{private_megabytes():.0f} MB, names, index and measurement together", err=True)


def _invented(number: int) -> tuple[list[Person], list[Person]]:
    """That many people, no two of the same name, and some whose given names and surnames nobody bears."""
    world = World(2 * number, seed=5)
    every = list({one.name: one for one in world.people}.values())
    people = every[:number]
    borne = {word for one in people for word in one.name.split()}
    return people, [one for one in every[number:] if borne.isdisjoint(one.name.split())]


def _official(person: Person) -> Official:
    return Official(person.id, Value(person.name, None))


def _queries(
    people: Sequence[Person], strangers: Sequence[Person], number: int
) -> dict[str, list[tuple[str, str]]]:
    """By kind, what is asked and the id of whom it means; "" for nobody."""
    random = Random(5)
    surnames = Counter(one.surname for one in people)
    only = [one for one in people if surnames[one.surname] == 1 and len(one.surname) >= _LEAST]
    whole, bare = random.sample(people, number), random.sample(only, min(number, len(only)))
    once = [(slip(fold(one.name), random), one.id) for one in whole]
    return {
        "name, 1 slip": once,
        "name, 2 slips": [(slip(asked, random), id_) for asked, id_ in once],
        "surname": [(fold(one.surname), one.id) for one in bare],
        "surname, 1 slip": [(slip(fold(one.surname), random), one.id) for one in bare],
        "nobody's name": [(fold(one.name), "") for one in strangers[:number]],
    }


def _measured(kind: str, queries: Sequence[tuple[str, str]], index: Index) -> Row:
    """`first`: the one meant is the only one found, or the first; `shown`: among those that are shown."""
    clock, processor, found = list[float](), list[float](), list[tuple[str, ...]]()
    for asked, _ in queries:
        begun, busy = perf_counter(), process_time()
        mentions = find_names(read_words(asked, index), index)
        processor.append(1000 * (process_time() - busy))
        clock.append(1000 * (perf_counter() - begun))
        found.append(tuple(dict.fromkeys(id_ for one in mentions for id_ in one.ids)))
    meant = [((id_,) if id_ else (), ids) for (_, id_), ids in zip(queries, found, strict=True)]
    return {
        "asked": kind,
        "queries": len(queries),
        "only %": 100 * sum(wanted == ids for wanted, ids in meant) / len(meant),
        "first %": 100 * sum(wanted == ids[:1] for wanted, ids in meant) / len(meant),
        "shown %": 100 * sum(set(wanted) <= set(ids[:_SHOWN]) for wanted, ids in meant) / len(meant),
        "p50 ms": quantile(clock, 0.5),
        "p95 ms": quantile(clock, 0.95),
        "processor p50 ms": quantile(processor, 0.5),
        "processor p95 ms": quantile(processor, 0.95),
    }


if __name__ == "__main__":
    main()
