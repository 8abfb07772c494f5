"""What a person should look at after a build, until a decision settles or confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, groupby
from typing import Any, TypeVar

import msgspec

from bot.knowledge.alike import Likeness, Shelved
from bot.knowledge.decisions import Confirm, Decision, Set
from bot.knowledge.nearly import nearly_named
from bot.knowledge.same import INITIATIVES, MEETINGS, UNDATED, disagree
from bot.knowledge.targets import all_of, called, key_of, spelt_out
from bot.knowledge.values import DATES
from bot.models import Meeting, Official, Records, Span, Value

_R = TypeVar("_R")


class Notice(msgspec.Struct, frozen=True):
    """Something doubtful about the records with the ids `about`, and what can be decided."""

    about: tuple[str, ...]
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"? {' and '.join(self.about)}: {self.what}: {self.remedy}"


def notices_on(
    records: Records, drafts: Sequence[Records], decisions: Sequence[Decision]
) -> tuple[Notice, ...]:
    """All that is doubtful in the records that drafts and decisions made, and that nobody has confirmed."""
    confirmed = [_meant(records, each, each.confirm) for each in decisions if isinstance(each, Confirm)]
    found = (
        *_silent_sources(records),
        *_namesakes(records),
        *_disputes(records, drafts, decisions),
        *_ambiguous_acronyms(records),
        *_unnamed_speakers(records),
    )
    return tuple(notice for notice in found if not any({*notice.about} <= settled for settled in confirmed))


def _meant(records: Records, decision: Confirm | Set, targets: Iterable[str]) -> set[str]:
    """The keys of the records that a decision names."""
    pool = list(all_of(records, decision.kind))
    return {key_of(record) for target in targets for record in called(pool, target)}


def _namesakes(records: Records) -> Iterator[Notice]:
    """People and meetings whose names are so alike that they may be one."""
    people = nearly_named(records.officials)
    undated = [at for at, meeting in enumerate(records.meetings) if meeting.start_date is None]
    meetings = _pairs(records.meetings, UNDATED, undated)
    pairs: Iterator[tuple[Official | Meeting, Official | Meeting]] = chain(people, meetings)
    for one, other in pairs:
        what = f"“{one.name}” and “{other.name}”"
        yield Notice((one.id, other.id), what, "merge them, or confirm that they are two")


def _pairs(records: Sequence[_R], likeness: Likeness[_R], some: Iterable[int]) -> Iterator[tuple[_R, _R]]:
    """The pairs of records that are alike, one of them at one of some numbers, in order."""
    shelved = Shelved(likeness, records)
    found = {(min(at, other), max(at, other)) for at in some for other in shelved.like(records[at])}
    return ((records[one], records[other]) for one, other in sorted(found) if one != other)


def _disputes(records: Records, drafts: Sequence[Records], decisions: Sequence[Decision]) -> Iterator[Notice]:
    """Places, hosts and foundings that articles tell otherwise than the one whose words were taken."""
    decided = {
        (key, each.field)
        for each in decisions
        if isinstance(each, Set)
        for key in _meant(records, each, [each.set])
    }
    kinds: tuple[tuple[str, Likeness[Any], tuple[str, ...]], ...] = (
        ("meetings", MEETINGS, ("place", "host")),
        ("initiatives", INITIATIVES, ("established",)),
    )
    for name, likeness, names in kinds:
        for record, others in _told_elsewhere(getattr(records, name), drafts, name, likeness):
            for field in (each for each in names if (record.id, each) not in decided):
                yield from _dispute(record, others, field)


def _told_elsewhere(
    known: Sequence[Any], drafts: Sequence[Records], name: str, likeness: Likeness[Any]
) -> Iterator[tuple[Any, list[Any]]]:
    """Each record, with those that single articles have of the same thing and that became no other record."""
    owners: dict[Span, str] = {each.name.evidence: each.id for each in known}
    drafted = [other for draft in drafts for other in getattr(draft, name)]
    shelved = Shelved(likeness, drafted)
    for record in known:
        told = [drafted[at] for at in shelved.like(record)]
        yield record, [other for other in told if owners.get(other.name.evidence, record.id) == record.id]


def _dispute(record: Any, others: Iterable[Any], field: str) -> Iterator[Notice]:
    own: Value | None = getattr(record, field)
    told = [value for other in others if own and (value := getattr(other, field))]
    against = {
        value.value: value for value in told if own and disagree(own.value, value.value, field in DATES)
    }
    if own and against:
        what = f"{field} is {_cited(own)}, but {' and '.join(map(_cited, against.values()))}"
        yield Notice((record.id,), what, "set it, or confirm that it is right")


def _ambiguous_acronyms(records: Records) -> Iterator[Notice]:
    """Short forms that articles spell out in different words."""
    for short, same in groupby(records.acronyms, key=lambda each: each.short.value):
        group = list(same)
        longs = [each.long for each in group]
        if any(disagree(one.value, other.value) for one, other in combinations(longs, 2)):
            what = f"stands for {' and '.join(map(_cited, longs))}"
            remedy = f"drop one, as in - drop: {spelt_out(group[0])}, or confirm them"
            yield Notice((short,), what, remedy)


def _cited(value: Value) -> str:
    """A value and the article that tells it."""
    return f"“{value}” ({value.evidence.source})" if value.evidence else f"“{value}”"


def _unnamed_speakers(records: Records) -> Iterator[Notice]:
    for statement in records.statements:
        if statement.speaker is None:
            words = statement.span.text
            yield Notice(
                (statement.id,),
                f"whose words are “{words}”",
                "set its speaker, or confirm that it is unknown",
            )


def _silent_sources(records: Records) -> Iterator[Notice]:
    telling = {meeting.name.evidence.source for meeting in records.meetings if meeting.name.evidence}
    telling |= {statement.span.source for statement in records.statements}
    for source in records.sources:
        if source.file not in telling:
            yield Notice(
                (source.file,), "no meeting and no statement found", "read it, and confirm or remove it"
            )
