"""Everything in knowledge/ held against the seeds: spans, references, dates, decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

import yaml

from bot.data import DataFolder, read_seed
from bot.draft import draft_article
from bot.errors import Fault, gathered
from bot.knowledge.build import built
from bot.knowledge.decisions import read_decisions
from bot.knowledge.files import REMEDY, holds, newest, read_nodes, records_file, records_of, texts_of
from bot.knowledge.shape import Shaper, entries, items
from bot.knowledge.values import DATES, is_date
from bot.models import Records, Seed

_R = TypeVar("_R")


def check(folder: DataFolder) -> list[Fault]:
    """All that is wrong in a data folder, in the order of files and lines; nothing, where all is well."""
    faults: list[Fault] = []
    read = {path.name: _tried(faults, partial(read_seed, path)) for path in folder.seed_files()}
    seeds = {file: seed for file, seed in read.items() if seed}
    placed = _tried(faults, lambda: read_decisions(folder.curation))
    _check_files(folder, seeds, faults)
    if placed is not None and len(seeds) == len(read):
        drafts = [draft_article(seed) for seed in seeds.values()]  # kept drafts prove nothing
        records = _tried(faults, lambda: built(folder, seeds, placed, drafts))
        _check_current(folder, records, faults)
    return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column))


def _tried(faults: list[Fault], read: Callable[[], _R]) -> _R | None:
    with gathered(faults):
        return read()
    return None


def _check_files(folder: DataFolder, seeds: Mapping[str, Seed], faults: list[Fault]) -> None:
    nodes = _tried(faults, lambda: read_nodes(folder.knowledge))
    if nodes is None:
        return
    _tried(faults, lambda: records_of(nodes, folder.knowledge))
    for name, node in nodes.items():
        shaper = Shaper(records_file(folder.knowledge, name), REMEDY, faults)
        for mapping in _mappings(node):
            _check_span(mapping, shaper, seeds)
        for record in items(node):
            _check_dates(record, shaper)
            _check_speaker(record, shaper)


def _mappings(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The node and all within it that are mappings; each once, even where one refers to itself."""
    waiting, seen = [node] if node else [], set()
    while waiting:
        at = waiting.pop()
        if id(at) in seen:
            continue
        seen.add(id(at))
        if isinstance(at, yaml.MappingNode):
            yield at
        waiting += [*entries(at).values(), *items(at)]


def _check_span(node: yaml.Node, shaper: Shaper, seeds: Mapping[str, Seed]) -> None:
    present = entries(node)
    if not present.keys() >= {"quote", "source", "start", "end"}:
        return
    quote, source, start, end = (present[key].value for key in ("quote", "source", "start", "end"))
    seed = seeds.get(source)
    if seed is None:
        shaper.blame(present["source"], f"there is no seed {source}", "put it back, or run nato build")
    elif not (start.isdecimal() and end.isdecimal()):
        return  # blamed as no number
    elif not int(start) < int(end) <= len(seed.text):
        what = f"no characters {start} to {end} in {source}, which has {len(seed.text)}"
        shaper.blame(present["start"], what)
    elif seed.text[int(start) : int(end)] != quote:
        there = " ".join(seed.text[int(start) : int(end)].split())
        shaper.blame(present["quote"], f"{source} says “{there}” there, not “{quote}”")


def _check_dates(node: yaml.Node, shaper: Shaper) -> None:
    dates = {
        key: entries(value)["value"]
        for key, value in entries(node).items()
        if key in DATES and "value" in entries(value)
    }
    for value in dates.values():
        if not is_date(value.value):
            shaper.blame(value, f"“{value.value}” is no date")
    start, end = dates.get("start_date"), dates.get("end_date")
    if start and end and is_date(start.value) and is_date(end.value) and end.value < start.value:
        shaper.blame(end, f"ends on {end.value}, before it starts on {start.value}")


def _check_speaker(node: yaml.Node, shaper: Shaper) -> None:
    present = entries(node)
    if "speaker" in present and "attribution" not in present:
        shaper.blame(present["speaker"], "no words prove the speaker")


def _check_current(folder: DataFolder, records: Records | None, faults: list[Fault]) -> None:
    """Files that are sound but not what the seeds and decisions of today make."""
    for file, text in texts_of(records).items() if records else ():
        path = newest(folder.knowledge, file)
        blamed = any(fault.file == str(path) for fault in faults)
        if path.exists() and not blamed and not holds(path, text):
            faults.append(Fault("is not what the seeds and decisions make", REMEDY, str(path)))
