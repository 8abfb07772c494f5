"""Why an answer is what it is: how the question was read, and which passages stood for choice."""

from __future__ import annotations

from collections.abc import Iterator

from bot.question.index import Index
from bot.question.reading import Question, Term
from bot.reply.scope import in_scope
from bot.reply.search import candidates, suffices

_MOST = 8
_WIDTH = 90


def explained(question: Question, index: Index) -> str:
    """The reading of a question and its best candidates with their scores, for a curator to read."""
    return "\n".join((*_reading(question), *_candidates(question, index)))


def _reading(question: Question) -> Iterator[str]:
    yield f"kind        {question.kind.replace('_', '-')}"
    if question.pattern:
        yield f"phrasing    {question.pattern}"
    for what in ("officials", "others", "meetings", "initiatives", "acronyms", "date_words"):
        if named := getattr(question, what):
            yield f"{what.replace('_', ' '):<11} {', '.join(named)}"
    if question.stranger:
        yield f"nobody is   {question.stranger}"
    if question.unclear:
        yield f"unclear     “{question.unclear.text}”: {', '.join(question.unclear.choices)}"
    for label, terms in (
        ("terms", question.terms),
        ("framing", question.framing),
        ("comes after", question.following),
    ):
        if terms:
            yield f"{label:<11} {', '.join(map(_told, terms))}"
    if question.demand:
        yield f"demands     {question.demand}"


def _told(term: Term) -> str:
    """A term with its weight; marked where no source has it."""
    return f"{term.text} {term.weight:.1f}{'' if term.known else ' (in no source)'}"


def _candidates(question: Question, index: Index) -> Iterator[str]:
    terms = (*question.terms, *question.following) or question.framing
    hits = candidates(question, index, in_scope(question, index), terms)[:_MOST]
    if hits:
        yield "candidates  rank, share covered, share covered by own words; * suffices"
    for hit in hits:
        mark = "*" if suffices(hit, question) else " "
        text = " ".join(hit.passage.span.text.split())[:_WIDTH]
        yield f"  {mark} {hit.rank:.2f} {hit.covered:.2f} {hit.own:.2f}  {text}"
