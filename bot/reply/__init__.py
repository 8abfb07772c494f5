"""Question → Answer: one file per kind of question, listed here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest

from msgspec.structs import replace

from bot.models import Answer
from bot.question.clauses import quotation_in
from bot.question.index import Index
from bot.question.read import read
from bot.question.reading import Question
from bot.reply import (
    about,
    attended,
    browse,
    host,
    how_many,
    on_date,
    refuse,
    role,
    sentence,
    sequence,
    title,
    topics,
    what_is,
    what_said,
    when,
    where,
    who_is,
    who_said,
    who_spoke,
)
from bot.reply.again import again
from bot.reply.compose import gated, scope
from bot.reply.meetings import beyond_the_meeting
from bot.reply.misattributed import misattributed
from bot.reply.wording import fill

KINDS: dict[str, Callable[[Question, Index], Answer | None]] = {
    "about": about.answer,
    "attended": attended.answer,
    "browse": browse.answer,
    "host": host.answer,
    "how_many": how_many.answer,
    "on_date": on_date.answer,
    "role": role.answer,
    "sentence": sentence.answer,
    "sequence": sequence.answer,
    "title": title.answer,
    "topics": topics.answer,
    "what_is": what_is.answer,
    "what_said": what_said.answer,
    "when": when.answer,
    "where": where.answer,
    "who_is": who_is.answer,
    "who_said": who_said.answer,
    "who_spoke": who_spoke.answer,
}
"""The kinds of question. Besides, "small_talk" is never answered; "more", "whence" go on from an answer."""

_TOLD = 20
"""Things of a kind by which a reading is told, at most: an office may be held by thousands."""

_FEW = 4
"""Meetings of which it is tried whether a question is answered for just one."""

_ABOUT_A_PERSON = frozenset({"what_said", "who_is", "role", "who_spoke", "attended"})


def reply(question: Question, index: Index, before: Answer | None = None) -> Answer:
    """The answer to a question, its quotes cut from their seeds now, or a refusal that says why.

    `before` is the answer before it in the same thread, which "more" continues.
    """
    answer = gated(_answer(question, index, before) or refuse.no_fact(question, index), index)
    if answer.outcome == "answered" and not answer.quotes:
        answer = refuse.no_fact(question, index)
    return replace(
        answer,
        kind=question.kind.replace("_", "-"),
        why=_why(question, answer),
        notes=_notes(question),
        scope=scope(index),
        suggestions=_working(question, answer, index),
    )


def _working(question: Question, answer: Answer, index: Index) -> tuple[str, ...]:
    """The suggestions that the sources answer; asking back, each choice by a plainer question if need be."""
    plainer = refuse.plainer(question.unclear, index) if question.unclear else ()
    offered = zip_longest(answer.suggestions, plainer if answer.outcome == "clarify" else ())
    found = (next((one for one in both if one and _is_answered(one, index)), None) for both in offered)
    return tuple(dict.fromkeys(one for one in found if one))


@lru_cache(maxsize=1024)
def _is_answered(suggestion: str, index: Index) -> bool:
    question = read(suggestion, index)
    answer = _answer(question, index, None)
    return answer is not None and answer.outcome == "answered" and bool(gated(answer, index).quotes)


def _answer(question: Question, index: Index, before: Answer | None) -> Answer | None:
    if question.kind == "small_talk":
        return refuse.not_a_question(question, index)
    if question.kind in {"more", "whence"}:
        return again(question, before, index)
    unmet = _unmet(question, index)
    if unmet:
        return unmet
    if question.following:
        later = sequence.answer(question, index)
        question = replace(question, terms=(*question.terms, *question.following), following=())
        if later:
            return later
    quotation = (
        (quotation_in(question.text) or misattributed(question, index)) if question.officials else None
    )
    if quotation:
        from bot.reply.verbatim import check_quotation  # noqa: PLC0415 - few questions quote; it takes 6 ms

        return check_quotation(quotation, index.knowledge)
    return KINDS[question.kind](question, index) or _otherwise(question, index)


def _unmet(question: Question, index: Index) -> Answer | None:
    """What stands in the way of any answer: something unclear, unknown, or at another time."""
    unknown = tuple(term for term in question.terms if term.proper and not term.known)
    if unknown and (strange := beyond_the_meeting(replace(question, terms=unknown), index)):
        return refuse.unknown(question, strange, index)
    if question.unclear:
        return _decided(question, index) or refuse.clarify(question, question.unclear, index)
    if question.stranger and _asks_of_a_person(question):
        return _by_a_stranger(question, index)
    if refuse.off_date(question, index):
        return sentence.naming_the_date(question, index) or refuse.outside_dates(question, index)
    return None


def _asks_of_a_person(question: Question) -> bool:
    """Whether the office that nobody holds is what the question is about; beside a name it says little."""
    if question.kind == "sentence":
        return question.demand == "person" and not question.terms and not question.officials
    return question.kind in _ABOUT_A_PERSON and not (question.officials and question.kind == "what_said")


def _decided(question: Question, index: Index) -> Answer | None:
    """The answer for the one meeting, of several that are meant alike, of which any source has one."""
    unclear = question.unclear
    if not unclear or unclear.kind != "meeting" or not question.terms or len(unclear.choices) > _FEW:
        return None
    asked = (replace(question, meetings=(one,), unclear=None) for one in unclear.choices)
    found = [answer for one in asked if (answer := sentence.answer(one, index))]
    return found[0] if len(found) == 1 and all(term.known for term in question.terms) else None


def _by_a_stranger(question: Question, index: Index) -> Answer:
    """Words of somebody whom the article describes but does not name; else nobody is known as such."""
    asked = replace(question, kind="who_said", terms=(*question.stranger_terms, *question.terms))
    answer = who_said.answer(asked, index) if question.kind == "what_said" else None
    if answer and not answer.officials:
        return answer
    return refuse.unknown_office(question, index)


def _otherwise(question: Question, index: Index) -> Answer | None:
    """What there is on the things named, where the kind has no answer; or the sentence that answers."""
    if question.terms and not (question.kind == "what_is" and _names_a_thing(question)):
        return sentence.answer(question, index)
    if question.officials:
        return who_is.answer(question, index)
    named = bool(question.initiatives or question.acronyms) and question.demand != "countries"
    if question.kind == "sentence" and named:
        return what_is.answer(question, index)
    if question.kind == "sentence" and (question.meetings or question.bare_meeting):
        return about.answer(question, index)
    if question.kind in {"sentence", "what_is"} and question.dates:
        return on_date.answer(question, index)
    return None


def _names_a_thing(question: Question) -> bool:
    """“What is the Partnership for Peace”: of a thing by that name, and no other, a sentence must tell."""
    return not (question.initiatives or question.meetings or question.acronyms)


def _notes(question: Question) -> tuple[str, ...]:
    if question.kind == "small_talk":
        return ()
    return tuple(fill("reading", typed=typed, read=read) for typed, read in question.corrections)


def _why(question: Question, answer: Answer) -> str:
    """Which reading and which rule led to the answer."""
    named = {
        "kind": [question.kind.replace("_", "-")],
        "officials": question.officials,
        "meetings": question.meetings,
        "initiatives": question.initiatives,
        "terms": [term.text for term in question.terms],
        "rule": [answer.why],
    }
    return "; ".join(f"{what} {', '.join(words[:_TOLD])}" for what, words in named.items() if words)
