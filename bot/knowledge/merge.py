"""Records of many articles → one: who and what is the same becomes one record, with all its evidence."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from bot.draft.names import slug
from bot.knowledge.alike import Likeness, Shelved
from bot.knowledge.same import ACRONYMS, INITIATIVES, MEETINGS, PEOPLE, folded
from bot.models import Initiative, Meeting, Official, Records, Statement, Value

Ids = Mapping[str, str]
"""From the ids that records had to the ids that they get."""

_LONGEST_SLUG = 60
"""Characters; ids are typed by people."""

_R = TypeVar("_R")
_I = TypeVar("_I", Meeting, Official, Initiative, Statement)
_T = TypeVar("_T")


def merge_records(drafts: Iterable[Records]) -> Records:
    """The records of articles, each drafted apart, as one; ids are slugs of names, and unique.

    Meetings' ids end in their date and statements' in the offset where they stand, so that an article
    added or withdrawn leaves nearly all other ids alone.
    """
    ordered = [_qualified(draft) for draft in sorted(drafts, key=lambda draft: draft.sources[0].file)]
    dates = article_dates(ordered)

    def one_person(group: Sequence[Official]) -> Official:
        return one_official(sorted(group, key=lambda each: -len(each.name.value)), dates)

    people = _groups([draft.officials for draft in ordered], PEOPLE, one_person)
    gatherings = _groups([draft.meetings for draft in ordered], MEETINGS, one_meeting)
    undertakings = _groups([draft.initiatives for draft in ordered], INITIATIVES, one_initiative)
    acronyms = _groups([draft.acronyms for draft in ordered], ACRONYMS, lambda group: group[0])
    officials = _identified([one for one, _ in people])
    meetings = _identified([one for one, _ in gatherings])
    merged = Records(
        tuple(chain.from_iterable(draft.sources for draft in ordered)),
        meetings,
        officials,
        _identified([one for one, _ in undertakings]),
        tuple(one for one, _ in acronyms),
        _identified(list(chain.from_iterable(draft.statements for draft in ordered))),
    )
    return arranged(redirected(merged, _new_ids(officials, people), _new_ids(meetings, gatherings)))


def one_official(group: Sequence[Official], dates: Mapping[str, str]) -> Official:
    """One person out of several records: id and name of the first, the rank of the latest article.

    `dates` are the articles' dates by source. Roles stand in the order of their articles' dates.
    """
    first = group[0]
    ranks = [official.rank for official in group if official.rank]
    roles = _distinct(
        chain.from_iterable(official.roles for official in group), lambda role: str(role.evidence)
    )
    others = [official.name for official in group[1:]]
    return Official(
        first.id,
        first.name,
        max(ranks, key=lambda rank: _date_of(rank, dates), default=None),
        tuple(sorted(roles, key=lambda role: (dates.get(role.evidence.source, ""), role.evidence))),
        _aliases(first.name, others, group),
        tuple(sorted(set(chain.from_iterable(official.mentions for official in group)))),
    )


def one_meeting(group: Sequence[Meeting]) -> Meeting:
    """One meeting out of several records: what the first does not tell, the next may."""
    first = group[0]
    others = [meeting.name for meeting in group[1:]]
    return Meeting(
        first.id,
        first.name,
        _aliases(first.name, others, group),
        *(_first_told(group, name) for name in ("start_date", "end_date", "place", "host")),
        *(_all_told(group, name) for name in ("participants", "topics", "speakers")),
    )


def one_initiative(group: Sequence[Initiative]) -> Initiative:
    """One initiative out of several records: what the first does not tell, the next may."""
    first = group[0]
    return Initiative(
        first.id,
        first.name,
        _first_told(group, "acronym"),
        _aliases(first.name, [each.name for each in group[1:]], group),
        _first_told(group, "established"),
        _first_told(group, "description"),
    )


def redirected(records: Records, officials: Ids, meetings: Ids) -> Records:
    """The records with every reference to an official or a meeting led to its new id."""

    def speakers(meeting: Meeting) -> tuple[Value, ...]:
        led = (replace(each, value=officials.get(each.value, each.value)) for each in meeting.speakers)
        return _distinct(led, lambda each: each.value)

    def restated(statement: Statement) -> Statement:
        speaker = officials.get(statement.speaker or "", statement.speaker)
        return replace(
            statement, speaker=speaker, meeting=meetings.get(statement.meeting or "", statement.meeting)
        )

    return replace(
        records,
        meetings=tuple(replace(meeting, speakers=speakers(meeting)) for meeting in records.meetings),
        statements=tuple(map(restated, records.statements)),
    )


def arranged(records: Records) -> Records:
    """The records in the order in which they are written: by date, name or place in the seed."""
    return Records(
        tuple(sorted(records.sources, key=lambda source: source.file)),
        tuple(sorted(records.meetings, key=lambda meeting: (str(meeting.start_date or "~"), meeting.id))),
        tuple(sorted(records.officials, key=lambda official: official.id)),
        tuple(sorted(records.initiatives, key=lambda initiative: initiative.id)),
        tuple(sorted(records.acronyms, key=lambda acronym: (acronym.short.value, acronym.long.value))),
        tuple(sorted(records.statements, key=lambda statement: (statement.span, statement.id))),
    )


def article_dates(drafts: Iterable[Records]) -> dict[str, str]:
    """The articles' ISO dates: their own, else that of the first meeting they report."""
    dates: dict[str, str] = {}
    for draft in drafts:
        reported = [each.start_date for each in draft.meetings if each.start_date]
        for date in (*(source.date for source in draft.sources if source.date), *reported):
            if date.evidence:
                dates.setdefault(date.evidence.source, date.value)
    return dates


