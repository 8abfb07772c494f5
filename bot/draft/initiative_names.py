"""The proper names in a sentence that may be an initiative's, graded by what stands in and around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from bot.draft import lexicon
from bot.draft.article import Article
from bot.draft.calendar_words import is_calendar_word
from bot.draft.initiative_cues import (
    Around,
    is_begun,
    is_called,
    is_labelled,
    is_presented,
    is_undertaken,
)
from bot.draft.initiative_titles import listed_in, titles_in
from bot.draft.initiative_words import pattern, terms
from bot.draft.names import find_namings
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

_JOINTS = frozenset({"and", "of", "for", "the", "&", "on"})


class InitiativeName(msgspec.Struct, frozen=True):
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


class Reading(msgspec.Struct, frozen=True):
    """A sentence that is read for names, with the sentences before and after it, as far as there are any."""

    article: Article
    sentence: Span
    previous: Span | None
    following: Span | None

    def around(self, name: Span) -> Around:
        """The words around a name in the sentence."""
        folded = fold(self.sentence.text)
        return Around(
            folded[: name.start - self.sentence.start],
            folded[name.end - self.sentence.start :],
            fold(self.previous.text) if self.previous else "",
            fold(self.following.text) if self.following else "",
        )


def names_in(reading: Reading) -> Iterator[InitiativeName]:
    """The names in a sentence that may be an initiative's."""
    row, at = tokens(reading.article.seed.text, reading.sentence.start, reading.sentence.end), 0
    listed, titles = dict(listed_in(reading.sentence.text, row)), dict(titles_in(row))
    for first, last in listed.items():
        if _may_be_named(reading.article, row, first, last):
            yield InitiativeName(reading.article.seed.span(row[first].start, row[last - 1].end), certain=True)
    while at < len(row):
        whole = titles.get(at, listed.get(at, 0))
        if at in titles and (name := _graded(reading, row, (at, whole))):
            yield name
        elif not whole:
            whole = at if row[at].folded in terms("openers") else name_end(row, at)
            for first, last in _pieces(row, at, whole) if whole > at else ():
                if name := _graded(reading, row, (_whole(row, first), last)):
                    yield name
        at = max(whole, at + 1)


