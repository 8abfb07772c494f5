"""What people have decided, applied to the records: a decision that no longer fits is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from bot.errors import NatoError
from bot.knowledge.decisions import Alias, Confirm, Decision, Drop, Kind, Merge, Placed, Set, Split
from bot.knowledge.merge import (
    arranged,
    article_dates,
    free_id,
    one_initiative,
    one_meeting,
    one_official,
    redirected,
)
from bot.knowledge.shape import Shaper, entries, items
from bot.knowledge.targets import Record, RefusedError, found, found_one, key_of, located, replaced
from bot.knowledge.values import DATES, is_date, texts, with_value, without_value
from bot.models import Meeting, Official, Records, Seed, Source, Statement, Value

_REFERENCES: Mapping[str, Kind] = {"speaker": "official", "speakers": "official", "meeting": "meeting"}
"""Fields that hold the id of a record, and of which kind."""


def curate(
    merged: Records,
    drafts: Sequence[Records],
    placed: Sequence[Placed],
    seeds: Mapping[str, Seed],
    path: Path,
) -> Records:
    """The records with the decisions of the curation file `path` applied, one after the other.

    Raises NatoError with every decision whose target is gone, or whose evidence its seed does not hold.
    """
    records, shaper = merged, Shaper(path, "see knowledge/README.md")
    for each in placed:
        try:
            records = _applied(records, each.decision, drafts, seeds)
        except RefusedError as refused:
            shaper.blame(_blamed_node(each, refused.at), refused.what, refused.remedy)
    if shaper.faults:
        raise NatoError(*shaper.faults)
    return arranged(records)


def _blamed_node(placed: Placed, at: str | int) -> yaml.Node:
    """The value of the key `at` or the target of that index, where there is one; else the target."""
    targets = items(placed.target) or [placed.target]
    if isinstance(at, str):
        return entries(placed.node).get(at, targets[0])
    return targets[at]


def _applied(
    records: Records, decision: Decision, drafts: Sequence[Records], seeds: Mapping[str, Seed]
) -> Records:
    match decision:
        case Alias():
            return _with_aliases(records, decision)
        case Merge():
            return _as_one(records, decision)
        case Split():
            return _as_two(records, decision, drafts)
        case Drop():
            return _without(records, decision)
        case Set():
            return _with_value(records, decision, seeds)
        case Confirm():
            for at, target in enumerate(decision.confirm):
                found(records, target, decision.kind, at=at)
            return records


def _with_aliases(records: Records, decision: Alias) -> Records:
    """A name may stand for several records of a kind: "BAM" is every one of the bi-annual meetings."""
    for record in found(records, decision.alias, decision.kind, "aliases"):
        known = {record.name.value, *(alias.value for alias in record.aliases)}
        new = tuple(Value(name, None) for name in decision.names if name not in known)
        records = replaced(records, record, replace(record, aliases=(*record.aliases, *new)))
    return records


def _as_one(records: Records, decision: Merge) -> Records:
    if len(decision.merge) < 2:
        raise RefusedError("one record alone cannot be merged", "name two or more")
    group = [found_one(records, each, decision.kind, "aliases", at) for at, each in enumerate(decision.merge)]
    for at, record in enumerate(group):
        if type(record) is not type(group[0]):
            raise RefusedError(f"“{decision.merge[at]}” is of another kind", "merge like with like", at)
        if record in group[:at]:
            raise RefusedError(f"“{decision.merge[at]}” is merged already", "remove it here", at)
    one = _combined(group, article_dates([records]))
    ids = {record.id: one.id for record in group}
    for record in group[1:]:
        records = replaced(records, record, None)
    records = replaced(records, group[0], one)
    return redirected(records, ids, {}) if isinstance(one, Official) else redirected(records, {}, ids)


def _combined(group: Sequence[Any], dates: Mapping[str, str]) -> Any:
    if isinstance(group[0], Official):
        return one_official(group, dates)
    return one_meeting(group) if isinstance(group[0], Meeting) else one_initiative(group)


def _as_two(records: Records, decision: Split, drafts: Sequence[Records]) -> Records:
    whole: Official = found_one(records, decision.split, "official")
    stays, goes = _halves(whole, decision, drafts)
    new_id = free_id(whole.id, {official.id for official in records.officials})
    decided = tuple(alias for alias in whole.aliases if alias.evidence is None)
    records = replaced(records, whole, replace(stays, id=whole.id, aliases=(*stays.aliases, *decided)))
    records = replace(records, officials=(*records.officials, replace(goes, id=new_id)))
    return _led(records, decision.sources, whole.id, new_id)


def _halves(whole: Official, decision: Split, drafts: Sequence[Records]) -> tuple[Official, Official]:
    """Who stays and who goes, made anew from the drafts, so that rank and name are those told there."""
    known = {*whole.mentions}
    drafted = [each for draft in drafts for each in draft.officials if known >= {*each.mentions} > set()]
    told_in = [each.mentions[0].source for each in drafted]
    for source in decision.sources:
        if source not in told_in:
            remedy = f"write some of: {', '.join(told_in)}"
            raise RefusedError(f"{source} does not name “{decision.split}”", remedy, "sources")
    if {*told_in} == {*decision.sources}:
        what = f"these are all the articles that name “{decision.split}”"
        raise RefusedError(what, "leave out those that mean the other person", "sources")
    going = [each for each, source in zip(drafted, told_in, strict=True) if source in decision.sources]
    staying = [each for each in drafted if each not in going]
    dates = article_dates(drafts)
    return one_official(staying, dates), one_official(going, dates)


def _led(records: Records, sources: Sequence[str], old: str, new: str) -> Records:
    """What some sources say of one official, led to another."""

    def led(speaker: Value) -> Value:
        moves = speaker.value == old and speaker.evidence and speaker.evidence.source in sources
        return replace(speaker, value=new) if moves else speaker

    def restated(statement: Statement) -> Statement:
        moves = statement.speaker == old and statement.span.source in sources
        return replace(statement, speaker=new) if moves else statement

    meetings = (replace(each, speakers=tuple(map(led, each.speakers))) for each in records.meetings)
    return replace(records, meetings=tuple(meetings), statements=tuple(map(restated, records.statements)))


def _without(records: Records, decision: Drop) -> Records:
    record = found_one(records, decision.drop, decision.kind, decision.field)
    if decision.field is None and isinstance(record, Source):
        raise RefusedError(f"{decision.drop} is an article", "remove it from seeds/")
    if decision.field is None:
        return _forgotten(records, record)
    held = texts(record, decision.field)
    if not held or (decision.value is not None and decision.value not in held):
        what = f"{decision.field} of “{decision.drop}” holds no such value"
        raise RefusedError(what, f"it holds {', '.join(held) or 'nothing'}", "value" if held else "field")
    if decision.field in ("name", "short", "long"):
        raise RefusedError(
            f"no record is without {decision.field}", "drop the record, or set another", "field"
        )
    return replaced(records, record, without_value(record, decision.field, decision.value))


def _forgotten(records: Records, record: Record) -> Records:
    """The records without one, and without a reference to it."""
    records, key = replaced(records, record, None), key_of(record)
    if isinstance(record, Official):
        meetings = (without_value(each, "speakers", key) for each in records.meetings)
        records = replace(records, meetings=tuple(meetings))
    for field, kind in (("speaker", Official), ("meeting", Meeting)):
        if isinstance(record, kind):
            stated = (
                without_value(each, field, None) if getattr(each, field) == key else each
                for each in records.statements
            )
            records = replace(records, statements=tuple(stated))
    return records


def _with_value(records: Records, decision: Set, seeds: Mapping[str, Seed]) -> Records:
    record = found_one(records, decision.set, decision.kind, decision.field)
    value = decision.value
    if decision.field in DATES and not is_date(value):
        raise RefusedError(f"“{value}” is no date", "write it as 2022-11-09, 2022-11 or 2022", "value")
    if kind := _REFERENCES.get(decision.field):
        value = key_of(found_one(records, value, kind, at="value"))
    evidence = located(seeds, decision.source, decision.quote)
    new = with_value(record, decision.field, Value(value, evidence), decision.organisation)
    return replaced(records, record, new)
