"""The knowledge as questions meet it: passages by the keys of their words, and the words of the sources."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.draft.article import Article, Paragraph
from bot.draft.dates import DateMention
from bot.draft.text import fold, words
from bot.knowledge.base import KnowledgeBase
from bot.models import Meeting, Official, Span, Statement
from bot.question.lexicon import lexicon, meanings


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, its headline or dateline: the unit that is quoted.

    `keys` are the keys and groups of its own words, in a list also of the line that opens it; `paragraph`
    counts from 0, or is HEAD.
    `statements` overlap it; `meetings` are those that it reports on.
    """

    number: int
    span: Span
    paragraph: int
    words: tuple[str, ...]
    keys: frozenset[str]
    statements: tuple[Statement, ...]
    officials: frozenset[str]
    meetings: frozenset[str]

    @property
    def speakers(self) -> frozenset[str | None]:
        """Who says something in it; None where somebody does whom the article does not name."""
        return frozenset(statement.speaker for statement in self.statements)


@dataclass(frozen=True, eq=False)
class Index:
    """All passages in reading order, the passages by key, and how telling each key is."""

    knowledge: KnowledgeBase
    passages: tuple[Passage, ...]
    postings: Mapping[str, tuple[int, ...]]
    vocabulary: Mapping[str, int]
    compounds: Mapping[str, tuple[str, ...]]

    def weight(self, keys: Iterable[str]) -> float:
        """How much a word says about where it stands: rare words much, ubiquitous ones at least 0.2."""
        if any(one in lexicon().home for one in keys):
            return 0.3
        frequency = max((len(self.postings.get(one, ())) for one in keys), default=0)
        return max(0.2, math.log((len(self.passages) + 1) / (frequency + 0.5)))

    def knows(self, keys: Iterable[str]) -> bool:
        """Whether any source has one of these keys."""
        return any(one in self.postings for one in keys)

    def article(self, passage: Passage) -> Iterator[Passage]:
        """The passages of the same article."""
        return (other for other in self.passages if other.span.source == passage.span.source)


@lru_cache(maxsize=4)
def index_of(knowledge: KnowledgeBase) -> Index:
    """The index of a knowledge base; made once for each."""
    passages = tuple(_passages(knowledge))
    postings: dict[str, list[int]] = defaultdict(list)
    vocabulary: Counter[str] = Counter()
    for passage in passages:
        vocabulary.update(passage.words)
        for one in passage.keys:
            postings[one].append(passage.number)
    compounds = {
        "".join(parts): parts for passage in passages for parts in _hyphenated(passage.span.text) if parts
    }
    return Index(
        knowledge, passages, {one: tuple(found) for one, found in postings.items()}, vocabulary, compounds
    )


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(word for word, _, _ in words(name))


HEAD = -1
"""The paragraph number of what stands above the text: headline and dateline."""

_BULLETS = frozenset("-–—•*·▪")


def _is_caption(paragraph: Paragraph) -> bool:
    """Two or three words without a full stop, under a picture or over a passage: they state nothing."""
    text = paragraph.span.text.strip()
    return len(name_words(text)) < 4 and text[-1:] not in set('.!?:;”"’»)')


def _stands_apart(span: Span, article: Article) -> bool:
    return not any(
        _overlap(span, sentence) for paragraph in article.paragraphs for sentence in paragraph.sentences
    )


def _hyphenated(text: str) -> Iterator[tuple[str, ...]]:
    for piece in fold(text).split():
        parts = tuple(word for word, _, _ in words(piece))
        if "-" in piece and len(parts) > 1:
            yield parts


def _passages(knowledge: KnowledgeBase) -> Iterator[Passage]:
    number = 0
    for file, article in knowledge.articles.items():
        body = [one for one in article.paragraphs if not _is_caption(one)]
        heads = [span for span in (article.title, article.dateline) if span and _stands_apart(span, article)]
        spans = [(HEAD, span) for span in heads]
        spans += [(at, span) for at, paragraph in enumerate(body) for span in paragraph.sentences]
        statements = [one for one in knowledge.records.statements if one.span.source == file]
        mentions = [
            (span, one.id)
            for one in knowledge.records.officials
            for span in one.mentions
            if span.source == file
        ]
        meetings = _article_meetings(knowledge, file)
        current = frozenset(one.id for one in meetings)
        intro: frozenset[str] = frozenset()
        for paragraph, span in spans:
            current = _reported(span, meetings) or current
            passage = _passage(number, span, paragraph, statements, mentions, current)
            listed = span.text.lstrip()[:1] in _BULLETS
            yield replace(passage, keys=passage.keys | intro) if listed else passage
            intro = intro if listed else passage.keys if span.text.rstrip().endswith(":") else frozenset()
            number += 1


def _passage(
    number: int,
    span: Span,
    paragraph: int,
    statements: Sequence[Statement],
    mentions: Sequence[tuple[Span, str]],
    meetings: frozenset[str],
) -> Passage:
    own = tuple(word for word, _, _ in words(span.text))
    said = tuple(one for one in statements if _overlap(one.span, span))
    placed = frozenset(one.meeting for one in said if one.meeting)
    return Passage(
        number,
        span,
        paragraph,
        own,
        frozenset().union(*meanings(own)),
        said,
        frozenset(who for mention, who in mentions if _overlap(mention, span)),
        placed or meetings,
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _article_meetings(knowledge: KnowledgeBase, file: str) -> list[Meeting]:
    return [
        one
        for one in knowledge.records.meetings
        if any(span.source == file for span in meeting_evidence(one))
    ]


def meeting_evidence(meeting: Meeting) -> list[Span]:
    """All spans that prove something of a meeting."""
    single = (meeting.name, meeting.start_date, meeting.end_date, meeting.place, meeting.host)
    values = [value for value in single if value]
    for several in (meeting.aliases, meeting.participants, meeting.topics):
        values += several
    return [value.evidence for value in values if value.evidence]


def _reported(span: Span, meetings: Sequence[Meeting]) -> frozenset[str]:
    """The meetings, of several in one article, that a sentence turns to: those it names or dates."""
    if len(meetings) < 2:
        return frozenset()
    return frozenset(
        one.id for one in meetings if any(span.covers(evidence) for evidence in meeting_evidence(one))
    )


def surname(official: Official) -> str:
    """The last word of a full name."""
    return official.name.value.split()[-1]


def keys_of(text: str) -> frozenset[str]:
    """The keys and groups of a text's words."""
    return frozenset().union(*meanings(name_words(text)))


def dated(meeting: Meeting, dates: tuple[DateMention, ...]) -> bool:
    """Whether a meeting fell on, or overlapped, one of the dates."""
    days = meeting_days(meeting)
    return bool(days) and any(one.meets(*days) for one in dates if days)


def meeting_days(meeting: Meeting) -> tuple[date, date] | None:
    """A meeting's first and last day; None where no source gives a day."""
    if not meeting.start_date:
        return None
    try:
        first = date.fromisoformat(meeting.start_date.value)
        return first, date.fromisoformat(meeting.end_date.value) if meeting.end_date else first
    except ValueError:
        return None
