"""The records that pass along the flow: frozen, and every value beside the words that prove it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

import msgspec

Kind = Literal["direct", "indirect"]
Outcome = Literal["answered", "clarify", "unanswered"]
Label = Literal["said", "reported", "written"]


def fingerprint(words: str) -> str:
    """What tells words from all others without repeating them; 64 characters."""
    return hashlib.sha256(words.encode()).hexdigest()


class Citation(msgspec.Struct, frozen=True, gc=False):
    """Where words stand, without the words: their seed, [start, end), and what tells them from all others."""

    source: str
    start: int
    end: int
    fingerprint: str


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Characters [start, end) of a seed, in Unicode code points, and the words that stood there.

    `text` is what was read when the span was recorded; it is compared with the seed before anything is
    shown, and never shown in its stead.
    """

    source: str
    start: int
    end: int
    text: str

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.source == other.source and self.start <= other.start and other.end <= self.end

    @property
    def citation(self) -> Citation:
        """The span by reference: short, whatever the length of its words."""
        return Citation(self.source, self.start, self.end, fingerprint(self.text))


class Seed(msgspec.Struct, frozen=True, gc=False):
    """A source document: its file name and its text, decoded from its bytes and otherwise untouched."""

    file: str
    text: str

    def span(self, start: int, end: int) -> Span:
        """The span of the characters [start, end)."""
        return Span(self.file, start, end, self.text[start:end])


class Value(msgspec.Struct, frozen=True, gc=False):
    """A value and its evidence.

    `value` is the normal form (a date in ISO 8601, a name without rank) and may differ from the words of
    the evidence. `evidence` is None only where curation adds an alias: a way to be found, never a claim.
    """

    value: str
    evidence: Span | None

    def __str__(self) -> str:
        return self.value


class Source(msgspec.Struct, frozen=True, gc=False):
    """What a seed says of itself."""

    file: str
    title: Value | None = None
    date: Value | None = None
    publisher: Value | None = None


class Meeting(msgspec.Struct, frozen=True, gc=False):
    """A gathering that an article reports or announces. Dates are ISO 8601; `speakers` hold official ids."""

    id: str
    name: Value
    aliases: tuple[Value, ...] = ()
    start_date: Value | None = None
    end_date: Value | None = None
    place: Value | None = None
    host: Value | None = None
    participants: tuple[Value, ...] = ()
    topics: tuple[Value, ...] = ()
    speakers: tuple[Value, ...] = ()


class Role(msgspec.Struct, frozen=True, gc=False):
    """An office as one article states it; `evidence` is the whole phrase, such as "Director of the IMS"."""

    title: str | None
    organisation: str | None
    evidence: Span


class Official(msgspec.Struct, frozen=True, gc=False):
    """A person. `name` is without rank; `mentions` are all the places that name the person, rank included."""

    id: str
    name: Value
    rank: Value | None = None
    roles: tuple[Role, ...] = ()
    aliases: tuple[Value, ...] = ()
    mentions: tuple[Span, ...] = ()


class Initiative(msgspec.Struct, frozen=True, gc=False):
    """A lasting undertaking: initiative, programme, scheme. `established` is a year or an ISO date."""

    id: str
    name: Value
    acronym: Value | None = None
    aliases: tuple[Value, ...] = ()
    established: Value | None = None
    description: Value | None = None


class Acronym(msgspec.Struct, frozen=True, gc=False):
    """A short form that an article explains: "International Military Staff (IMS)"."""

    short: Value
    long: Value


class Statement(msgspec.Struct, frozen=True, gc=False):
    """Something said. `span` is the words inside the marks (direct) or the reporting clause (indirect).

    `speaker` is an official's id and is given only where `attribution`, the words that name the speaker,
    proves it; `meeting` is a meeting's id.
    """

    id: str
    span: Span
    kind: Kind
    speaker: str | None = None
    attribution: Span | None = None
    meeting: str | None = None


class Records(msgspec.Struct, frozen=True, gc=False):
    """Everything known from one article, or from all of them."""

    sources: tuple[Source, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    officials: tuple[Official, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    statements: tuple[Statement, ...] = ()


class Quote(msgspec.Struct, frozen=True, gc=False):
    """Words of a seed as they are shown, cut from it at the moment of answering.

    `label` tells speech ("said"), reported speech ("reported") and the article's own words ("written")
    apart. `title` and `date` describe the article where it states them.
    """

    span: Span
    label: Label
    speaker: str | None = None
    title: str | None = None
    date: str | None = None


class Excerpt(msgspec.Struct, frozen=True, gc=False):
    """A quote among the words of its article: in its `paragraph`, with those `before` and `after` it.

    `shortened`: the paragraphs have further sentences, which stand too far from the quote.
    """

    quote: Quote
    paragraph: Span
    before: Span | None = None
    after: Span | None = None
    shortened: bool = False


class Scope(msgspec.Struct, frozen=True, gc=False):
    """What was searched: how many articles, and the dates of the meetings they report."""

    sources: int
    first: date | None = None
    last: date | None = None


class Answer(msgspec.Struct, frozen=True, gc=False):
    """A reply, the same for Slack, terminal and JSON.

    `lead` is the answer in one line, or an introduction that ends in a colon and is completed by the
    quotes. `notes` disclose how the question was read where that mattered. `why` names reading and rule.
    `more` are quotes beyond those shown first. `officials` and `meetings` are the ids that a follow-up's
    "she" and "there" refer to.
    """

    outcome: Outcome
    kind: str
    lead: str
    why: str
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    scope: Scope = msgspec.field(default_factory=lambda: Scope(0))
    more: tuple[Quote, ...] = ()
    officials: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reply as plain text that stands alone."""
        quoted = [_marked(quote.span.text) for quote in self.quotes] if self.lead.endswith(":") else []
        return " ".join(part for part in (*self.notes, self.lead, *quoted) if part)


def _marked(text: str) -> str:
    """The text in quotation marks, unless it is in marks of its own from end to end."""
    return text if text[:1] == "“" and text.find("”") == len(text) - 1 else f"“{text}”"
