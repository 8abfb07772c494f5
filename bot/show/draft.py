"""An article's draft → what people and programs read: every value beside the words that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.models import Initiative, Meeting, Official, Records, Source, Span, Statement, Value


def draft_record(records: Records) -> dict[str, Any]:
    """The draft of one article as JSON; what was not found is null or []."""
    names = _names(records)
    return {
        "source": _source(records.sources[0]),
        "meetings": [_meeting(meeting, names) for meeting in records.meetings],
        "officials": [_official(official) for official in records.officials],
        "initiatives": [_initiative(initiative) for initiative in records.initiatives],
        "acronyms": [
            {
                "short": acronym.short.value,
                "long": acronym.long.value,
                **_evidence(short=acronym.short, long=acronym.long),
            }
            for acronym in records.acronyms
        ],
        "statements": [_statement(statement, names) for statement in records.statements],
    }


def draft_lines(records: Records) -> Iterator[str]:
    """The draft of one article as lines for people."""
    names = _names(records)
    source = records.sources[0]
    yield f"{_value(source.title) or source.file} ({_value(source.date) or 'no date'})"
    for meeting in records.meetings:
        yield f"\nmeeting     {meeting.name}"
        days = " to ".join(dict.fromkeys(str(day) for day in (meeting.start_date, meeting.end_date) if day))
        yield from _listed({"date": [days], "place": [meeting.place], "host": [meeting.host]})
        yield from _listed({"speakers": [names.get(value.value, value.value) for value in meeting.speakers]})
    for official in records.officials:
        yield f"\nofficial    {' '.join(str(part) for part in (official.rank, official.name) if part)}"
        yield from _listed({"role": [role.evidence.text for role in official.roles]})
    for initiative in records.initiatives:
        yield f"\ninitiative  {initiative.name}"
        yield from _listed({"acronym": [initiative.acronym], "established": [initiative.established]})
    for acronym in records.acronyms:
        yield f"\nacronym     {acronym.short} = {acronym.long}"
    for statement in records.statements:
        speaker = names.get(statement.speaker or "", "speaker not named")
        yield f"\n{statement.kind:11} {speaker} [{statement.span.start}:{statement.span.end}]"
        yield f"            {statement.span.text}"


def _names(records: Records) -> dict[str, str]:
    """What the ids of officials and meetings stand for."""
    people = {official.id: official.name.value for official in records.officials}
    return people | {meeting.id: meeting.name.value for meeting in records.meetings}


def _listed(values: dict[str, Sequence[object]]) -> Iterator[str]:
    for label, found in values.items():
        if any(found):
            yield f"  {label:9} {'; '.join(str(value) for value in found if value)}"


def _source(source: Source) -> dict[str, Any]:
    return {
        "file": source.file,
        "title": _value(source.title),
        "date": _value(source.date),
        "publisher": _value(source.publisher),
        **_evidence(title=source.title, date=source.date, publisher=source.publisher),
    }


def _meeting(meeting: Meeting, names: dict[str, str]) -> dict[str, Any]:
    many = ("aliases", "participants", "topics", "speakers")
    return {
        **{key: _value(getattr(meeting, key)) for key in ("name", "start_date", "end_date", "place", "host")},
        **{key: [names.get(value.value, value.value) for value in getattr(meeting, key)] for key in many},
        **_evidence(
            **{
                key: getattr(meeting, key)
                for key in ("name", "start_date", "end_date", "place", "host", *many)
            }
        ),
    }


def _official(official: Official) -> dict[str, Any]:
    roles = [{"title": role.title, "organisation": role.organisation} for role in official.roles]
    evidence = _evidence(name=official.name, rank=official.rank, aliases=official.aliases)["evidence"]
    evidence |= {
        "roles": [_span(role.evidence) for role in official.roles],
        "mentions": [_span(span) for span in official.mentions],
    }
    return {
        "name": official.name.value,
        "rank": _value(official.rank),
        "roles": roles,
        "aliases": [alias.value for alias in official.aliases],
        "evidence": evidence,
    }


def _initiative(initiative: Initiative) -> dict[str, Any]:
    keys = ("name", "acronym", "established", "description")
    return {
        **{key: _value(getattr(initiative, key)) for key in keys},
        "aliases": [alias.value for alias in initiative.aliases],
        **_evidence(**{key: getattr(initiative, key) for key in (*keys, "aliases")}),
    }


def _statement(statement: Statement, names: dict[str, str]) -> dict[str, Any]:
    return {
        "speaker": names.get(statement.speaker or ""),
        "kind": statement.kind,
        "text": statement.span.text,
        "start": statement.span.start,
        "end": statement.span.end,
        "meeting": names.get(statement.meeting or ""),
        "evidence": {"speaker": _span(statement.attribution)},
    }


def _value(value: Value | None) -> str | None:
    return value.value if value else None


def _evidence(**values: Value | Iterable[Value] | None) -> dict[str, Any]:
    """The spans of values, by their keys."""
    return {"evidence": {key: _spans(value) for key, value in values.items()}}


def _spans(value: Value | Iterable[Value] | None) -> Any:
    if value is None or isinstance(value, Value):
        return _span(value.evidence) if value else None
    return [_span(one.evidence) for one in value]


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None
