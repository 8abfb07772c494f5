"""Where news is filed from: the town of a dateline, and whether a gathering is told to have been there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.draft import lexicon
from bot.draft.article import Article
from bot.draft.dates import find_dates
from bot.draft.gathering_words import terms
from bot.draft.gatherings import Gathering
from bot.draft.phrases import Token, name_end, tokens
from bot.draft.text import fold
from bot.models import Span, Value

_OPENING = re.compile(r"(?P<town>[^\W\d_a-z][^\n–—a-z]{2,30}(?:, [^–—\n]{2,30})?) ?[–—-] ")

_HERE = re.compile(
    rf"\bhere\b|\bin the {lexicon.either(lexicon.terms('nationalities'))}(?: [a-z]+)?"
    rf" {lexicon.either(terms('towns'))}\b(?! of)"
)

_DAY_OF = re.compile(r"\b(?:day|eve|evening|morning|week) of (?:the |its |their )?$")

_HALF = re.compile(r"(?:^|/ ?)(?P<town>[^\W\d_][^/,(\n–—-]*?)(?= ?/| ?[,(–—-]|$)")

_JOINED = 3
"""Characters at most from a dateline to the paragraph that it opens."""


def filed_from(article: Article, gatherings: Sequence[Gathering]) -> Value | None:
    """The town that opens the paragraph about the gathering, or the article where it says "here".

    Of minutes it is that of the line below the headline, which is a sentence about the gathering itself.
    """
    here = any(is_here(known) for known in gatherings)
    lines = [
        line
        for line in (article.origin, article.dateline)
        if line
        and (
            here
            or _opens(article, gatherings[0], line)
            or any(known.sentence == line for known in gatherings)
        )
    ]
    for paragraph in article.paragraphs:
        opening = _OPENING.match(paragraph.span.text)
        if opening and any(paragraph.span.covers(known.span) for known in gatherings):
            lines.append(article.seed.span(paragraph.span.start, paragraph.span.start + opening.end("town")))
    return _town(article, _one_of(article, lines[0])) if lines else None


def _one_of(article: Article, line: Span) -> Span:
    """The dateline, or of one with two towns, "OSLO / PARIS", the half whose town the body sets things in."""
    halves = list(_HALF.finditer(line.text))
    if len(halves) < 2:
        return line
    body = article.seed.text[article.paragraphs[0].span.start : article.paragraphs[-1].span.end]
    towns = [(half, half["town"].title() if half["town"].isupper() else half["town"]) for half in halves]
    told = [half for half, town in towns if re.search(rf"\b[Ii]n {re.escape(town)}\b", body)]
    start, end = told[0].span("town") if len(told) == 1 else (0, 0)
    return article.seed.span(line.start + start, line.start + end)


def _opens(article: Article, gathering: Gathering, line: Span) -> bool:
    """Whether the gathering is told of in the paragraph that a dateline opens."""
    first = article.paragraphs[0].span
    beside = 0 <= first.start - line.end < _JOINED and first.covers(gathering.sentence)
    return beside and not _DAY_OF.search(gathering.before)


def _town(article: Article, line: Span) -> Value | None:
    """The town, and country, at the beginning of a dateline; capitals alone are no part of its name."""
    dates = find_dates(line.text)
    row = tokens(article.seed.text, line.start, line.start + dates[0].start if dates else line.end)
    end = with_country(row, name_end(row, 0)) if row else 0
    if (
        not end
        or row[0].folded in terms("not_places")
        or lexicon.forms("published_forms").match(fold(line.text))
    ):
        return None
    span = article.seed.span(row[0].start, row[end - 1].end)
    name, *country = span.text.split(", ")
    return Value(", ".join([name.title() if name.isupper() else name, *country]), span)


def is_here(gathering: Gathering) -> bool:
    """Whether its sentence says that it was held where the news is filed: "here", "in the Tajik capital"."""
    return bool(_HERE.search(fold(gathering.sentence.text)))


def with_country(row: list[Token], end: int) -> int:
    """The index after ", West Java, Indonesia", where a mark or a short word ends it; people may follow."""
    while end + 2 < len(row) and row[end].text == ",":
        begin = end + 1 + (row[end + 1].folded == "the")
        further = name_end(row, begin)
        if further == begin:
            break
        if further - end > 4 or (
            further < len(row) and row[further].word and row[further].folded not in terms("stops")
        ):
            break
        end = further
    return end