def free_id(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with -2, -3 … where that is taken."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(each for each in chain([wanted], numbered) if each not in taken)


def _groups(
    drafts: Sequence[Sequence[_R]], likeness: Likeness[_R], combined: Callable[[Sequence[_R]], _R]
) -> list[tuple[_R, list[_R]]]:
    """Records that are the same, each group with the one record that it makes.

    The records of one article are never put together: the drafter has told them apart. Nor is a record
    that could go to two groups, or two that could go to one.
    """
    groups: list[tuple[_R, list[_R]]] = []
    known = Shelved(likeness)
    for draft in drafts:
        fitting = [{*known.like(one)} for one in draft]
        for one, fits in zip(draft, fitting, strict=True):
            if len(fits) == 1 and sum(fits <= others for others in fitting) == 1:
                at = min(fits)
                members = [*groups[at][1], one]
                groups[at] = combined(members), members
            else:
                at = len(groups)
                groups.append((one, [one]))
            known.put(at, groups[at][0])
    return groups


def _qualified(draft: Records) -> Records:
    """One article's records with ids that no other article's can have."""
    prefix = f"{draft.sources[0].file}/"
    officials = {official.id: prefix + official.id for official in draft.officials}
    meetings = {meeting.id: prefix + meeting.id for meeting in draft.meetings}
    led = redirected(draft, officials, meetings)
    return replace(
        led,
        officials=tuple(replace(each, id=officials[each.id]) for each in led.officials),
        meetings=tuple(replace(each, id=meetings[each.id]) for each in led.meetings),
    )


def _identified(records: Sequence[_I]) -> tuple[_I, ...]:
    """The records with the ids that they keep."""
    taken: set[str] = set()
    named = []
    for record in records:
        named.append(replace(record, id=free_id(_wanted_id(record), taken)))
        taken.add(named[-1].id)
    return tuple(named)


def _wanted_id(record: Meeting | Official | Initiative | Statement) -> str:
    if isinstance(record, Statement):
        return f"{slug(Path(record.span.source).stem)}-{record.span.start}"
    short = slug(record.name.value)
    if len(short) > _LONGEST_SLUG:
        short = short[: _LONGEST_SLUG + 1].rpartition("-")[0] or short[:_LONGEST_SLUG]
    return f"{short}-{record.start_date}" if isinstance(record, Meeting) and record.start_date else short


def _new_ids(named: Iterable[_I], groups: Iterable[tuple[_I, list[_I]]]) -> dict[str, str]:
    return {member.id: one.id for one, (_, group) in zip(named, groups, strict=True) for member in group}


def _aliases(
    name: Value, others: Iterable[Value], group: Iterable[Official | Meeting | Initiative]
) -> tuple[Value, ...]:
    own = chain.from_iterable(each.aliases for each in group)
    return _distinct((name, *others, *own), lambda each: folded(each.value))[1:]


def _first_told(group: Iterable[Meeting | Initiative], name: str) -> Any:
    return next((value for each in group if (value := getattr(each, name))), None)


def _all_told(group: Iterable[Meeting], name: str) -> tuple[Value, ...]:
    return _distinct(
        chain.from_iterable(getattr(each, name) for each in group), lambda each: folded(each.value)
    )


def _distinct(records: Iterable[_T], key: Callable[[_T], str]) -> tuple[_T, ...]:
    """The first record of each key."""
    first: dict[str, _T] = {}
    for record in records:
        first.setdefault(key(record), record)
    return tuple(first.values())


def _date_of(value: Value, dates: Mapping[str, str]) -> str:
    return dates.get(value.evidence.source, "") if value.evidence else ""
