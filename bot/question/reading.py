"""A question as it was understood."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.draft.dates import DateMention
from bot.models import Span

Demand = Literal[
    "person",
    "date",
    "time",
    "deadline",
    "place",
    "number",
    "money",
    "duration",
    "frequency",
    "measure",
    "part",
    "name",
    "countries",
]


class Term(msgspec.Struct, frozen=True, gc=False):
    """A word of substance that the answer must cover: as typed, its keys, how telling it is.

    `known` is False where no source has the word or one that means the same; `hard` where the answer itself
    must have it, right before a word of `qualifies` where there are any ("the next meeting"); `proper` where
    it is a name, which at least the surroundings must have.
    """

    text: str
    keys: frozenset[str]
    weight: float
    known: bool
    hard: bool = False
    proper: bool = False
    qualifies: frozenset[str] = frozenset()


class Unclear(msgspec.Struct, frozen=True, gc=False):
    """Words of the question that fit several things: their ids, as `kind` of thing.

    `strange`: a name that nobody has; the choices are the people whose names come nearest.
    """

    text: str
    kind: Literal["official", "meeting", "initiative"]
    choices: tuple[str, ...]
    strange: bool = False


class Question(msgspec.Struct, frozen=True, gc=False):
    """What a question asks. Ids name the things it speaks of.

    `terms` are what an answer must cover, `framing` the words that ask for its kind, `following`
    what the answer comes after, or before, in the article ("after the briefing"), or `beside` which words
    of the answer before it comes ("and then?"), `echo` the keys of all its words, which tell equal answers
    apart. `pattern` is the phrasing that decided the kind, `words` are all its
    words as they were read.
    `by_role` tells that the officials were named by office, not by name; `others` are people it excludes,
    `after` those whose successor is asked for, `stranger` an office that no source has anyone in.
    `counted` are the keys of what "how many" counts; `bare_meeting`: "the meeting", left open.
    """

    text: str
    kind: str
    pattern: str
    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    framing: tuple[Term, ...] = ()
    following: tuple[Term, ...] = ()
    beside: Span | None = None
    echo: frozenset[str] = frozenset()
    officials: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = ()
    date_words: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    demand: Demand | None = None
    counted: frozenset[str] = frozenset()
    by_role: bool = False
    rank: str | None = None
    stranger: str | None = None
    stranger_terms: tuple[Term, ...] = ()
    unclear: Unclear | None = None
    bare_meeting: bool = False
