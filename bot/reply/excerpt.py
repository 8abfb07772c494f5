"""What stands around a quote: the paragraph that it is from, and those before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from bot.draft.article import Article
from bot.models import Citation, Excerpt, Seed, Span
from bot.question.index import Index
from bot.reply.compose import passage_at, quote

NEARBY = 1_000
"""Characters to either side of a quote, and in each paragraph beside its own, that are shown at most."""


def excerpt(cited: Citation, index: Index) -> Excerpt | None:
    """The cited words in their article as it is now; None where they no longer stand there."""
    seed = index.knowledge.seeds.get(cited.source)
    span = seed.span(cited.start, cited.end) if seed else None
    passage = passage_at(span, index) if span and span.citation == cited else None
    if seed is None or span is None or passage is None:
        return None
    before, own, after = _around(span, index.knowledge.article(seed.file))
    near_before = _within(before, before[-1].end - NEARBY, span.start) if before else ()
    near = _within(own, span.start - NEARBY, span.end + NEARBY)
    near_after = _within(after, span.end, after[0].start + NEARBY) if after else ()
    return Excerpt(
        replace(quote(passage, index), span=span),
        _slice(seed, (span, *near)) or span,
        _slice(seed, near_before),
        _slice(seed, near_after),
        shortened=(before, own, after) != (near_before, near, near_after),
    )


def _around(span: Span, article: Article) -> tuple[Sequence[Span], ...]:
    """The sentences of the paragraph before, of those that the span touches, and of the one after."""
    parts = _parts(article)
    touched = [part for part in parts if part[0].start < span.end and span.start < part[-1].end]
    above = [part for part in parts if part[-1].end <= span.start]
    below = [part for part in parts if part[0].start >= span.end]
    return (*above[-1:], ())[0], tuple(chain.from_iterable(touched)), (*below[:1], ())[0]


def _parts(article: Article) -> list[tuple[Span, ...]]:
    """The sentences of headline, dateline and paragraphs, in reading order; furniture is no part of it."""
    heads = [(one,) for one in (article.title, article.dateline) if one]
    return sorted([*heads, *(one.sentences for one in article.paragraphs if one.sentences)])


def _within(sentences: Sequence[Span], first: int, last: int) -> tuple[Span, ...]:
    return tuple(one for one in sentences if first <= one.start and one.end <= last)


def _slice(seed: Seed, spans: Sequence[Span]) -> Span | None:
    """The words from the first to the last of the spans; None for no span."""
    if not spans:
        return None
    return seed.span(min(one.start for one in spans), max(one.end for one in spans))
