"""The phrases of an article that name gatherings: "the twelfth Annual Conference of the … Network (HDTN)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from bot.draft.article import Article
from bot.draft.dates import DateMention
from bot.draft.gathering_bounds import head_size, is_proper, phrase_end, phrase_start
from bot.draft.gathering_words import noun, pattern, terms
from bot.draft.phrases import Token, is_acronym, tokens
from bot.draft.quotations import find_quotations
from bot.draft.reckoning import Reckoning
from bot.draft.text import fold, words
from bot.models import Span

_LABEL = 40
"""Characters in the longest quotation that may be a title or a label rather than speech."""

Kind = Literal["proper", "common", "body", "clause"]


class Gathering(msgspec.Struct, frozen=True):
    """A noun phrase for a gathering, without its article, or the verb of a clause that says that people met.

    `head` is the folded noun, `lead` the folded word before the phrase. A `proper` phrase has a head that
    belongs to a proper name; a `body` is a group, which gathers where it is said to meet; a `clause` has no
    noun. `acronyms` stand in the phrase.
    """

    span: Span
    sentence: Span
    head: str
    lead: str = ""
    kind: Kind = "common"
    acronyms: tuple[Span, ...] = ()

    @property
    def key(self) -> frozenset[str]:
        """The folded words that count when two phrases are compared."""
        return _key(self.span.text)

    @property
    def before(self) -> str:
        """The folded words of its sentence before it."""
        return fold(self.sentence.text[: self.span.start - self.sentence.start])

    @property
    def after(self) -> str:
        """The folded words of its sentence after it."""
        return fold(self.sentence.text[self.span.end - self.sentence.start :])

    def gap(self, mention: DateMention) -> int:
        """How many characters part it from a date in its sentence; below 0 where one holds the other."""
        start, end = self.span.start - self.sentence.start, self.span.end - self.sentence.start
        return max(start - mention.end, mention.start - end)

    def days(self, reckoning: Reckoning) -> list[DateMention]:
        """The dates in its sentence, outside of it, that name days: "this week" names none."""
        return [
            mention
            for mention in reckoning.dates(unquoted(self.sentence.text))
            if mention.precision == "day"
            and self.gap(mention) >= 0
            and not _is_week(self.sentence.text, mention)
        ]


@lru_cache(maxsize=1024)
def _key(text: str) -> frozenset[str]:
    return frozenset(word for word, _, _ in words(text)) - terms("complements") - {"the", "and", "s"}


def _is_week(text: str, mention: DateMention) -> bool:
    return "week" in fold(text[mention.start : mention.end])


@lru_cache(maxsize=8)
def find_gatherings(article: Article) -> tuple[Gathering, ...]:
    """All phrases and clauses for gatherings, and all bodies, in the article's body and in order."""
    return tuple(
        gathering
        for paragraph in article.paragraphs
        for sentence in paragraph.sentences
        for gathering in sorted(
            [*phrases_in(article, sentence), *_clauses(article, sentence)], key=lambda found: found.span.start
        )
        if not unquoted(sentence.text)[gathering.span.start - sentence.start].isspace()
    )


@lru_cache(maxsize=1024)
def unquoted(text: str) -> str:
    """A sentence with its quotations blanked out, the same length; quoted titles and labels stay."""
    for quotation in find_quotations(text, 0, len(text)):
        if quotation.end - quotation.start > _LABEL:
            text = text[: quotation.start] + " " * (quotation.end - quotation.start) + text[quotation.end :]
    return text


def _clauses(article: Article, sentence: Span) -> Iterator[Gathering]:
    folded = fold(sentence.text)
    match = pattern("goes_on").search(folded) or pattern("meets").search(folded)
    present = match and re.match(r"(?:will )?(?:meet|convene)s?\b", match[0])
    if match and not (present and pattern("meets_elsewhere").search(folded[: match.start()])):
        span = article.seed.span(sentence.start + match.start(), sentence.start + match.end())
        yield Gathering(span, sentence, "meeting", kind="clause")


def phrases_in(article: Article, sentence: Span) -> Iterator[Gathering]:
    """The phrases for gatherings and bodies in one sentence, those within others included."""
    row = tokens(article.seed.text, sentence.start, sentence.end)
    end = 0
    for at in range(len(row)):
        size = head_size(row, at) if at >= end else 0
        if size and (row[at].capital or noun(row, at, at + size) not in terms("bodies")):
            end = phrase_end(row, at + size)
            found = _gathering(article, sentence, row, (phrase_start(row, at), at, at + size, end))
            if _is_gathering(found):
                yield found
            yield from _inner(article, sentence, row, (at + size, end))


def _is_gathering(found: Gathering) -> bool:
    """Whether a noun that may mean something else is one: a review that is held, an exercise of some kind."""
    if found.head in terms("exercises"):
        return len(found.key) > 1
    return found.head not in terms("held_heads") or bool(pattern("held").match(found.after))


def _inner(
    article: Article, sentence: Span, row: list[Token], complement: tuple[int, int]
) -> Iterator[Gathering]:
    """The gathering within the complement of another: "session of the Regional Mine Forum"."""
    for at in range(*complement):
        size = head_size(row, at) if is_proper(row, at) else 0
        if size and row[at].capital:
            yield _gathering(
                article, sentence, row, (phrase_start(row, at), at, at + size, phrase_end(row, at + size))
            )


def _gathering(
    article: Article, sentence: Span, row: list[Token], bounds: tuple[int, int, int, int]
) -> Gathering:
    start, head, after, end = bounds
    name = noun(row, head, after)
    kind: Kind = "common"
    if is_proper(row, head) or (name in terms("exercises") and end > after):
        kind = "body" if name in terms("bodies") else "proper"
    return Gathering(
        span=article.seed.span(row[start].start, row[end - 1].end),
        sentence=sentence,
        head=name,
        lead=row[start - 1].folded if start else "",
        kind=kind,
        acronyms=tuple(
            article.seed.span(token.start, token.end) for token in row[start:end] if is_acronym(token.text)
        ),
    )
