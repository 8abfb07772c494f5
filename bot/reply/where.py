"""Where a thing was: a meeting, or what a sentence places."""

from __future__ import annotations

from msgspec.structs import replace

from bot.models import Answer
from bot.question.demand import names_a_room
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import sentence, when, who_is
from bot.reply.meetings import beyond_the_meeting
from bot.reply.records import from_meeting
from bot.reply.wording import fill


def answer(question: Question, index: Index) -> Answer | None:
    """The place from the record where the question asks for just that; else the sentence that gives it."""
    if question.officials and "work" in question.words:
        return who_is.answer(replace(question, terms=(), demand=None), index)
    rooms = names_a_room(question.words)
    if rooms:
        asked = tuple(term for term in question.framing if term.text.lower() in rooms)
        return sentence.answer(replace(question, terms=(*question.terms, *asked)), index)
    if question.initiatives:
        return _birthplace(question, index) or sentence.answer(question, index)
    held = [index.knowledge.meeting(one) for one in question.meetings]
    if held and not any(one.place for one in held) and not beyond_the_meeting(question, index):
        return None
    return from_meeting(question, index, "where", lambda one: (one.place,) if one.place else ())


def _birthplace(question: Question, index: Index) -> Answer | None:
    """Where an initiative began, in the words that tell when."""
    founded = when.founding(question, index) if when.asks_for_founding(question) else None
    names = (str(index.knowledge.initiative(one).name) for one in question.initiatives)
    return replace(founded, lead=fill("thing", thing="; ".join(names))) if founded else None
