"""What an article consists of: headline, dateline, paragraphs of sentences, and what is no text."""

from __future__ import annotations

import re

import msgspec

from bot.draft.layout import Line, LineKind, lines_of
from bot.draft.sentences import split_sentences
from bot.models import Seed, Span

_TOLD = re.compile(r"[.!?…][”’\"'»]*$")
"""The end of a sentence."""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, subhead, list item or agenda row, and its sentences."""

    span: Span
    sentences: tuple[Span, ...]


class Article(msgspec.Struct, frozen=True):
    """A seed taken apart.

    `dateline` is the words that date the article, or place it where none date it; `origin` is the place
    that opens the first paragraph ("SENTUL, Indonesia –"). `paragraphs` is the body in reading order;
    `letterhead`, headline, datelines, `boilerplate` and `corrections` are no part of it.
    """

    seed: Seed
    letterhead: Span | None
    title: Span | None
    dateline: Span | None
    origin: Span | None
    paragraphs: tuple[Paragraph, ...]
    boilerplate: tuple[Span, ...]
    corrections: tuple[Span, ...]

    @property
    def lead(self) -> Span:
        """The sentence with which the news opens: the first that is no salutation and no line of an issue."""
        return self._told(1)[-1].sentences[0]

    @property
    def opening(self) -> tuple[Paragraph, ...]:
        """The first two paragraphs that tell the news, and what stands before them."""
        return self._told(2)

    def _told(self, count: int) -> tuple[Paragraph, ...]:
        """The paragraphs up to so many that open with a whole sentence; all, or one, where there are none."""
        told = [at for at, one in enumerate(self.paragraphs) if _TOLD.search(one.sentences[0].text)]
        return self.paragraphs[: told[:count][-1] + 1] if told else self.paragraphs[:1]

    def sentence_at(self, offset: int) -> Span:
        """The body's sentence that holds the character at `offset`; raises ValueError outside the body."""
        for paragraph in self.paragraphs:
            if paragraph.span.start <= offset < paragraph.span.end:
                return max(sentence for sentence in paragraph.sentences if sentence.start <= offset)
        raise ValueError(f"{offset} is outside the body of {self.seed.file}")


def read_article(seed: Seed) -> Article:
    """The parts of an article, told apart by their form."""
    lines = lines_of(seed.text)

    def spans(kind: LineKind) -> tuple[Span, ...]:
        return tuple(seed.span(line.start, line.end) for line in lines if line.kind == kind)

    letterheads = spans("letterhead")
    titles, datelines, origins = spans("title"), spans("dateline"), spans("origin")
    return Article(
        seed=seed,
        letterhead=letterheads[0] if letterheads else None,
        title=titles[0] if titles else None,
        dateline=next(iter(datelines), next(iter(origins), None)),
        origin=origins[0] if origins else None,
        paragraphs=tuple(_paragraph(seed, line) for line in lines if line.kind == "body"),
        boilerplate=spans("boilerplate"),
        corrections=spans("correction"),
    )


def _paragraph(seed: Seed, line: Line) -> Paragraph:
    sentences = split_sentences(seed.text, line.start, line.end)
    return Paragraph(seed.span(line.start, line.end), tuple(seed.span(*sentence) for sentence in sentences))
