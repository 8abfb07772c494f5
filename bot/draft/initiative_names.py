"""The proper names in a sentence that may be an initiative's, and what around them shows that one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.draft import lexicon
from bot.draft.article import Article
from bot.draft.calendar_words import is_calendar_word
from bot.draft.initiative_words import pattern, terms
from bot.draft.phrases import Token, name_end, tokens
from bot.draft.text import fold
from bot.models import Span

BRACKETED = re.compile(r" ?\([^)]*\)")
"""A short form in brackets within a name."""

_MARKS = "“”„«»\"‘’'"

_COINED = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})+")
"""“RiverWatch”: a name with a capital inside it."""

_CODE_LETTERS = 5
"""Letters of the shortest word in capitals that is taken for a code name rather than an acronym."""


@dataclass(frozen=True, slots=True)
class InitiativeName:
    """A proper name that may be an initiative's; `certain` where words in it or beside it say so."""

    span: Span
    certain: bool

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return fold(BRACKETED.sub("", self.span.text))

    def surer(self, other: InitiativeName) -> InitiativeName:
        """The first mention, certain where either is."""
        return replace(self, certain=self.certain or other.certain)


def names_in(article: Article, sentence: Span) -> Iterator[InitiativeName]:
    """The names in a sentence that may be an initiative's."""
    row, at = tokens(article.seed.text, sentence.start, sentence.end), 0
    while at < len(row):
        end = at if row[at].folded in terms("openers") else name_end(row, at)
        for first, last in _pieces(row, at, end):
            if name := _graded(article, sentence, row, (_whole(row, first), last)):
                yield name
        at = max(end, at + 1)


def _pieces(row: list[Token], at: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a name between its articles and possessives: "Points of Contact for the … Initiative"."""
    cuts = [place for place in range(at, end) if row[place].folded in ("the", "'s")]
    for first, last in zip([at, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True):
        if last > first:
            yield first, last


def _whole(row: list[Token], first: int) -> int:
    """Where a name begins, what a preposition ties to it included: "the Women in Salvage Programme"."""
    before = [token.folded for token in row[max(0, first - 3) : first]]
    tied = len(before) == 3 and before[0] in ("the", "its") and before[2] in ("in", "at", "on")
    return first - 2 if tied and row[first - 2].capital and not is_calendar_word(before[1]) else first


def _graded(
    article: Article, sentence: Span, row: list[Token], piece: tuple[int, int]
) -> InitiativeName | None:
    """The initiative that the words row[first:last] name, if they may name one."""
    first, last = piece
    core = last - 3 if row[last - 1].text == ")" else last
    head, name = row[core - 1].folded, article.seed.span(row[first].start, row[last - 1].end)
    small = _small_noun(row, last)
    bodied = head in terms("posts") or (head in terms("organisations") and not (small and core - first > 2))
    if bodied or (core - first < 2 and not _is_code(row[first])):
        return None
    striking = _is_striking(row, first, last)
    if small:
        end = row[small].end if small == last else name.end
        told = (core - first > 1 or striking) and not _only_pays([row[small]], sentence, name)
        return InitiativeName(article.seed.span(name.start, end), certain=told)
    told = _is_told(sentence, name, striking)
    if told or core - first < 2:
        candidate = told or (striking and _is_told(sentence, name, striking, "things"))
        return InitiativeName(name, certain=told) if candidate else None
    if head in terms("heads") or _governs(row, first, core):
        return InitiativeName(name, certain=not _only_pays(row[first:core], sentence, name))
    if head not in terms("grown") and row[first].folded not in terms("grown"):
        return None
    return InitiativeName(name, certain=bool(pattern("founds").search(_before(sentence, name))))


def _only_pays(words: list[Token], sentence: Span, name: Span) -> bool:
    """Whether a fund is named right there as the purse of something, or as an employer."""
    fund = any(token.folded in terms("purses") for token in words)
    return fund and bool(pattern("paid_by").search(_before(sentence, name)))


def _before(sentence: Span, name: Span) -> str:
    """The folded words of a sentence before a name."""
    return fold(sentence.text)[: name.start - sentence.start]


def _governs(row: list[Token], first: int, core: int) -> bool:
    """Whether a name opens with an initiative's noun, or says what one is for: "Fund for Wells"."""
    joined = zip(row[first : core - 1], row[first + 1 : core], strict=True)
    governing = [one for one, other in joined if other.folded in ("for", "on", "of")]
    return any(token.folded in terms("heads") for token in (row[first], *governing))


def _small_noun(row: list[Token], last: int) -> int:
    """The place of the noun in lower case that ends a name, a closing mark passed over; 0 for none."""
    noun = last + (last < len(row) and row[last].text in _MARKS)
    return noun if noun < len(row) and row[noun].folded in terms("trailing") else 0


def _is_code(token: Token) -> bool:
    """Whether a word alone may name an initiative: no country, body, rank or day."""
    known = lexicon.terms(
        "countries", "nationalities", "organisations", "things", "ranks", "roles", "openers"
    )
    return len(token.text) > 3 and token.folded not in known and not is_calendar_word(token.folded)


def _is_striking(row: list[Token], first: int, last: int) -> bool:
    """Whether a name stands in marks, has a short form beside it, or is a code word with its capitals."""
    quoted = first > 0 and row[first - 1].text in _MARKS
    shouted = all(token.text.isupper() for token in row[first:last] if token.word)
    coined = last - first == 1 and bool(_COINED.fullmatch(row[first].text))
    shortened = row[last - 1].text == ")"
    return quoted or shortened or coined or (shouted and len(row[first].text) >= _CODE_LETTERS)


def _is_told(sentence: Span, name: Span, is_striking: bool, *nouns: str) -> bool:
    """Whether the words beside a name say so: ", a pilot project", "project called"."""
    folded = fold(sentence.text)
    before, after = folded[: name.start - sentence.start], folded[name.end - sentence.start :]
    told = pattern("apposition", *nouns).match(after) or pattern("introduces", *nouns).search(before)
    begun = pattern("stands_before").search(before) or pattern("founds").search(before)
    return bool(told or (is_striking and begun))
