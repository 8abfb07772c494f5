"""Sentences as they are searched for voices.

An outline is a string of the sentence's length in which every quoted character is `~`, every mark `"`, every
character that names an official `§`, and of a name that is nobody's known `¤`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.draft.article import Article, Paragraph
from bot.draft.names import find_namings
from bot.draft.quotations import Quotation, find_quotations
from bot.draft.text import fold, unbroken
from bot.models import Official, Span

_Mentions = tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A sentence, its outline, the officials named outside quotations, and the quotations that it opens."""

    sentence: Span
    drawn: str
    mentions: _Mentions
    quotations: tuple[Quotation, ...]

    def official_at(self, offset: int) -> str | None:
        """The official whose mention covers the article's character at `offset`."""
        return next((official for span, official in self.mentions if span.start <= offset < span.end), None)

    def between(self, start: int, end: int) -> str:
        """The outline of the article's characters [start, end)."""
        return self.drawn[max(0, start - self.sentence.start) : max(0, end - self.sentence.start)]

    def words(self, start: int, end: int) -> str:
        """The sentence's own words at the article's characters [start, end)."""
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and the outlines of its sentences; `open` says that a quotation runs on into the next."""

    paragraph: Paragraph
    lines: tuple[Outline, ...]
    open: bool


def passages_of(article: Article, officials: Sequence[Official]) -> Iterator[Passage]:
    """The body's paragraphs in outline, in reading order."""
    mentions = tuple((span, official.id) for official in officials for span in official.mentions)
    strangers = tuple(naming.span for naming in find_namings(article) if not naming.proven)
    for paragraph in article.paragraphs:
        span = paragraph.span
        quotations = find_quotations(article.seed.text, span.start, span.end)
        here = tuple(mention for mention in mentions if span.covers(mention[0]))
        unknown = tuple(stranger for stranger in strangers if span.covers(stranger))
        lines = (_outline(article, sentence, quotations, here, unknown) for sentence in paragraph.sentences)
        yield Passage(paragraph, tuple(lines), bool(quotations) and not quotations[-1].closed)


def _outline(
    article: Article,
    sentence: Span,
    quotations: Sequence[Quotation],
    mentions: _Mentions,
    strangers: Sequence[Span],
) -> Outline:
    """The outline of a sentence: quoted words and names blotted out."""
    drawn = list(fold(unbroken(article.seed.text))[sentence.start : sentence.end])

    def blot(start: int, end: int, mark: str) -> None:
        for at in range(max(start, sentence.start), min(end, sentence.end)):
            drawn[at - sentence.start] = mark

    for span in strangers:
        blot(span.start, span.end, "¤")
    for span, _ in mentions:
        blot(span.start, span.end, "§")
    for quotation in quotations:
        blot(quotation.start, quotation.end, "~")
        blot(quotation.start - 1, quotation.start, '"')
        blot(quotation.end, quotation.end + quotation.closed, '"')
    spoken = tuple(
        (span, official)
        for span, official in mentions
        if sentence.covers(span) and not any(quotation.holds(span.start) for quotation in quotations)
    )
    opened = tuple(quotation for quotation in quotations if sentence.start <= quotation.start < sentence.end)
    return Outline(sentence, "".join(drawn), spoken, opened)
