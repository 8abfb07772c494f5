"""Answers straight from a meeting's record: host, participants, topics."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.models import Answer, Meeting, Value
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import sentence
from bot.reply.compose import answered, passages_at
from bot.reply.meetings import beyond_the_meeting, meetings_of
from bot.reply.wording import fill, listed, meeting_name, sentence_case


def from_meeting(
    question: Question,
    index: Index,
    template: str,
    values: Callable[[Meeting], Sequence[Value]],
) -> Answer | None:
    """The values of the meetings asked about, where the question asks for just them; else a sentence.

    `template` has the slots {meeting} and one of its own name.
    """
    if beyond_the_meeting(question, index) or (question.initiatives and not question.meetings):
        return sentence.answer(question, index)
    meetings = meetings_of(replace(question, terms=()), index)
    if isinstance(meetings, Answer):
        return meetings
    known = [one for one in meetings if values(one)]
    if not known:
        return sentence.answer(question, index)
    lead = " ".join(_told(one, template, values(one)) for one in known)
    passages = passages_at((value.evidence for one in known for value in values(one)), index)
    ids, rule = [one.id for one in known], "record of the meeting"
    return answered(question, lead, passages, index, rule, meetings=ids, officials=question.officials)


def _told(meeting: Meeting, template: str, values: Sequence[Value]) -> str:
    listing = listed([str(value) for value in values])
    return sentence_case(fill(template, meeting=meeting_name(meeting), **{template: listing}))
