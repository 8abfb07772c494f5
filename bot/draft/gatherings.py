"""The phrases of an article that name gatherings: "the twelfth Annual Conference of the … Network (HDTN)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.draft.article import Article
from bot.draft.calendar_words import is_calendar_word
from bot.draft.dates import DateMention, find_dates
from bot.draft.gathering_words import noun, pattern, terms
from bot.draft.phrases import Token, is_acronym, name_end, tokens
from bot.draft.text import fold, words
from bot.models import Span

_REACH = 6
"""How many words before a head are looked at for its article."""


Kind = Literal["proper", "common", "body", "clause"]


@dataclass(frozen=True, slots=True)
class Gathering:
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
        return (
            frozenset(word for word, _, _ in words(self.span.text))
            - terms("complements")
            - {"the", "and", "s"}
        )

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

    def days(self, today: date | None) -> list[DateMention]:
        """The dates in its sentence, outside of it, that name days: "this week" names none."""
        return [
            mention
            for mention in find_dates(self.sentence.text, today)
            if mention.precision == "day"
            and self.gap(mention) >= 0
            and not _is_week(self.sentence.text, mention)
        ]


def _is_week(text: str, mention: DateMention) -> bool:
    return "week" in fold(text[mention.start : mention.end])


def find_gatherings(article: Article) -> tuple[Gathering, ...]:
    """All phrases and clauses for gatherings, and all bodies, in the article's body and in order."""
    return tuple(
        gathering
        for paragraph in article.paragraphs
        for sentence in paragraph.sentences
        for gathering in sorted(
            [*_phrases(article, sentence), *_clauses(article, sentence)], key=lambda found: found.span.start
        )
    )


def _clauses(article: Article, sentence: Span) -> Iterator[Gathering]:
    match = pattern("meets").search(fold(sentence.text))
    if match:
        span = article.seed.span(sentence.start + match.start(), sentence.start + match.end())
        yield Gathering(span, sentence, "meeting", kind="clause")


def _phrases(article: Article, sentence: Span) -> Iterator[Gathering]:
    row = tokens(article.seed.text, sentence.start, sentence.end)
    end = 0
    for at in range(len(row)):
        size = _head_size(row, at) if at >= end else 0
        if size and (row[at].capital or noun(row, at, at + size) not in terms("bodies")):
            end = _right(row, at + size)
            yield _gathering(article, sentence, row, (_left(row, at), at, at + size, end))
            yield from _inner(article, sentence, row, (at + size, end))


def _inner(
    article: Article, sentence: Span, row: list[Token], complement: tuple[int, int]
) -> Iterator[Gathering]:
    """The gathering within the complement of another: "session of the Regional Mine Forum"."""
    for at in range(*complement):
        size = _head_size(row, at) if _is_proper(row, at) else 0
        if size and row[at].capital:
            yield _gathering(article, sentence, row, (_left(row, at), at, at + size, _right(row, at + size)))


def _head_size(row: list[Token], at: int) -> int:
    """How many words at `at` form a head; the last head of a row of heads counts ("Forum session")."""
    for size in (3, 2, 1):
        if at + size <= len(row) and noun(row, at, at + size):
            return size if _is_head(row, at, at + size) else 0
    return 0


def _is_head(row: list[Token], at: int, after: int) -> bool:
    """Whether the noun row[at:after] is the head of its phrase and means a gathering there."""
    if noun(row, at, after) in terms("proper_heads") and not _is_proper(row, at):
        return False
    if at and row[at - 1].folded in terms("not_after") and not _is_proper(row, at):
        return False
    following = row[after] if after < len(row) else None
    if following is None or not following.word:
        return True
    if following.folded in terms("not_before") or (_is_proper(row, at) and following.capital):
        return False
    return not _head_size(row, after)


def _is_proper(row: list[Token], at: int) -> bool:
    """Whether the head belongs to a proper name: a capital, and not only because it opens the sentence."""
    if not row[at].capital:
        return False
    return at > 0 or (len(row) > 1 and row[1].folded in ("of", "on", "for"))


def _left(row: list[Token], at: int) -> int:
    """The index where the phrase with the head at `at` begins, after its article."""
    start = at
    while (
        start
        and at - start < _REACH + 3
        and (row[start - 1].capital or row[start - 1].text.isdigit())
        and row[start - 1].word
    ):
        if row[start - 1].folded in terms("determiners"):
            break
        start -= 1
        if start > 1 and row[start - 1].folded in ("and", "&") and row[start - 2].capital and row[at].capital:
            start -= 1
    return _lowercase_left(row, start)


def _lowercase_left(row: list[Token], start: int) -> int:
    """Where lower-case words before `start` belong to the phrase: up to its article, or known modifiers."""
    for reach in range(start, max(-1, start - _REACH), -1):
        before = row[reach - 1] if reach else None
        if before is None or (not before.word and before.folded not in ("-", "'s")):
            break
        if before.folded in terms("determiners") or before.folded == "'s":
            return reach
        if before.folded in terms("stops") or before.capital:
            break
    while start and (
        row[start - 1].folded in terms("modifiers") or row[start - 1].folded in terms("other_editions")
    ):
        start -= 1
    return start


def _right(row: list[Token], at: int) -> int:
    """The index after the phrase whose head ends before `at`: year, acronym, "of the … Network"."""
    end = at
    while end < len(row):
        further = _complement(row, end, row[at - 1].capital)
        if further == end:
            return end
        end = further
    return end


def _complement(row: list[Token], at: int, proper: bool) -> int:
    token, following = row[at], row[at + 1] if at + 1 < len(row) else None
    if token.text == "(" and at + 2 < len(row) and row[at + 2].text == ")" and is_acronym(row[at + 1].text):
        return at + 3
    if proper and token.text.isdigit() and len(token.text) in (2, 4):
        return at + 1
    if token.folded == "of" and following and re.fullmatch(r"(?:19|20)\d\d", following.text):
        return at + 2
    if following is None or token.folded not in terms("complements"):
        return at
    begin = at + 2 if following.folded == "the" and at + 2 < len(row) else at + 1
    if is_calendar_word(row[begin].folded) or find_dates(
        " ".join(word.text for word in row[begin : begin + 2])
    ):
        return at
    if row[begin].capital:
        return name_end(row, begin) if token.folded != "with" or proper else at
    return at if proper and token.folded != "of" else _lowercase_right(row, at, begin)


def _lowercase_right(row: list[Token], at: int, begin: int) -> int:
    """The end of a complement in lower case ("workshop on mine clearance"), or `at` where it is too long."""
    end = begin
    while end < len(row) and row[end].word and row[end].folded not in terms("stops") and end - begin < _REACH:
        if row[end].folded in terms("complements") and not (end + 1 < len(row) and row[end + 1].word):
            break
        end = max(end + 1, name_end(row, end))
    return end if end > begin else at


def _gathering(
    article: Article, sentence: Span, row: list[Token], bounds: tuple[int, int, int, int]
) -> Gathering:
    start, head, after, end = bounds
    name = noun(row, head, after)
    kind: Kind = "common"
    if _is_proper(row, head):
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
