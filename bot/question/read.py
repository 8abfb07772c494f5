"""From a question's text to what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec.structs import replace

from bot.knowledge.store import Numbers
from bot.question.clauses import asking_places
from bot.question.corrections import corrections
from bot.question.dates import meant_dates
from bot.question.demand import counted_thing, demand_of
from bot.question.find import find_mentions
from bot.question.index import Index
from bot.question.kinds import classify
from bot.question.lexicon import GATHERING, keys_of
from bot.question.meetings import asked_latest, latest
from bot.question.mentions import Mention, taken
from bot.question.people import with_people
from bot.question.reading import Question, Term, Unclear
from bot.question.spelling import read_words
from bot.question.terms import Wording, find_terms
from bot.question.things import FEW

_OF_PEOPLE_OR_THINGS = frozenset({"who_is", "what_is", "role"})

_THINGS = frozenset({"meeting", "gathering", "initiative", "acronym"})
_OF_MEETINGS = frozenset({"who_spoke", "attended", "host"})
_OF_A_TIME_OR_PLACE = frozenset({"when", "where"})

LONGEST = 600
"""Characters of a question that are read; what people ask is shorter, and what is pasted needs no more."""

_SLASH = re.compile(r"(?<=[a-z])\s*/\s*(?=[A-Za-z]{3})")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b(?:[A-Z]-){2,}[A-Z]\b|\b(?i:tl;dr)\b")


def read(text: str, index: Index, today: date | None = None) -> Question:
    """The question in `text`, by itself; `today` is what relative dates are reckoned from."""
    line = _plain(text[:LONGEST])
    words = read_words(line, index)
    mentions, dates = find_mentions(line, words, index, today)
    asking = asking_places(line, words)
    kind, pattern = classify(words, mentions, asking)
    wording = Wording(words, tuple(mentions), kind, asking, demand_of(kind, words))
    found, named = find_terms(wording, index), taken(mentions)
    question = Question(
        text=text,
        kind=kind,
        pattern=pattern,
        words=tuple(word.read for word in words),
        terms=found.terms,
        framing=found.framing,
        following=found.following,
        echo=frozenset().union(
            *(word.keys for at, word in enumerate(words) if word.is_content and at not in named)
        ),
        dates=meant_dates(dates, kind, bare=not found.terms and kind == "sentence"),
        date_words=tuple(said for _, said in dates),
        corrections=corrections(words, mentions, index),
        demand=wording.demand,
        counted=counted_thing(words),
    )
    return with_people(_with_place(_with_things(question, wording, index), index), wording, index)


def _plain(text: str) -> str:
    """The text with "D.C.B." and "D-C-B" written "DCB", and "Kyiv / Ukraine" as "Kyiv or Ukraine"."""
    return _SLASH.sub(" or ", _DOTTED.sub(lambda match: re.sub("[.;-]", "", match[0]), text))


def _with_things(question: Question, wording: Wording, index: Index) -> Question:
    both = _both(wording, index)
    if not both and not any(one.kind in _THINGS for one in wording.mentions):
        return question
    meetings = [one for one in wording.mentions if one.kind == "meeting"]
    initiatives = [one for one in wording.mentions if one.kind == "initiative"]
    acronyms = tuple(one for mention in wording.mentions if mention.kind == "acronym" for one in mention.ids)
    meetings = [replace(one, ids=_on_the_dates(one.ids, question, index)) for one in meetings]
    meetings = [
        replace(one, ids=latest(one.ids, index)) if asked_latest(one, wording.words) is not None else one
        for one in meetings
    ]
    named = tuple(dict.fromkeys(one for mention in initiatives for one in mention.ids))
    meetings = [replace(one, ids=_on_the_initiatives(one.ids, named, index)) for one in meetings]
    many = [one for one in initiatives if len(one.ids) > FEW]
    named = () if many else named
    meant = both or (() if meetings else _of_its_own(named, wording, index))
    several = [*(one for one in meetings if len(one.ids) > 1), *many]
    return replace(
        question,
        meetings=meant or tuple(dict.fromkeys(one for mention in meetings for one in mention.ids)),
        initiatives=tuple(
            one
            for one in named
            if not any(_about(each.ids, one, index) for each in meetings) and not _about(meant, one, index)
        ),
        acronyms=acronyms,
        unclear=_unclear(several[0], wording) if several else None,
        bare_meeting=not meant and any(one.kind == "gathering" for one in wording.mentions),
    )


def _unclear(mention: Mention, wording: Wording) -> Unclear:
    kind: Literal["meeting", "initiative"] = "meeting" if mention.kind == "meeting" else "initiative"
    return Unclear(mention.words(wording.words), kind, mention.ids)


def _of_its_own(initiatives: Sequence[str], wording: Wording, index: Index) -> tuple[str, ...]:
    """“Who spoke at DCB”: the one meeting of an initiative, where only a meeting can be meant."""
    if len(initiatives) != 1 or not _asks_of_a_meeting(wording):
        return ()
    name = index.knowledge.initiative(initiatives[0])
    words = keys_of(str(name.acronym or name.name))
    found = index.knowledge.records.meetings.ids(index.meetings_with("word", words))
    about = _about(found, initiatives[0], index)
    return about if len(about) == 1 else ()


def _asks_of_a_meeting(wording: Wording) -> bool:
    """Whether a meeting must be meant: who spoke, who was there, when it took place, "the DCB one"."""
    read = {word.read for word in wording.words}
    held = any("<hold>" in word.keys for word in wording.words) or {"where", "when"} <= read
    ends = {mention.last for mention in wording.mentions if mention.kind == "initiative"}
    another = any(word.read == "one" and at in ends for at, word in enumerate(wording.words))
    return wording.kind in _OF_MEETINGS or (wording.kind in _OF_A_TIME_OR_PLACE and held) or another


def _both(wording: Wording, index: Index) -> tuple[str, ...]:
    """“Both meetings”, “the two events”: all there are, where they are two."""
    every = index.knowledge.records.meetings
    words = wording.words
    meant = any(
        words[place - 1].read in {"both", "two"} and GATHERING in word.keys
        for place, word in enumerate(words)
        if place
    )
    return tuple(one.id for one in every) if meant and len(every) == 2 else ()


def _with_place(question: Question, index: Index) -> Question:
    """“How many came to Den Helder”: the one meeting at a place is meant by its place."""
    named = question.meetings or question.initiatives or question.acronyms or question.dates
    if named or question.kind in _OF_PEOPLE_OR_THINGS:
        return question
    proper = _after_preposition(question)
    if not proper or len(proper) == len(question.terms):
        return question
    there = Numbers.intersection(*(index.meetings_with("place", term.keys) for term in proper))
    if len(there) != 1:
        return question
    left = tuple(term for term in question.terms if term not in proper)
    return replace(question, meetings=tuple(index.knowledge.records.meetings.ids(there)), terms=left)


def _after_preposition(question: Question) -> list[Term]:
    """The capitalised words after "in", "at", "to": what may be the name of a place."""
    found: list[Term] = []
    for term in question.terms:
        read = term.text.lower()
        place = question.words.index(read) if read in question.words else 0
        led = place and question.words[place - 1] in {"in", "at", "to"}
        follows = found and place and question.words[place - 1] == found[-1].text.lower()
        if term.text[:1].isupper() and (led or follows):
            found.append(term)
    return found


def _on_the_initiatives(ids: tuple[str, ...], initiatives: Sequence[str], index: Index) -> tuple[str, ...]:
    """Of several meetings those with an initiative of the question's in their name; all where none has."""
    if len(ids) < 2:
        return ids
    about = {one for other in initiatives for one in _about(ids, other, index)}
    return tuple(one for one in ids if one in about) or ids


