"""Sentences as they are searched for voices.

An outline is a string of the sentence's length in which every quoted character is `~`, every mark `"`, every
character that names an official `§`, and of a name that is nobody's known `¤`.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec

from bot.draft.article import Article, Paragraph
from bot.draft.names import find_namings
from bot.draft.quotations import Quotation, find_quotations
from bot.draft.text import fold, unbroken
from bot.models import Official, Span

_Mentions = Sequence[tuple[Span, str]]


class Outline(msgspec.Struct, frozen=True):
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

    def span(self, start: int, end: int) -> Span:
        """The article's characters [start, end), which the sentence holds."""
        return Span(self.sentence.source, start, end, self.words(start, end))


class Passage(msgspec.Struct, frozen=True):
    """A paragraph and the outlines of its sentences.

    `opener` is the mark of the quotation that runs on into the next paragraph, empty where none does.
    """

    paragraph: Paragraph
    lines: tuple[Outline, ...]
    opener: str

    def is_within(self, opener: str) -> bool:
        """Whether the paragraph opens with other marks than the quotation that has run on into it."""
        first = self.paragraph.span.text[0]
        return bool(opener) and first != opener and fold(first) == fold(opener)


def passages_of(article: Article, officials: Sequence[Official]) -> Iterator[Passage]:
    """The body's paragraphs in outline, in reading order."""
    mentions = [(span, official.id) for official in officials for span in official.mentions]
    strangers = [(naming.span, "") for naming in find_namings(article) if not naming.proven]
    wholes = [paragraph.span for paragraph in article.paragraphs]
    for paragraph, *named in zip(
        article.paragraphs, _shared_out(mentions, wholes), _shared_out(strangers, wholes), strict=True
    ):
        yield _passage(article, paragraph, *named)


def _passage(article: Article, paragraph: Paragraph, mentions: _Mentions, strangers: _Mentions) -> Passage:
    quotations = find_quotations(article.seed.text, paragraph.span.start, paragraph.span.end)
    shares = zip(
        paragraph.sentences,
        _shared_out(mentions, paragraph.sentences),
        _shared_out(strangers, paragraph.sentences),
        strict=True,
    )
    lines = (_outline(article, sentence, quotations, here, unknown) for sentence, here, unknown in shares)
    runs_on = bool(quotations) and not quotations[-1].closed
    return Passage(paragraph, tuple(lines), article.seed.text[quotations[-1].start - 1] if runs_on else "")


def _shared_out(mentions: _Mentions, wholes: Sequence[Span]) -> list[_Mentions]:
    """The mentions that touch each of the wholes, which stand in order; in their own order."""
    starts = [whole.start for whole in wholes]
    shares: list[list[tuple[Span, str]]] = [[] for _ in wholes]
    for mention in mentions:
        span = mention[0]
        for at in range(max(0, bisect(starts, span.start) - 1), bisect_left(starts, span.end)):
            shares[at].append(mention)
    return list(shares)


def _outline(
    article: Article,
    sentence: Span,
    quotations: Sequence[Quotation],
    mentions: _Mentions,
    strangers: _Mentions,
) -> Outline:
    """The outline of a sentence: quoted words and names blotted out."""
    near = slice(
        bisect_left(quotations, sentence.start, key=lambda quotation: quotation.end + 1),
        bisect(quotations, sentence.end, key=attrgetter("start")),
    )
    quotations = quotations[near]
    drawn = list(fold(unbroken(article.seed.text))[sentence.start : sentence.end])

    def blot(start: int, end: int, mark: str) -> None:
        for at in range(max(start, sentence.start), min(end, sentence.end)):
            drawn[at - sentence.start] = mark

    for span, _ in strangers:
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
