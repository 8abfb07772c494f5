"""The words that records rest on: which of them a seed, edited or withdrawn since, no longer holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import fields

from bot.data import DataFolder
from bot.errors import Fault
from bot.knowledge.decisions import Placed
from bot.knowledge.review import Notice
from bot.knowledge.shape import items
from bot.knowledge.targets import FIELDS, all_of, called, key_of
from bot.models import Records, Seed, Span


def spans_of(record: Any) -> Iterator[Span]:
    """All words that a record rests on."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from spans_of(each)
    elif isinstance(record, msgspec.Struct):
        for field in fields(record):
            yield from spans_of(getattr(record, field.name))


def gone_between(was: Any, now: Any) -> tuple[Span, ...]:
    """The words that a record rested on and, wherever they stand today, does no longer."""
    kept = {(span.source, span.text) for span in spans_of(now)}
    gone = {(span.source, span.text): span for span in spans_of(was)}
    return tuple(span for words, span in gone.items() if words not in kept)


def shaken(placed: Sequence[Placed], before: Records, seeds: Mapping[str, Seed]) -> tuple[Notice, ...]:
    """The decisions about records that rested on words which no seed holds any more."""
    found = []
    for each in placed:
        place = f"curation.yaml:{each.node.start_mark.line + 1}:{each.node.start_mark.column + 1}"
        for target in [node.value for node in items(each.target) or [each.target]]:
            pool = list(all_of(before, getattr(each.decision, "kind", None)))
            for span in (span for record in called(pool, target) for span in _lost(record, seeds)):
                what = f"“{target}” rested on “{span.text}”, which {span.source} no longer says"
                found.append(Notice((place,), what, "look whether the decision still holds"))
    return tuple(dict.fromkeys(found))


def lost_grounds(before: Records, seeds: Mapping[str, Seed], folder: DataFolder) -> Iterator[Fault]:
    """For every seed that was edited or withdrawn, the records that rested on what it no longer says."""
    resting: dict[str, dict[str, None]] = {}
    for kind in FIELDS:
        for record in all_of(before, kind):
            for span in _lost(record, seeds):
                resting.setdefault(span.source, {})[f"{kind} {key_of(record)}"] = None
    for source, names in sorted(resting.items()):
        what = "was edited" if source in seeds else "was withdrawn"
        remedy = "put the words back, or mend the decisions that need them"
        yield Fault(f"{what}; on its words rested {', '.join(names)}", remedy, str(folder.seeds / source))


def _lost(record: Any, seeds: Mapping[str, Seed]) -> tuple[Span, ...]:
    """The words under a record that its seed does not hold anywhere any more."""
    spans = {(span.source, span.text): span for span in spans_of(record)}
    return tuple(
        span
        for (source, text), span in spans.items()
        if source not in seeds or text not in seeds[source].text
    )
