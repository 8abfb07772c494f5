"""What a question takes over from those before it: "when was that?", "and Diella?", "what did she say?"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.data import read_yaml
from bot.models import Answer
from bot.question.demand import tells_of_a_person
from bot.question.index import Index
from bot.question.lexicon import UNDERTAKING, lexicon, meaning
from bot.question.mentions import PRONOUNS, SEVERAL_WELCOME
from bot.question.reading import Question, Unclear
from bot.word_lists import word_list

_BARE = frozenset({"who_is", "what_is", "about", "sentence"})
"""The kinds that a bare name is read as."""

_PLACES = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2, "fourth": 3}

_CHOICES = 20
"""Other meetings among which one can be chosen; nobody looks through more."""

_ASIDES = frozenset({"small-talk", "more", "whence"})
"""Kinds that leave the thread where it was."""


class Context(msgspec.Struct, frozen=True, gc=False):
    """What a thread is about: the question before, its answer, the people and meetings of that."""

    question: Question | None = None
    answer: Answer | None = None
    officials: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()

    def after(self, question: Question, answer: Answer) -> Context:
        """The context for the next question of the thread."""
        return Context(
            self.question if answer.kind in _ASIDES else question,
            answer if answer.outcome == "answered" or answer.kind not in _ASIDES else self.answer,
            answer.officials or question.officials or self.officials,
            answer.meetings or question.meetings or self.meetings,
            question.initiatives or (() if question.meetings else self.initiatives),
        )


def follow(question: Question, context: Context, index: Index) -> Question:
    """The question with what it leaves to its thread filled in; unclear where "he" may be several people."""
    said = list(question.words)
    if context.question and context.question.kind == "how_many" and _only("listing", said):
        return replace(context.question, text=question.text, kind="sentence", demand="countries")
    choice = _chosen(question, context, said)
    if choice:
        return choice
    question = _this_one(question, context, said)
    if question.kind == "sequence" and not question.following and context.answer and context.answer.quotes:
        return replace(question, beside=context.answer.quotes[-1].span)
    question = _same_words(_same_kind(question, context, said), context)
    question = _same_person(_someone_else(question, context, said), context, said)
    question = _other_meeting(question, context, said, index)
    return _same_thing(question, context, said)


def _chosen(question: Question, context: Context, said: list[str]) -> Question | None:
    """The question that was asked back about, with what is chosen now: "Landrum", "the second one"."""
    before = context.question
    asked_back = context.answer and context.answer.outcome == "clarify"
    if not before or not asked_back or _has("asking", said):
        return None
    if not before.unclear:
        return _chosen_meeting(question, before)
    choices = before.unclear.choices
    places = [_PLACES[word] for word in said if word in _PLACES] if _only("choosing", said) else []
    picked = tuple(choices[place] for place in places if place < len(choices))
    field = f"{before.unclear.kind}s"
    named: tuple[str, ...] = getattr(question, field)
    only = named if not question.terms and question.kind in _BARE else ()
    chosen = picked or only
    if not chosen:
        return None
    now: dict[str, Any] = {field: chosen, "bare_meeting": before.bare_meeting and field != "meetings"}
    return replace(before, text=question.text, unclear=None, **now)


def _chosen_meeting(question: Question, before: Question) -> Question | None:
    """The question that left the meeting open, with the one named now, by name or by date."""
    bare = not question.terms and question.kind in _BARE | {"on_date"}
    if not bare or not (question.meetings or question.dates):
        return None
    return replace(
        before,
        text=question.text,
        bare_meeting=False,
        meetings=question.meetings,
        dates=question.dates,
        date_words=question.date_words,
    )


def _names_no_thing(question: Question) -> bool:
    return not (question.meetings or question.initiatives or question.stranger or question.acronyms)


def _is_elliptic(said: list[str]) -> bool:
    line = " ".join(said)
    linked = any(line == link or line.startswith(f"{link} ") for link in _expressions("links"))
    asks = {"who", "when", "where", "why", "which", "how", "what"} & set(said)
    return linked and (not asks or "what about" in line or "how about" in line)


def _this_one(question: Question, context: Context, said: list[str]) -> Question:
    """“Who started this format?”: the meeting that the thread is about, not the one initiative there is."""
    this = any(word in {"this", "that"} and UNDERTAKING in meaning(after) for word, after in pairwise(said))
    if not this or context.initiatives or not context.meetings:
        return question
    return replace(question, initiatives=(), meetings=question.meetings or context.meetings)


def _same_kind(question: Question, context: Context, said: list[str]) -> Question:
    """“And Diella?”, “and in the debrief?”: the question before, about someone or something else."""
    before = context.question
    if not before or not _is_elliptic(said) or ("after" in said and _only("next", said)):
        return question
    if question.officials:
        return replace(question, kind=before.kind, terms=question.terms or before.terms, demand=before.demand)
    if (
        question.meetings
        or question.bare_meeting
        or question.initiatives
        or question.dates
        or any(one in " ".join(said) for one in _expressions("other_one"))
    ):
        officials = before.officials if before.kind == "what_said" and not question.initiatives else ()
        return replace(question, kind=before.kind, demand=before.demand, officials=officials)
    kind = before.kind if before.officials else question.kind
    return replace(
        question, kind=kind, officials=before.officials or context.officials[:1], meetings=question.meetings
    )


def _someone_else(question: Question, context: Context, said: list[str]) -> Question:
    """“Who else spoke?”: whoever the answer before did not name."""
    if "else" not in said or question.kind not in {"who_spoke", "who_said", "attended"}:
        return question
    return replace(question, others=(*question.others, *context.officials))


def _same_words(question: Question, context: Context) -> Question:
    """“Who said that?”: what the question before was about."""
    before = context.question
    if question.kind != "who_said" or question.terms or not before:
        return question
    return replace(question, terms=before.terms, meetings=question.meetings or before.meetings)


def _same_person(question: Question, context: Context, said: list[str]) -> Question:
    if question.officials or question.stranger or not (PRONOUNS & set(said) or _asks_who_that_is(said)):
        return question
    if len(context.officials) == 1 and _has("excluding", said) and question.kind in SEVERAL_WELCOME:
        return replace(question, others=(*question.others, *context.officials))
    follows = "after" in said and (question.kind == "who_spoke" or _only("next", said))
    if len(context.officials) == 1 and follows:
        return replace(question, kind="who_spoke", after=context.officials, others=context.officials)
    if len(context.officials) == 1:
        kind = "who_is" if _asks_who_that_is(said) else _with_person(question)
        return replace(question, officials=context.officials, kind=kind)
    if not PRONOUNS & set(said) or _refers_to_itself(said) or any(one.proper for one in question.terms):
        return question
    pronoun = next(word for word in said if word in PRONOUNS)
    return replace(question, unclear=Unclear(pronoun, "official", context.officials))


def _refers_to_itself(said: Sequence[str]) -> bool:
    """“Is there a boss, and what is his name?”: the pronoun stands for somebody told right before it."""
    first = next(at for at, word in enumerate(said) if word in PRONOUNS)
    nouns = (other for one, other in pairwise(said[:first]) if one == "the")
    return tells_of_a_person(said[:first]) or any(noun not in lexicon().ask for noun in nouns)


def _asks_who_that_is(said: Sequence[str]) -> bool:
    """“And who is that?”: the one whom the answer before named."""
    return list(said[-3:]) in (["who", "is", "that"], ["who", "was", "that"], ["who", "is", "this"])


def _with_person(question: Question) -> str:
    """A question about "him" that no phrasing told is about what he said."""
    told = question.kind in {"sentence", "about", "topics"} and question.demand in {None, "person"}
    return "what_said" if told else question.kind


def _other_meeting(question: Question, context: Context, said: list[str], index: Index) -> Question:
    line = " ".join(said)
    if question.meetings or not context.meetings or not any(one in line for one in _expressions("other_one")):
        return question
    every = index.knowledge.records.meetings[: _CHOICES + len(context.meetings)]
    others = tuple(one.id for one in every if one.id not in context.meetings)[:_CHOICES]
    unclear = Unclear("the other one", "meeting", others) if len(others) > 1 else None
    return replace(question, meetings=others, unclear=unclear, bare_meeting=False)


def _same_thing(question: Question, context: Context, said: list[str]) -> Question:
    """A question that names nothing is about what the thread is about."""
    if not context.question or question.dates or not _names_no_thing(question):
        return question
    whole = bool(question.officials) or (question.kind == "browse" and not _has("besides", said))
    if whole and not _has("it", said):
        return question
    if context.initiatives and not question.bare_meeting:
        return replace(question, initiatives=context.initiatives)
    meetings = context.meetings if len(context.meetings) == 1 else context.question.meetings
    return replace(question, meetings=meetings, bare_meeting=question.bare_meeting and not meetings)


def _has(section: str, said: Sequence[str]) -> bool:
    """Whether the question has a word of a section of thread.yaml."""
    return not _words(section).isdisjoint(said)


def _only(section: str, said: Sequence[str]) -> bool:
    """Whether the question has no other words than those of a section of thread.yaml."""
    return _words(section).issuperset(said)


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(str(_content()[section]).split())


@cache
def _expressions(section: str) -> tuple[str, ...]:
    return tuple(_content()[section])


@word_list
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("thread.yaml"))
    return content
