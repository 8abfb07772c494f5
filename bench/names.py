"""People looked up by mistyped names: how often the right one is found, and how long that takes.

    python -m bench.names [--names 100000] [--queries 2000] [--json FOLDER]

The names are invented. Asked are whole names with one and with two slips, surnames that only one person has,
as they are and with one slip, and names of which nobody has any part, in small letters and without accents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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
from bot.question.mentions import Mention
from bot.question.names import find_names
from bot.question.spelling import read_words

_SHOWN = 4
"""People of whom it is asked back which one is meant."""

_LEAST = 5
"""Letters of a surname that is asked for by itself."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The people found for a name; `strange` where it was told that they only come near."""

    ids: tuple[str, ...]
    strange: bool

    @property
    def taken(self) -> str | None:
        """Who would be answered about; None where it is asked back."""
        return self.ids[0] if len(self.ids) == 1 and not self.strange else None


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
        "nobody's, 1 slip": [(slip(fold(one.name), random), "") for one in strangers[:number]],
        "another's given name": _crossed(people, number, random),
    }


def _crossed(people: Sequence[Person], number: int, random: Random) -> list[tuple[str, str]]:
    """Given names and surnames that people have, but nobody both."""
    taken = {one.name for one in people}
    pairs = (random.sample(people, 2) for _ in range(number))
    names = (f"{one.name.split()[0]} {other.surname}" for one, other in pairs)
    return [(fold(name), "") for name in names if name not in taken]


def _measured(kind: str, queries: Sequence[tuple[str, str]], index: Index) -> Row:
    """How the people meant were found, in per cent, and what finding them took."""
    clock, processor, found = list[float](), list[float](), list[_Found]()
    for asked, _ in queries:
        begun, busy = perf_counter(), process_time()
        mentions = find_names(read_words(asked, index), index)
        processor.append(1000 * (process_time() - busy))
        clock.append(1000 * (perf_counter() - begun))
        found.append(_found(mentions))
    return {
        "asked": kind,
        "queries": len(queries),
        **{name: 100 * share for name, share in _shares([id_ for _, id_ in queries], found).items()},
        "p50 ms": quantile(clock, 0.5),
        "p95 ms": quantile(clock, 0.95),
        "processor p50 ms": quantile(processor, 0.5),
        "processor p95 ms": quantile(processor, 0.95),
    }


def _found(mentions: Sequence[Mention]) -> _Found:
    ids = dict.fromkeys(id_ for one in mentions for id_ in one.ids)
    return _Found(tuple(ids), any(one.strange for one in mentions))


def _shares(meant: Sequence[str], found: Sequence[_Found]) -> dict[str, float]:
    """`only`: the one meant is taken for it; `shown`: it is that, or among those who are asked back about.

    `wrong`: another one is taken for it. Who is meant by nobody's name is to be told as nobody.
    """
    pairs = list(zip(meant, found, strict=True))
    only = sum((not id_ and not one.taken) or one.taken == id_ for id_, one in pairs)
    shown = sum(not one.taken if not id_ else id_ in one.ids[:_SHOWN] for id_, one in pairs)
    wrong = sum(one.taken is not None and one.taken != id_ for id_, one in pairs)
    return {"only %": only / len(pairs), "shown %": shown / len(pairs), "wrong %": wrong / len(pairs)}


if __name__ == "__main__":
    main()
