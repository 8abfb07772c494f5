"""Short forms that an article explains: "International Military Staff (IMS)", "…, or TPA"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.draft.article import Article
from bot.draft.phrases import is_acronym
from bot.draft.text import fold, words
from bot.models import Acronym, Seed, Span, Value

_SHORT = r"(?P<short>[^\W\d_][\w/&-]{1,11})(?: (?:\d{2,4}|C[oO]E))?"
_BRACKETED = re.compile(rf"\((?:the )?[“\"‘']?{_SHORT}[”\"’']?\)")
_OR = re.compile(rf", (?:or|known as|abbreviated as|called) (?:the )?{_SHORT}\b")
_BEFORE = re.compile(rf"\b{_SHORT} \((?P<long>[^()\n]{{5,90}})\)")
_STANDS = re.compile(
    rf"\b{_SHORT} (?:stands for|is short for) (?:the )?"
    r"(?P<long>[A-Z][\w'’-]*(?: (?:[a-z]{2,3} )?[A-Z][\w'’-]*)+)"
)
_REACH = 400
"""Characters before a short form in which its long form begins."""

_INITIALS = 3
"""So many letters at least tell whose initials they are."""

_JOINTS = frozenset({"of", "the", "and", "for", "in", "on", "to", "with", "de", "la", "du", "des", "related"})


@lru_cache(maxsize=8)
def find_acronyms(article: Article) -> tuple[Acronym, ...]:
    """The short forms explained in the body, each once, where the letters fit the words."""
    found: dict[str, Acronym] = {}
    for paragraph in article.paragraphs:
        for short, long in _pairs(article.seed, paragraph.span):
            found.setdefault(short.text, Acronym(Value(short.text, short), Value(long.text, long)))
    return tuple(found.values())


def is_short_for(short: str, long: str) -> bool:
    """Whether the letters of `short` abbreviate the words of `long`, short words left out."""
    letters = "".join(letter for letter in fold(short) if letter.isalnum())
    row = tuple(word for word, _, _ in words(long))
    return is_acronym(short) and row[:1] != () and row[0][0] == letters[0] and _spells(letters, row)


def find_initials(article: Article, long: Span) -> Span | None:
    """The initials of a name of three words or more, where the text uses them after it without explaining."""
    row = [word for word, _, _ in words(long.text)]
    spelt = {"".join(word[0] for word in kept).upper() for kept in (row, [*_without_joints(row)])}
    explained = {acronym.short.value for acronym in find_acronyms(article)}
    forms = sorted(form for form in spelt - explained if len(form) >= _INITIALS)
    body = article.paragraphs[-1].span.end
    found = (
        re.compile(rf"\b(?:{'|'.join(forms)})\b").search(article.seed.text, long.end, body) if forms else None
    )
    return article.seed.span(*found.span()) if found else None


def _without_joints(row: Sequence[str]) -> Iterator[str]:
    return (word for word in row if word not in _JOINTS)


def _pairs(seed: Seed, paragraph: Span) -> Iterator[tuple[Span, Span]]:
    text = seed.text
    for form in (_BRACKETED, _OR):
        for match in form.finditer(text, paragraph.start, paragraph.end):
            long = _long_form(text, paragraph.start, match.start(), match["short"])
            if long is not None:
                yield seed.span(*match.span("short")), seed.span(*long)
    for match in (
        one for form in (_BEFORE, _STANDS) for one in form.finditer(text, paragraph.start, paragraph.end)
    ):
        whole = match.span("long")
        if is_acronym(match["short"]) and _long_form(text, *whole, match["short"]) == whole:
            yield seed.span(*match.span("short")), seed.span(*match.span("long"))


def _long_form(text: str, least: int, end: int, short: str) -> tuple[int, int] | None:
    """The fewest words before `end` that the letters of `short` abbreviate."""
    letters = "".join(letter for letter in fold(short) if letter.isalpha())
    least = max(least, end - _REACH)
    row = [word for word in words(text[least:end]) if not word[0].isdigit()][-(len(letters) * 2 + 2) :]
    end = least + len(text[least:end].rstrip())
    for spelling in (_initials, _spells):
        for first in reversed(range(len(row))):
            start = least + row[first][1]
            if sum(map(str.isupper, short)) < 2 or re.search(r"[.;:()“”\"!?]", text[start:end]):
                break
            if row[first][0][0] == letters[0] and spelling(
                letters, tuple(word for word, _, _ in row[first:])
            ):
                return start, end
    return None


def _initials(letters: str, row: tuple[str, ...]) -> bool:
    """Whether the letters are the first ones of the words, with or without the short words."""
    return letters in (
        "".join(word[0] for word in row),
        "".join(word[0] for word in _without_joints(row)),
    )


@lru_cache(maxsize=4096)
def _spells(letters: str, row: tuple[str, ...], spare: int = 1) -> bool:
    """Whether the words give the letters in order, each by its beginning; `spare` of them may give none."""
    if not row:
        return not letters
    if (row[0] in _JOINTS or spare) and _spells(letters, row[1:], spare - (row[0] not in _JOINTS)):
        return True
    return any(
        _gives(row[0], letters[:count]) and _spells(letters[count:], row[1:], spare)
        for count in range(1, len(letters) + 1)
    )


def _gives(word: str, letters: str) -> bool:
    """Whether the letters stand in the word in this order, the first of them first."""
    rest = iter(word[1:])
    return word[0] == letters[0] and all(letter in rest for letter in letters[1:])
