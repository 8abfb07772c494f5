"""The six ways of not knowing, and asking back: each says what the sources do have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dates_in_words import DATES_AS_WRITTEN, dates_in, day_name
from bot.knowledge.store import Numbers
from bot.models import Answer
from bot.question.index import Index
from bot.question.meetings import dated, meeting_days
from bot.question.reading import Question, Term, Unclear
from bot.reply.compose import scope
from bot.reply.scope import passages_in, spoken_passages
from bot.reply.wording import (
    dated_name,
    fill,
    listed,
    meeting_name,
    meeting_names,
    meeting_when,
    people,
    period,
    short_name,
)

_MOST_SUGGESTIONS = 4


def unanswered(question: Question, lead: str, rule: str, suggestions: Sequence[str] = ()) -> Answer:
    """A reply that does not answer, and questions that would be answered."""
    return Answer("unanswered", question.kind, lead, rule, suggestions=tuple(suggestions)[:_MOST_SUGGESTIONS])


def clarify(question: Question, unclear: Unclear, index: Index) -> Answer:
    """Asks which of several was meant, one suggestion for each."""
    if unclear.strange:
        return _nobody(question, unclear, index)
    choices = unclear.choices[:_MOST_SUGGESTIONS]
    if not choices:
        lead, suggestions = fill("who_is_meant", words=unclear.text), tuple(starters(index))
    elif unclear.kind == "official":
        names = [str(index.knowledge.official(one).name) for one in choices]
        lead = fill("which_official", words=unclear.text, names=listed(names, "or"))
        suggestions = tuple(_about_person(question, name) for name in names)
    elif unclear.kind == "initiative":
        names = [f"the {index.knowledge.initiative(one).name}" for one in choices]
        lead = fill("which_initiative", words=unclear.text, names=listed(names, "or"))
        suggestions = tuple(f"What is {name}?" for name in names)
    else:
        lead = fill("which_meeting", words=unclear.text, names=listed(meeting_names(choices, index), "or"))
        suggestions = tuple(_about_meeting(question, one, index) for one in choices)
    return Answer("clarify", question.kind, lead, f"{unclear.kind} unclear", suggestions=suggestions)


def _nobody(question: Question, unclear: Unclear, index: Index) -> Answer:
    """A name that nobody has: whose name comes nearest is told, and nothing of them."""
    names = [str(index.knowledge.official(one).name) for one in unclear.choices[:_MOST_SUGGESTIONS]]
    template = "nobody" if not names else "nobody_but" if len(names) == 1 else "nobody_but_several"
    lead = fill(template, words=unclear.text, names=listed(names))
    suggestions = [_about_person(question, name) for name in names] or nearest(question, index)
    return unanswered(question, lead, "unknown person", suggestions)


@dates_in(DATES_AS_WRITTEN)
def plainer(unclear: Unclear, index: Index) -> list[str]:
    """For each choice that is shown the plainest question about it."""
    choices = unclear.choices[:_MOST_SUGGESTIONS]
    if unclear.kind == "official":
        return [f"Who is {index.knowledge.official(one).name}?" for one in choices]
    if unclear.kind == "initiative":
        return [f"What is the {index.knowledge.initiative(one).name}?" for one in choices]
    return [f"Tell me about {dated_name(index.knowledge.meeting(one))}" for one in choices]


def which_meeting(question: Question, choices: Numbers, index: Index) -> Answer:
    """Asks which meeting, of these numbers, was meant, where the question says only "the meeting"."""
    shown = index.knowledge.records.meetings.ids(choices[:_MOST_SUGGESTIONS])
    template = "which_meeting_bare" if len(shown) == len(choices) else "which_meeting_of_many"
    lead = fill(template, names=listed(meeting_names(shown, index), "or"), count=str(len(choices)))
    suggestions = tuple(_about_meeting(question, one, index) for one in shown)
    return Answer("clarify", question.kind, lead, "meeting left open", suggestions=suggestions)


def unknown(question: Question, terms: Sequence[Term], index: Index) -> Answer:
    """Words that no source has."""
    words = " ".join(term.text for term in terms)
    return unanswered(question, fill("unknown_name", words=words), "unknown words", nearest(question, index))


def unknown_office(question: Question, index: Index) -> Answer:
    """An office that nobody in the sources holds."""
    lead = fill("unknown_office", words=question.stranger or "")
    return unanswered(question, lead, "unknown office", nearest(question, index))


def nothing_said(question: Question, index: Index) -> Answer:
    """A known person, and nothing of theirs on what was asked."""
    person = people(question.officials, index)
    words = " ".join(term.text for term in question.terms)
    said = spoken_passages(question.officials, index)
    if not said:
        return unanswered(
            question, fill("never_quoted", person=person), "never quoted", [f"Who is {person}?"]
        )
    if question.meetings:
        heard_at = frozenset().union(*(passage.meetings for passage in passages_in(said, index)))
        if heard_at and heard_at.isdisjoint(question.meetings):
            return not_there(question, index, sorted(heard_at))
    if not words:
        return unanswered(question, fill("no_such_fact"), "nothing in scope", [f"What did {person} say?"])
    lead = fill("nothing_said", person=person, words=words)
    return unanswered(question, lead, "nothing on the topic", [f"What did {person} say?"])


def not_there(question: Question, index: Index, elsewhere: Sequence[str] = ()) -> Answer:
    """A premise that the sources contradict: someone at a meeting where no source has them."""
    person = people(question.officials, index)
    if not question.meetings:
        return unanswered(question, fill("no_such_fact"), "nothing in scope", nearest(question, index))
    meeting = meeting_name(index.knowledge.meeting(question.meetings[0]))
    if not elsewhere:
        lead = fill("not_there_at_all", person=person, meeting=meeting)
        return unanswered(question, lead, "not at that meeting", nearest(question, index))
    names = listed([meeting_name(index.knowledge.meeting(one)) for one in elsewhere])
    lead = fill("not_there", person=person, meeting=meeting, elsewhere=names)
    return unanswered(question, lead, "false premise: another meeting", [f"What did {person} say?"])


def outside_dates(question: Question, index: Index) -> Answer:
    """A date on which no source has a meeting, or not the meeting that was asked about."""
    asked = _asked_dates(question)
    if question.meetings:
        meeting = index.knowledge.meeting(question.meetings[0])
        lead = fill("other_date", meeting=meeting_name(meeting), when=meeting_when(meeting), words=asked)
        return unanswered(
            question, lead, "false premise: another date", [f"When was {short_name(meeting, index)}?"]
        )
    covered = scope(index)
    if not covered.first or not covered.last:
        return no_fact(question, index)
    span = period(covered.first, covered.last)
    lead = fill("outside_dates", words=asked, covered=span)
    return unanswered(question, lead, "outside the dates covered", starters(index))


def no_fact(question: Question, index: Index) -> Answer:
    """A fact that no source states, of things that the sources know."""
    missing = [term for term in question.terms if not term.known]
    if missing:
        return unknown(question, missing, index)
    words = " ".join(term.text for term in question.terms)
    lead = fill("no_fact", words=words) if words else fill("no_such_fact")
    return unanswered(question, lead, "no such fact", nearest(question, index))


def not_a_question(question: Question, index: Index) -> Answer:
    """Small talk, orders, other subjects."""
    return unanswered(question, fill("not_a_question"), "not a question about the sources", starters(index))


def off_date(question: Question, index: Index) -> bool:
    """Whether the question's dates rule out the meetings that it names, or all there are."""
    if not question.dates:
        return False
    meetings = [index.knowledge.meeting(one) for one in question.meetings]
    known = [one for one in meetings if meeting_days(one)]
    return bool(known) and not any(dated(one, question.dates) for one in known)


