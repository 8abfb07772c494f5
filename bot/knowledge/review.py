"""What a person should look at after a build, until a decision settles or confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from bot.knowledge.decisions import Confirm, Decision
from bot.knowledge.same import maybe_same_meeting, nearly_same_name
from bot.knowledge.targets import all_of, called, key_of
from bot.models import Meeting, Official, Records


@dataclass(frozen=True, slots=True)
class Notice:
    """Something doubtful about the records with the ids `about`, and what can be decided."""

    about: tuple[str, ...]
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"? {' and '.join(self.about)}: {self.what}: {self.remedy}"


def notices_on(records: Records, decisions: Iterable[Decision]) -> tuple[Notice, ...]:
    """All that is doubtful and that nobody has confirmed."""
    confirmed = [_settled(records, each) for each in decisions if isinstance(each, Confirm)]
    found = (*_silent_sources(records), *_namesakes(records), *_unnamed_speakers(records))
    return tuple(notice for notice in found if not any({*notice.about} <= settled for settled in confirmed))


def _settled(records: Records, decision: Confirm) -> set[str]:
    pool = list(all_of(records, decision.kind))
    return {key_of(record) for target in decision.confirm for record in called(pool, target)}


def _namesakes(records: Records) -> Iterator[Notice]:
    """People and meetings whose names are so alike that they may be one."""
    people = (pair for pair in combinations(records.officials, 2) if nearly_same_name(*pair))
    meetings = (pair for pair in combinations(records.meetings, 2) if maybe_same_meeting(*pair))
    pairs: Iterator[tuple[Official | Meeting, Official | Meeting]] = chain(people, meetings)
    for one, other in pairs:
        what = f"“{one.name}” and “{other.name}”"
        yield Notice((one.id, other.id), what, "merge them, or confirm that they are two")


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
