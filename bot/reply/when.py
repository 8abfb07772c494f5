"""When a thing was: a meeting, the founding of an initiative, what a sentence dates."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from bot.models import Answer
from bot.question.index import Index
from bot.question.lexicon import lexicon
from bot.question.reading import Question
from bot.reply import refuse, sentence
from bot.reply.compose import answered, passages_at
from bot.reply.demands import has_date, has_hour
from bot.reply.meetings import beyond_the_meeting, meetings_of
from bot.reply.scope import LOOKED_THROUGH, in_scope, passages_in
from bot.reply.wording import fill, meeting_name, meeting_when, sentence_case

_FOUNDED = "<establish>"
_EVENTS = frozenset({"summit", "conference", "meeting", "event", "occasion"})


def answer(question: Question, index: Index) -> Answer | None:
    """The date from the record where the question asks for just that; else the sentence that gives it."""
    if question.initiatives and asks_for_founding(question):
        return founding(question, index) or sentence.answer(question, index)
    if not question.initiatives and _asks_of_the_house(question):
        return refuse.no_fact(question, index)
    if question.demand == "time":
        return _hour(question, index)
    since = _since(question, index)
    if since:
        return since
    if beyond_the_meeting(question, index) or _asks_of_the_series(question):
        return sentence.answer(question, index)
    return _of_meetings(question, index)


def _of_meetings(question: Question, index: Index) -> Answer | None:
    """The dates that the records of the meetings asked about give."""
    meetings = meetings_of(replace(question, terms=()), index)
    if isinstance(meetings, Answer):
        return meetings
    known = [one for one in meetings if one.start_date]
    if not known:
        return None
    lead = " ".join(
        sentence_case(fill("when_meeting", meeting=meeting_name(one), when=meeting_when(one)))
        for one in known
    )
    dates = [value.evidence for one in known for value in (one.start_date, one.end_date) if value]
    ids, rule = [one.id for one in known], "date of the meeting"
    passages = passages_at(dates, index)
    return answered(question, lead, passages, index, rule, meetings=ids, officials=question.officials)


def _hour(question: Question, index: Index) -> Answer | None:
    """The time of day: of what the question tells, or of the entry that names its people."""
    if question.terms:
        return sentence.answer(question, index)
    scope = islice(passages_in(in_scope(question, index), index), LOOKED_THROUGH)
    told = next((one for one in scope if has_hour(one)), None)
    return sentence.introduced(question, [told], index, "entry with the time") if told else None


def asks_for_founding(question: Question) -> bool:
    """“When was it set up”, “since when does it exist”; but not “when did it meet”."""
    held = any("<hold>" in term.keys for term in question.framing)
    return all(_FOUNDED in term.keys for term in question.terms) and not held


def _asks_of_the_series(question: Question) -> bool:
    """“When was the meeting started”: of the first of all, unlike “when did the meeting start”."""
    begun = any(_FOUNDED in term.keys for term in (*question.terms, *question.framing))
    return bool(question.meetings) and begun and bool({"was", "were", "been"} & set(question.words))


def _since(question: Question, index: Index) -> Answer | None:
    """“Since when is there the meeting”: the sentence that says since when."""
    if "since" not in question.words or not question.meetings:
        return None
    scope = islice(passages_in(in_scope(question, index), index), LOOKED_THROUGH)
    told = next((one for one in scope if "since" in one.words and has_date(one)), None)
    return sentence.introduced(question, [told], index, "sentence that says since when") if told else None


def _asks_of_the_house(question: Question) -> bool:
    """“When was NATO founded”: of the organisation itself, on which the articles are, not of what it does."""
    home = [term for term in question.terms if term.keys & lexicon().home]
    founding = [term for term in (*question.terms, *question.framing) if _FOUNDED in term.keys]
    rest = [term for term in question.terms if term not in home and term not in founding]
    return bool(home and founding) and not rest and not question.meetings


def founding(question: Question, index: Index) -> Answer | None:
    """When, and by what, the initiatives asked about began; None where no record tells."""
    founded = [one for one in index.knowledge.initiatives(question.initiatives) if one.established]
    if not founded:
        return None
    lead = " ".join(
        fill("when_initiative", initiative=str(one.name), when=str(one.established)) for one in founded
    )
    passages = passages_at((one.established.evidence for one in founded if one.established), index)
    if passages and _EVENTS & set(question.words):  # the record has the date alone
        return sentence.introduced(question, passages, index, "sentence on the founding")
    return answered(question, lead, passages, index, "founding of the initiative")
