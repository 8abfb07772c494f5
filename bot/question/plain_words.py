"""Text as quotations are compared: words and punctuation, whatever marks, dashes and spaces surround them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from bot.draft.text import fold
from bot.question.index import Index

_PIECE = re.compile(
    r"""
      (?P<plain> [A-Za-z0-9.,;:!?()]+ (?![\u0300-\u036f]) )   # stands for itself, letter by letter
    | (?P<dash> \s*(?:[—―]|-{2,})\s* | \s+[–−-]\s+ )   # between parts of a sentence, not within a word
    | (?P<space> \s+ )
    | (?P<character> . [\u0300-\u036f]* )               # with its accents, where they are written apart
    """,
    re.VERBOSE | re.DOTALL,
)
_TOKEN = re.compile(r"\w+(?:(?!'s\b)['-]\w+)*|'s\b|[^\w\s]")


class PlainWords(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Words without the marks around them.

    Character i of `text` is the characters [starts[i], ends[i]) of what it was made from.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def tokens(self, start: int, end: int) -> list[tuple[int, int]]:
        """The words and punctuation marks within [start, end)."""
        return [match.span() for match in _TOKEN.finditer(self.text, start, end)]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters [start, end) stand in what they were made from."""
        return self.starts[start], self.ends[end - 1]


def plain_words(text: str) -> PlainWords:
    """The words of a text."""
    return _joined([(text, 0)])


@lru_cache(maxsize=256)
def article_words(file: str, index: Index) -> PlainWords:
    """The words of an article that may be quoted; made from the seed."""
    return _joined((passage.span.text, passage.span.start) for passage in index.article(file))


def _joined(texts: Iterable[tuple[str, int]]) -> PlainWords:
    """Several stretches as one, a space between them; each with the offset at which it stands."""
    written: list[str] = []
    starts, ends = array("L"), array("L")
    for text, offset in texts:
        if written and written[-1] != " ":
            written.append(" ")
            starts.append(offset)
            ends.append(offset)
        for some, start, end in _pieces(text):
            if some != " " or (written and written[-1] != " "):
                written.append(some)
                each = len(some) == end - start
                starts.extend(range(offset + start, offset + end) if each else [offset + start] * len(some))
                ends.extend(
                    range(offset + start + 1, offset + end + 1) if each else [offset + end] * len(some)
                )
    return PlainWords("".join(written), starts, ends)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters that count, each with the stretch of the text that it stands for.

    Several that stand for one each come together.
    """
    marks = fold(text)
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece["plain"]:
            yield piece[0], start, end
        elif piece["dash"]:
            yield from ((character, start, end) for character in " - ")
        elif piece["space"]:
            yield " ", start, end
        elif not _is_mark(text, marks, start):
            character = marks[start] if marks[start] in "'- " else unicodedata.normalize("NFC", piece[0])
            yield from ((one, start, end) for one in character)


def _is_mark(text: str, marks: str, at: int) -> bool:
    """Whether a quotation mark stands there, or a character that nobody sees; an apostrophe is no mark."""
    if marks[at] == "'":
        return not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum())
    return marks[at] == '"' or unicodedata.category(text[at]) == "Cf"
