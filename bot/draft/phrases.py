"""Noun phrases: the words of a sentence with their place, and how far a name reaches among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from bot.draft.calendar_words import is_calendar_word
from bot.draft.text import fold

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]\.(?= [A-Z])|\w+(?:['’&./-]\w+)*(?:(?<=s)['’](?=\s))?|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")
_INNER = frozenset({"of", "the", "and", "for", "&", "de", "la", "du", "del", "des", "der", "di", "related"})
_BODIES = frozenset(
    {"committee", "commission", "group", "subcommittee", "council", "panel", "office", "centre", "center"}
)


class Token(msgspec.Struct, frozen=True):
    """A word, number or mark of a text, [start, end); `folded` is the word as it is compared."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it is a word that starts with a capital."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word or number, no mark."""
        return self.text[0].isalnum()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]; a possessive 's is a token of its own."""
    return list(_row(text, start, end))


@lru_cache(maxsize=256)
def _row(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(_parted(text, start, end))


def _parted(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        possessive = _POSSESSIVE.search(match[0])
        middle = match.start() + possessive.start() if possessive else match.end()
        for first, last in ((match.start(), middle), (middle, match.end())):
            if first < last:
                yield Token(text[first:last], first, last, fold(text[first:last]))


def name_end(row: list[Token], at: int) -> int:
    """The index after the name that starts at `at`; `at` itself where no capital stands there.

    A name runs over capitals and numbers, short words between them ("Ministry of Defence") and acronyms
    in brackets.
    """
    end = at
    while end < len(row):
        if row[end].capital or (end > at and row[end].text.isdigit() and not row[end - 1].text.isdigit()):
            end += 1
        elif end > at and (bridge := _bridge(row, end)):
            end = bridge
        else:
            break
    return end


def _bridge(row: list[Token], at: int) -> int:
    """The index where a name goes on after joining words or a bracketed acronym; 0 where it does not."""
    if row[at].text == "(":
        return acronym_end(row, at)
    if row[at].folded == "'s":
        return at + 1 if at + 1 < len(row) and row[at + 1].capital else 0
    end = at + _names_subject(row, at)
    while end < len(row) and end - at < 3 and row[end].folded in _INNER:
        end += 1
    return end if end > at and end < len(row) and row[end].capital else 0


def acronym_end(row: list[Token], at: int) -> int:
    """The index after an acronym in brackets at `at`, "(IMS)" or "(MIS 25)"; 0 where none stands there."""
    inner = [token.text for token in row[at + 1 : at + 4]]
    if row[at].text != "(" or len(inner) < 2 or not is_acronym(inner[0]):
        return 0
    if inner[1].isdigit():
        return at + 4 if inner[2:] == [")"] else 0
    return at + 3 if inner[1] == ")" else 0


def _names_subject(row: list[Token], at: int) -> bool:
    """Whether "on" ties a body to its subject ("Committee on Foreign Affairs") and opens no date."""
    if row[at].folded != "on" or at + 1 == len(row):
        return False
    return row[at - 1].folded in _BODIES and not is_calendar_word(row[at + 1].folded)


def is_acronym(text: str) -> bool:
    """Whether a word is a short form in capitals: "IMS", "CG-SDE", "MCoE"."""
    capitals = sum(letter.isupper() for letter in text)
    return (
        2 <= capitals <= 10
        and len(text) <= 12
        and capitals * 2 >= len(text.replace("-", ""))
        and text[0].isupper()
    )
