"""An answer from its parts; and the gate that no quote passes which is not, now, in its seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from bot.models import Answer, Label, Quote, Scope, Span
from bot.question.index import Index
from bot.question.meetings import meeting_days
from bot.question.passages import Passage
from bot.question.reading import Question

MOST_QUOTES = 5
"""Quotes shown at once; the rest is "N more"."""


def answered(
    question: Question,
    lead: str,
    passages: Sequence[Passage],
    index: Index,
    rule: str,
    *,
    officials: Iterable[str] = (),
    meetings: Iterable[str] = (),
) -> Answer:
    """An answer with its quotes, whole sentences in reading order, each once."""
    ordered = sorted(dict.fromkeys(passages), key=lambda passage: passage.number)
    quotes = tuple(quote(passage, index) for passage in ordered)
    return Answer(
        "answered",
        question.kind,
        lead,
        rule,
        quotes[:MOST_QUOTES],
        more=quotes[MOST_QUOTES:],
        officials=tuple(dict.fromkeys(officials)),
        meetings=tuple(dict.fromkeys(meetings)) or _shared_meeting(ordered),
    )


def quote(passage: Passage, index: Index) -> Quote:
    """A passage as a quote: who says it, where the article proves that, and whose words it is in."""
    source = index.knowledge.source(passage.span.source)
    speakers = [one for one in passage.speakers if one]
    speaker = (
        str(index.knowledge.official(speakers[0]).name)
        if len(speakers) == len(passage.speakers) == 1
        else None
    )
    meetings = [index.knowledge.meeting(one) for one in sorted(passage.meetings)]
    days = meeting_days(meetings[0]) if len(meetings) == 1 else None
    when = source.date.value if source.date else days[0].isoformat() if days else None
    return Quote(passage.span, _label(passage), speaker, str(source.title) if source.title else None, when)


def passage_at(span: Span | None, index: Index) -> Passage | None:
    """The passage in which a piece of evidence stands; None where it is in no sentence that may be quoted."""
    if span is None:
        return None
    return next(passages_over(span, index), None)


def passages_over(span: Span, index: Index) -> Iterator[Passage]:
    """The passages that share a character with a span, in reading order."""
    for passage in index.article(span.source):
        if passage.span.start < span.end and span.start < passage.span.end:
            yield passage


def passages_at(spans: Iterable[Span | None], index: Index) -> list[Passage]:
    """The passages in which pieces of evidence stand, each once, in their order."""
    found = (passage_at(span, index) for span in spans)
    return list(dict.fromkeys(passage for passage in found if passage))


def gated(answer: Answer, index: Index) -> Answer:
    """The answer with only those quotes that are in their seeds, character for character.

    An answer left without a quote is none: the caller refuses instead.
    """
    return replace(
        answer,
        quotes=tuple(one for one in answer.quotes if stands(one.span, index)),
        more=tuple(one for one in answer.more if stands(one.span, index)),
    )


def stands(span: Span, index: Index) -> bool:
    """Whether the words of a span are what its seed has there."""
    seed = index.knowledge.seeds.get(span.source)
    return seed is not None and span.text != "" and seed.text[span.start : span.end] == span.text


@lru_cache(maxsize=4)
def scope(index: Index) -> Scope:
    """What is searched: all articles, and the days of the meetings in them."""
    first, last = index.knowledge.store.fact("first day"), index.knowledge.store.fact("last day")
    return Scope(
        len(index.knowledge.seeds),
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _label(passage: Passage) -> Label:
    kinds = {statement.kind for statement in passage.statements}
    return "said" if "direct" in kinds else "reported" if kinds else "written"


def _shared_meeting(passages: Sequence[Passage]) -> tuple[str, ...]:
    meetings = frozenset().union(*(passage.meetings for passage in passages))
    return tuple(meetings) if len(meetings) == 1 else ()