def _pieces(row: list[Token], at: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a name between its articles and possessives: "Points of Contact for the … Initiative"."""
    cuts = [place for place in range(at, end) if row[place].folded in ("the", "'s")]
    for first, cut in zip([at, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True):
        words = [place for place in range(first, cut) if row[place].folded not in _JOINTS]
        if words:
            yield first, words[-1] + 1 - _counts_on(row, words[-1])


def _counts_on(row: list[Token], last: int) -> bool:
    """Whether a number after an initiative's noun counts what follows: "under the Scheme 175 rangers"."""
    counted = last + 1 < len(row) and row[last + 1].word and not row[last + 1].capital
    return bool(last and counted and row[last].text.isdigit() and row[last - 1].folded in terms("heads"))


def _whole(row: list[Token], first: int) -> int:
    """Where a name begins, what a preposition ties to it included: "the Women in Salvage Programme"."""
    before = [token.folded for token in row[max(0, first - 3) : first]]
    tied = len(before) == 3 and before[0] in ("the", "its") and before[2] in terms("ties")
    return first - 2 if tied and row[first - 2].capital and not is_calendar_word(before[1]) else first


def _graded(reading: Reading, row: list[Token], piece: tuple[int, int]) -> InitiativeName | None:
    """The initiative that the words row[first:last] name, if they may name one."""
    first, last = piece
    core = last - 3 if row[last - 1].text == ")" else last
    small, name = _small_noun(row, last), reading.article.seed.span(row[first].start, row[last - 1].end)
    if _is_bodied(row, first, core, small) or (core - first < 2 and not _is_code(row[first])):
        return None
    striking = _is_striking(row, first, last)
    free = core - first > 1 and _may_be_named(reading.article, row, first, core)
    if small:
        end = row[small].end if small == last else name.end
        whole = reading.article.seed.span(name.start, end)
        certain = _is_noun_certain(
            row[small], reading.around(whole), long=core - first > 1 or striking, free=free
        )
        return None if certain is None else InitiativeName(whole, certain)
    certain = _is_certain(row, (first, core), reading.around(name), striking=striking, free=free or striking)
    return None if certain is None else InitiativeName(name, certain)


def _is_noun_certain(noun: Token, around: Around, *, long: bool, free: bool) -> bool | None:
    """The same of a name that a small noun ends: "the Open Roads scheme", "the Open Roads network"."""
    if noun.folded in terms("trailing"):
        return long and not _only_pays([noun], around)
    return False if free and not around.after.startswith(", who") else None


def _is_certain(
    row: list[Token], core: tuple[int, int], around: Around, *, striking: bool, free: bool
) -> bool | None:
    """Whether a name is an initiative's for sure; None where it is none, however it began.

    A `striking` name catches the eye; a `free` one is no person, country or body.
    """
    first, last = core
    if is_called(around) or (striking and is_begun(around)):
        return True
    if row[last - 1].folded in terms("heads") or _governs(row, first, last):
        return not _only_pays(row[first:last], around)
    if free and (is_labelled(around) or is_undertaken(around) or is_presented(around)):
        return True
    if free and (is_called(around, "things", "grown") or (striking and is_labelled(around, "things"))):
        return False
    grown = {row[last - 1].folded, row[first].folded} & terms("grown") and last - first > 1
    return bool(pattern("founds").search(around.before)) if grown else None


def _is_bodied(row: list[Token], first: int, core: int, small: int) -> bool:
    """Whether row[first:core] names an office, an organisation, or in brackets the long form of a name."""
    head = row[core - 1].folded
    long_form = first > 2 and row[first - 1].text == "(" and row[first - 3].capital
    organisation = head in terms("organisations") and not (small and core - first > 2)
    office = (
        core - first > 1 and row[first].folded in terms("heads") and row[first + 1].folded in terms("posts")
    )
    return long_form or organisation or office or head in terms("posts")


def _may_be_named(article: Article, row: list[Token], first: int, last: int) -> bool:
    """Whether row[first:last], which has no such noun, is no person, body or part of a longer name."""
    known = lexicon.terms("countries", "organisations", "ranks", "roles", "ship_prefixes")
    national = row[last - 1].folded in lexicon.terms("nationalities")
    if (
        national
        or is_calendar_word(row[first].folded)
        or any(token.folded in known for token in row[first:last])
    ):
        return False
    if first > 1 and row[first - 1].folded in terms("ties") and row[first - 2].capital:
        return False
    return not any(
        naming.span.start < row[last - 1].end and row[first].start < naming.span.end
        for naming in find_namings(article)
        if naming.proven
    )


def _only_pays(words: list[Token], around: Around) -> bool:
    """Whether a fund is named right there as the purse of something, or as an employer."""
    fund = any(token.folded in terms("purses") for token in words)
    return fund and bool(pattern("paid_by").search(around.before))


def _governs(row: list[Token], first: int, core: int) -> bool:
    """Whether a name opens with an initiative's noun, or says what one is for: "Fund for Wells"."""
    joined = zip(row[first : core - 1], row[first + 1 : core], strict=True)
    governing = [one for one, other in joined if other.folded in ("for", "on", "of")]
    return any(token.folded in terms("heads") for token in (row[first], *governing))


def _small_noun(row: list[Token], last: int) -> int:
    """The place of the noun in lower case that ends a name, a closing mark passed over; 0 for none."""
    noun = last + (last < len(row) and row[last].text in _MARKS)
    word = row[noun].folded if noun < len(row) else ""
    return noun if word in terms("trailing") or word in terms("trailing_grown") else 0


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
