"""What there is on a meeting or an initiative, in its most telling sentences."""

from __future__ import annotations

from bot.models import Answer, Meeting, Span
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import sentence, what_is
from bot.reply.compose import answered, passages_at
from bot.reply.meetings import beyond_the_meeting, meetings_of
from bot.reply.wording import dated_name, listed, sentence_case

_MOST = 4


def answer(question: Question, index: Index) -> Answer | None:
    """When and where a meeting was, what it is, who took part and what it was about."""
    if beyond_the_meeting(question, index):
        return sentence.answer(question, index)
    if question.initiatives:
        return what_is.answer(question, index)
    meetings = meetings_of(question, index)
    if isinstance(meetings, Answer):
        return meetings
    passages = passages_at((span for one in meetings for span in telling(one)), index)[:_MOST]
    if not passages:
        return None
    lead = sentence_case(listed([dated_name(one) for one in meetings])) + ":"
    return answered(
        question,
        lead,
        passages,
        index,
        "what the sources tell of the meeting",
        meetings=[one.id for one in meetings],
    )


def telling(meeting: Meeting) -> list[Span | None]:
    """The words that tell most of a meeting: of its days first, then of its name, host, place and matter."""
    single = [meeting.start_date, meeting.name, meeting.host, meeting.place]
    values = [*(value for value in single if value), *meeting.topics[:1], *meeting.participants[:1]]
    return [value.evidence for value in values]
