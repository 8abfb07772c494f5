"""How many, how much, how often, how long: the sentence that has the figure, or the records counted."""

from __future__ import annotations

from msgspec.structs import replace

from bot.models import Answer
from bot.question.index import Index
from bot.question.lexicon import keys_of
from bot.question.reading import Question
from bot.reply import browse, sentence, when, who_spoke
from bot.reply.compose import passages_at
from bot.reply.demands import supplies
from bot.reply.meetings import beyond_the_meeting

_AGE = frozenset({"exist", "run", "around", "activ", "long", "last", "go", "place"})

_COMING = frozenset({"<attend>", "<people>", "<hold>", "much", "mani", "number", "larg", "big"})


def answer(question: Question, index: Index) -> Answer | None:
    """A figure that a sentence gives; "how many meetings do you know" counts records."""
    named = question.meetings or question.initiatives or question.officials or question.acronyms
    terms = [term for term in question.terms if not term.keys & question.counted]
    if not named and not terms and browse.counts(question):
        return browse.answer(replace(question, terms=()), index)
    if keys_of(" ".join(question.words)) & {"<speak>"} and question.meetings and not terms:
        return who_spoke.answer(replace(question, terms=()), index)
    if question.demand == "duration" and question.initiatives and not _beyond_age(question):
        return when.founding(question, index)
    return _participants(question, index) or sentence.answer(question, index) or _by_name(question, index)


def _beyond_age(question: Question) -> bool:
    """Whether "how long" is asked of more than how long the thing has been there."""
    return any(not term.keys & _AGE for term in (*question.terms, *question.framing))


def _participants(question: Question, index: Index) -> Answer | None:
    """How many came to a meeting, where its participants are told with a number."""
    asked = [*beyond_the_meeting(question, index), *question.framing]
    if (
        question.demand != "number"
        or not question.meetings
        or any(not term.keys & (_COMING | question.counted) for term in asked)
    ):
        return None
    meetings = [index.knowledge.meeting(one) for one in question.meetings]
    told = passages_at((value.evidence for one in meetings for value in one.participants), index)
    passages = [passage for passage in told if supplies(passage, question)]
    rule = "participants of the meeting"
    return sentence.introduced(question, passages[:1], index, rule) if passages else None


def _by_name(question: Question, index: Index) -> Answer | None:
    """How often a meeting is held, where its name tells: "annual meeting"."""
    if question.demand != "frequency" or question.terms:
        return None
    names = [index.knowledge.meeting(one).name for one in question.meetings]
    passages = [
        one for one in passages_at((name.evidence for name in names), index) if supplies(one, question)
    ]
    return sentence.introduced(question, passages[:1], index, "name of the meeting") if passages else None
