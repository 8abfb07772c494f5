"""Meetings as questions ask of them: by their days, and by what proves them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.draft.dates import DateMention
from bot.models import Meeting, Span
from bot.question.index import Index
from bot.question.mentions import Mention, content_before
from bot.question.spelling import Word

_LATEST = frozenset({"last", "latest", "newest", "recent"})


def meeting_evidence(meeting: Meeting) -> list[Span]:
    """All spans that prove something of a meeting."""
    single = (meeting.name, meeting.start_date, meeting.end_date, meeting.place, meeting.host)
    values = [value for value in single if value]
    for several in (meeting.aliases, meeting.participants, meeting.topics):
        values += several
    return [value.evidence for value in values if value.evidence]


def dated(meeting: Meeting, dates: tuple[DateMention, ...]) -> bool:
    """Whether a meeting fell on, or overlapped, one of the dates."""
    days = meeting_days(meeting)
    return bool(days) and any(one.meets(*days) for one in dates if days)


def meeting_days(meeting: Meeting) -> tuple[date, date] | None:
    """A meeting's first and last day; None where no source gives a day."""
    if not meeting.start_date:
        return None
    try:
        first = date.fromisoformat(meeting.start_date.value)
        return first, date.fromisoformat(meeting.end_date.value) if meeting.end_date else first
    except ValueError:
        return None


def asked_latest(mention: Mention, words: Sequence[Word]) -> int | None:
    """The place of the word that asks for the latest of the meetings that a mention may stand for, if any.

    Between the two only what describes the meeting may stand: "the last | DCB | annual meeting".
    """
    if mention.kind != "meeting":
        return None
    before = content_before(words, mention.first, frozenset())
    return next((place for place in before if words[place].read in _LATEST), None)


def latest(ids: Sequence[str], index: Index) -> tuple[str, ...]:
    """The meeting, of several, that was held last; all of them where no source dates any."""
    days = {one: found for one in ids if (found := meeting_days(index.knowledge.meeting(one)))}
    return (max(days, key=lambda one: days[one]),) if days else tuple(ids)