def nearest(question: Question, index: Index) -> list[str]:
    """Questions about what the question does name, and then about anything."""
    people, meetings, initiatives = (
        ids[:_MOST_SUGGESTIONS] for ids in (question.officials, question.meetings, question.initiatives)
    )
    found = [f"Who is {index.knowledge.official(one).name}?" for one in people]
    found += [f"Who spoke at {short_name(index.knowledge.meeting(one), index)}?" for one in meetings]
    found += [f"What is the {one.name}?" for one in index.knowledge.initiatives(initiatives)]
    return found or starters(index)


def starters(index: Index) -> list[str]:
    """Questions that the sources answer."""
    numbers = index.knowledge.store.numbers("meeting with speakers", "")[-2:]
    meetings = index.knowledge.records.meetings.several(numbers)
    spoke = [f"Who spoke at {short_name(one, index)}?" for one in meetings]
    return [*spoke, "Which meetings do you know about?", "Which officials do you know about?"]


def _asked_dates(question: Question) -> str:
    """The dates as they were asked for; a day in its full form, in words ("the ninth", "yesterday") as is."""
    asked, words = question.dates[0], question.date_words[0]
    if asked.precision == "year" and asked.first.year == asked.last.year:
        return str(asked.first.year)
    stated = asked.first.day in map(int, re.findall(r"\d+", words))
    return day_name(asked.first) if stated and asked.first == asked.last else words


def _about_person(question: Question, name: str) -> str:
    topic = " ".join(term.text for term in question.terms)
    if question.kind in {"who_is", "role"}:
        return f"Who is {name}?"
    return f"What did {name} say about {topic}?" if topic else f"What did {name} say?"


@dates_in(DATES_AS_WRITTEN)
def _about_meeting(question: Question, meeting_id: str, index: Index) -> str:
    name = short_name(index.knowledge.meeting(meeting_id), index)
    asked = {
        "when": f"When was {name}?",
        "where": f"Where was {name}?",
        "host": f"Who hosted {name}?",
        "attended": f"Who attended {name}?",
        "topics": f"What was discussed at {name}?",
        "who_spoke": f"Who spoke at {name}?",
    }
    return asked.get(question.kind, f"Tell me about {dated_name(index.knowledge.meeting(meeting_id))}")
