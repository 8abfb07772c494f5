"""What happened on a date, and which meeting was the first or the last."""

from __future__ import annotations

from itertools import islice

from bot.models import Answer, Meeting
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import refuse, sentence
from bot.reply.compose import answered, passage_at
from bot.reply.demands import has_date
from bot.reply.scope import LOOKED_THROUGH, in_scope, passages_in
from bot.reply.wording import dated_name, fill, listed, sentence_case

_LATEST = frozenset({"last", "latest", "later", "newest", "newer", "recent", "most"})
_EARLIEST = frozenset({"first", "earliest", "earlier", "oldest", "older"})

_PAIR = 2
"""Meetings among which "this or that" needs no names; among more, nobody knows which two are meant."""

_MOST = 50
"""Meetings of a date, such as a year, that are told at once."""


def answer(question: Question, index: Index) -> Answer | None:
    """The meetings of the date; else the sentences that tell of it; else that there are none."""
    if not question.dates:
        return _extreme(question, index)
    held = index.dated("meetings", question.dates)
    if len(held) > _MOST:
        return refuse.which_meeting(question, held, index)
    if held:
        return _told(question, [index.knowledge.records.meetings[number] for number in held], index)
    scope = islice(passages_in(in_scope(question, index), index), LOOKED_THROUGH)
    passages = list(islice(filter(has_date, scope), 3))
    if passages:
        return sentence.introduced(question, passages, index, "sentences that name the date")
    return refuse.outside_dates(question, index)


def _told(question: Question, meetings: list[Meeting], index: Index) -> Answer | None:
    passages = [passage_at(one.start_date.evidence, index) for one in meetings if one.start_date]
    passages += [passage_at(one.name.evidence, index) for one in meetings]
    lead = sentence_case(fill("meetings_on", meetings=listed([dated_name(one) for one in meetings])))
    shown = [passage for passage in passages if passage]
    ids = [one.id for one in meetings]
    return answered(question, lead, shown, index, "meetings on the date", meetings=ids) if shown else None


def _extreme(question: Question, index: Index) -> Answer | None:
    """The latest or earliest meeting with a day: of those named, or of all."""
    asked = set(question.words)
    if not asked & (_LATEST | _EARLIEST):
        return None
    if len(question.meetings) > 1:
        dated = [one for one in map(index.knowledge.meeting, question.meetings) if one.start_date]
        dated.sort(key=lambda one: str(one.start_date))
        return _told(question, dated[-1:] if asked & _LATEST else dated[:1], index) if dated else None
    if "or" in question.words and len(index.knowledge.records.meetings) > _PAIR:
        return None
    chosen = index.knowledge.store.fact("latest meeting" if asked & _LATEST else "earliest meeting")
    return _told(question, [index.knowledge.meeting(chosen)], index) if chosen else None
