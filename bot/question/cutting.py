"""An article is cut into its passages, each with all that the records tell of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from bot.draft.article import Article, Paragraph
from bot.draft.text import words
from bot.models import Meeting, Span, Statement
from bot.question.lexicon import meanings, name_words
from bot.question.meetings import meeting_evidence
from bot.question.passages import HEAD, Passage, Stretch

_BULLETS = frozenset("-–—•*·▪")
_SLOT = re.compile(r"\s*\d{1,2}[:.]\d{2}\b")
"""How an entry of a programme begins: with its time."""

_ENTRY_LINES = 3
"""Lines, after the one with the time, that an entry of a programme may have."""


class Told(msgspec.Struct, frozen=True):
    """What the records tell of one article: what is said in it, whom it names where, what it reports on."""

    statements: list[Statement] = msgspec.field(default_factory=list)
    mentions: list[tuple[Span, str]] = msgspec.field(default_factory=list)
    meetings: list[Meeting] = msgspec.field(default_factory=list)


def find_passages(article: Article, told: Told) -> Iterator[Passage]:
    """The passages of an article in reading order, numbered from 0."""
    current = frozenset(one.id for one in told.meetings)
    intro: frozenset[str] = frozenset()
    spans = list(_spans(article))
    paragraphs = [paragraph for paragraph, _ in spans]
    for number, (_, span) in enumerate(spans):
        current = _reported(span, told.meetings) or current
        passage = _passage(number, span, paragraphs, told, current)
        listed = span.text.lstrip()[:1] in _BULLETS
        yield msgspec.structs.replace(passage, keys=passage.keys | intro) if listed else passage
        intro = intro if listed else passage.keys if span.text.rstrip().endswith(":") else frozenset()


def _spans(article: Article) -> Iterator[tuple[int, Span]]:
    """What may be quoted, each with the number of its paragraph: headline, dateline, sentences, entries."""
    yield from (
        (HEAD, one) for one in (article.title, article.dateline) if one and _stands_apart(one, article)
    )
    told = -1
    for at, paragraph in enumerate(article.paragraphs):
        last = _entry_end(article, at)
        if last > at:
            yield at, article.seed.span(paragraph.span.start, article.paragraphs[last].span.end)
        elif at > told and not _is_caption(paragraph):
            yield from ((at, span) for span in paragraph.sentences)
        told = max(told, last)


def _entry_end(article: Article, at: int) -> int:
    """The last paragraph of a programme's entry whose speaker stands in lines below its time; else `at`."""
    last = at
    if not _SLOT.match(article.paragraphs[at].span.text):
        return last
    for following in article.paragraphs[at + 1 : at + 1 + _ENTRY_LINES]:
        between = article.seed.text[article.paragraphs[last].span.end : following.span.start]
        if _SLOT.match(following.span.text) or between.count("\n") > 1:
            break
        last += 1
    return last


def _is_caption(paragraph: Paragraph) -> bool:
    """Two or three words without a full stop, under a picture or over a passage: they state nothing."""
    text = paragraph.span.text.strip()
    return len(name_words(text)) < 4 and text[-1:] not in set('.!?:;”"’»)')


def _stands_apart(span: Span, article: Article) -> bool:
    return not any(
        _overlap(span, sentence) for paragraph in article.paragraphs for sentence in paragraph.sentences
    )


def _passage(
    number: int, span: Span, paragraphs: Sequence[int], told: Told, meetings: frozenset[str]
) -> Passage:
    own = tuple(word for word, _, _ in words(span.text))
    said = tuple(one for one in told.statements if _overlap(one.span, span))
    placed = frozenset(one.meeting for one in said if one.meeting)
    return Passage(
        number,
        span,
        paragraphs[number],
        own,
        frozenset().union(*meanings(own)),
        said,
        frozenset(who for mention, who in told.mentions if _overlap(mention, span)),
        placed or meetings,
        _stretch(paragraphs, paragraphs[number], 0),
        _stretch(paragraphs, paragraphs[number], 1),
        (0, len(paragraphs)),
    )


def _stretch(paragraphs: Sequence[int], paragraph: int, beside: int) -> Stretch:
    return bisect_left(paragraphs, paragraph - beside), bisect_right(paragraphs, paragraph + beside)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _reported(span: Span, meetings: Sequence[Meeting]) -> frozenset[str]:
    """The meetings, of several in one article, that a sentence turns to: those it names or dates."""
    if len(meetings) < 2:
        return frozenset()
    return frozenset(
        one.id for one in meetings if any(span.covers(evidence) for evidence in meeting_evidence(one))
    )