def _about(meetings: Sequence[str], initiative_id: str, index: Index) -> tuple[str, ...]:
    """The meetings whose names tell that they are of the initiative: "the meeting of the … Initiative".

    Of very many, only the names of those are read that the index finds by the words of the initiative.
    """
    initiative = index.knowledge.initiative(initiative_id)
    short = keys_of(initiative.acronym.value) if initiative.acronym else frozenset()
    name = keys_of(initiative.name.value)
    if len(meetings) > FEW:
        whole = index.knowledge.store.having_all(("meeting word", [one]) for one in name - {GATHERING})
        likely = set(index.knowledge.records.meetings.ids(index.meetings_with("word", short) | whole))
        meetings = [one for one in meetings if one in likely]
    return tuple(one for one in meetings if short & (named := _named(one, index)) or name <= named)


def _named(meeting_id: str, index: Index) -> frozenset[str]:
    """The keys of a meeting's names."""
    meeting = index.knowledge.meeting(meeting_id)
    return keys_of(" ".join(str(value) for value in (meeting.name, *meeting.aliases)))


def _on_the_dates(ids: tuple[str, ...], question: Question, index: Index) -> tuple[str, ...]:
    """Of several meetings those that fell on the question's dates; all where none did."""
    if len(ids) < 2 or not question.dates:
        return ids
    every = index.knowledge.records.meetings
    held = set(every.ids(every.numbers(ids) & index.dated("meetings", question.dates)))
    return tuple(one for one in ids if one in held) or ids
