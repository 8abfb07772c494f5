"""Where something was said: the meeting that the article is speaking of at that place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.lexicon import forms, terms
from bot.draft.text import fold
from bot.models import Meeting, Span


def meeting_at(
    article: Article, meetings: Sequence[Meeting], span: Span, speaker: str | None, verb: str | None
) -> str | None:
    """The meeting at which something was said, by where it stands; None where the words place it elsewhere."""
    if not meetings or speaker is None or verb in terms("written_or_present_verbs"):
        return None
    if forms("elsewhere_forms").search(fold(article.sentence_at(span.start).text)):
        return None
    return scene_at(meetings, span.start)


def scene_at(meetings: Sequence[Meeting], offset: int) -> str | None:
    """The meeting last spoken of before `offset`; the first where none has been."""
    if not meetings:
        return None
    spoken = [
        (span.start, meeting.id)
        for meeting in meetings
        for span in _evidence(meeting)
        if span.start <= offset
    ]
    return max(spoken)[1] if spoken else meetings[0].id


def _evidence(meeting: Meeting) -> Iterator[Span]:
    values = (
        meeting.name,
        *meeting.aliases,
        meeting.start_date,
        meeting.place,
        meeting.host,
        *meeting.participants,
        *meeting.topics,
    )
    yield from (value.evidence for value in values if value and value.evidence)
