"""Answer → the JSON record that programs read."""

from __future__ import annotations

import msgspec

from bot.models import Answer, Outcome


class QuoteRecord(msgspec.Struct, frozen=True):
    """A quote: `text` is the characters [start, end) of the seed `source`."""

    text: str
    source: str
    start: int
    end: int
    speaker: str | None


class AnswerRecord(msgspec.Struct, frozen=True):
    """An answer as `nato ask --json` prints it."""

    id: str
    question: str
    outcome: Outcome
    kind: str
    text: str
    why: str
    quotes: tuple[QuoteRecord, ...]
    suggestions: tuple[str, ...]


def answer_record(answer: Answer, question: str, question_id: str) -> dict[str, object]:
    """The answer to a question as plain data for JSON."""
    quotes = tuple(
        QuoteRecord(one.span.text, one.span.source, one.span.start, one.span.end, one.speaker)
        for one in answer.quotes
    )
    record = AnswerRecord(
        question_id,
        question,
        answer.outcome,
        answer.kind,
        answer.text,
        answer.why,
        quotes,
        answer.suggestions,
    )
    plain: dict[str, object] = msgspec.to_builtins(record)
    return plain
