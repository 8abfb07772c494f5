"""Answer → lines for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Iterator

from bot.models import Answer
from bot.show.wording import credit, searched


def plain(answer: Answer) -> str:
    """The answer, its quotes each with speaker, article and date, and what was searched."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    yield from answer.notes
    yield answer.lead
    for quote in answer.quotes:
        yield f"\n  │ {quote.span.text}\n    {credit(quote)}"
    if answer.more:
        yield f"\n  {len(answer.more)} more"
    for suggestion in answer.suggestions:
        yield f"  → {suggestion}"
    yield f"\n{searched(answer.scope)}"
