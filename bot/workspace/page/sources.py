"""Where words stand in the articles, and what is known that an answer rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import fields

from bot import explain
from bot.knowledge.base import KnowledgeBase
from bot.models import Answer, Official, Role, Span, Statement, Value
from bot.workspace.page.transcript import Exchange

Told = dict[str, Any]

_MOST_PLACES = 50
_RULE = "; rule "


def places(knowledge: KnowledgeBase, words: str) -> list[Told]:
    """Where these words stand in the articles, character for character."""
    found = [place for file in knowledge.seeds for place in _places_in(knowledge, file, words)]
    return found[:_MOST_PLACES]


def article(knowledge: KnowledgeBase, file: str, start: int, end: int) -> Told:
    """An article in three parts, the middle of which is the span. Raises LookupError for no such span."""
    seed = knowledge.seeds.get(file)
    if seed is None or not 0 <= start <= end <= len(seed.text):
        raise LookupError(f"there is no {file}[{start}:{end}]")
    source = knowledge.source(file)
    about = {"title": source.title, "date": source.date, "publisher": source.publisher}
    parts = (seed.text[:start], seed.text[start:end], seed.text[end:])
    named = {key: str(value) for key, value in about.items() if value}
    return {"file": file, "start": start, "end": end, "parts": parts, **named}


def reasons(knowledge: KnowledgeBase, exchange: Exchange) -> Told:
    """Why a question has its answer: how it was read, which passages stood for choice, rule and records."""
    answer = exchange.answer
    read = explain(exchange.question, exchange.thread, knowledge=knowledge, today=date.today())
    return {
        "question": exchange.question,
        "thread": exchange.thread,
        "outcome": answer.outcome,
        "reading": read,
        "rule": answer.why.rpartition(_RULE)[2],
        "quotes": [_span(quote.span) for quote in answer.quotes],
        "records": [*_records(knowledge, answer)],
    }


def _places_in(knowledge: KnowledgeBase, file: str, words: str) -> Iterator[Told]:
    text, start = knowledge.seeds[file].text, -1
    while words and (start := text.find(words, start + 1)) >= 0:
        yield {"file": file, "start": start, "end": start + len(words)}


def _records(knowledge: KnowledgeBase, answer: Answer) -> Iterator[Told]:
    """The meetings and officials that the answer is about, and the statements that it quotes."""
    for meeting_id in answer.meetings:
        yield _record("meeting", knowledge.meeting(meeting_id))
    for official_id in answer.officials:
        yield _record("official", knowledge.official(official_id))
    for statement in knowledge.records.statements:
        if any(_shares(statement, quote.span) for quote in answer.quotes):
            yield _record("statement", statement)


def _shares(statement: Statement, quoted: Span) -> bool:
    return quoted.covers(statement.span) or statement.span.covers(quoted)


def _record(kind: str, record: Any) -> Told:
    """A record, value by value, each with the words that prove it."""
    named = (
        (field.name, getattr(record, field.name)) for field in fields(record) if field.name != "mentions"
    )
    values = [_value(name, one) for name, value in named for one in _several(value)]
    mentions = len(record.mentions) if isinstance(record, Official) else 0
    return {"kind": kind, "values": values, "mentions": mentions}


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _value(name: str, value: Any) -> Told:
    label = name.replace("_", " ")
    match value:
        case Value():
            return {"label": label, "value": value.value, "evidence": _span(value.evidence)}
        case Role():
            held = ", ".join(part for part in (value.title, value.organisation) if part)
            return {"label": label, "value": held, "evidence": _span(value.evidence)}
        case Span():
            return {"label": label, "value": value.text, "evidence": _span(value)}
    return {"label": label, "value": str(value), "evidence": None}


def _span(span: Span | None) -> Told | None:
    return {"file": span.source, "start": span.start, "end": span.end, "text": span.text} if span else None
