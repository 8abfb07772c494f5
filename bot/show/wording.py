"""The words around a quote and under an answer, the same wherever they are shown."""

from __future__ import annotations

from datetime import date

from bot.dates_in_words import day_name
from bot.models import Label, Quote, Scope

_LABELS: dict[Label, str] = {"said": "said", "reported": "reported", "written": "the article’s words"}


def credit(quote: Quote) -> str:
    """Who speaks and how, from which article, of when: "Ana Lind · said · Ministers meet · 9 May 2024"."""
    spoken = quote.label != "written"
    speaker = quote.speaker or ("speaker not named" if spoken else None)
    parts = (speaker, _LABELS[quote.label], quote.title or quote.span.source, _written_out(quote.date))
    return " · ".join(part for part in parts if part)


def searched(scope: Scope) -> str:
    """What stood behind the answer: "Searched 2 articles, meetings of 9 May 2024 – 1 June 2025"."""
    articles = f"Searched {scope.sources:,} {'article' if scope.sources == 1 else 'articles'}"
    days = days_covered(scope)
    return f"{articles}, meetings of {days}" if days else articles


def days_covered(scope: Scope) -> str:
    """The first and the last day of the meetings: "9 May 2024 – 1 June 2025"; empty where none has a day."""
    if not (scope.first and scope.last):
        return ""
    return " – ".join(dict.fromkeys((day_name(scope.first), day_name(scope.last))))


def _written_out(stated: str | None) -> str | None:
    """The stated date in words; a bare year or month stays as it is."""
    try:
        return day_name(date.fromisoformat(stated)) if stated else None
    except ValueError:
        return stated
