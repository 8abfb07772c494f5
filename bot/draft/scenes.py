"""Where something was said: the meeting that the article is speaking of at that place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.lexicon import forms, terms
from bot.draft.text import fold
from bot.models import Meeting, Span


_ORIGIN = re.compile(r"[A-ZÀ-Þ]{3,}[A-ZÀ-Þ' -]*(?:,[^–—-]{2,40})? ?[–—-] ?")


def meeting_at(
    article: Article, meetings: Sequence[Meeting], span: Span, speaker: str | None, verb: str | None
) -> str | None:
    """The meeting at which something was said, by where it stands; None where the words place it elsewhere."""
    if not meetings or speaker is None or verb in terms("written_or_present_verbs"):
        return None
    if forms("elsewhere_forms").search(fold(article.sentence_at(span.start).text)):
        return None
    return scene_at(article, meetings, span.start)


def scene_at(article: Article, meetings: Sequence[Meeting], offset: int) -> str | None:
    """The meeting last spoken of before `offset`; the first where none has been.

    A paragraph under a dateline of its own speaks only of the meetings that it names.
    """
    around = (paragraph.span for paragraph in article.paragraphs if paragraph.span.start <= offset < paragraph.span.end)
    own = next((span for span in around if _ORIGIN.match(span.text)), None)
    spoken = [
        (span.start, meeting.id)
        for meeting in meetings
        for span in _evidence(meeting)
        if span.start <= offset and (own is None or own.covers(span))
    ]
    if spoken:
        return max(spoken)[1]
    return meetings[0].id if meetings and own is None else None


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
