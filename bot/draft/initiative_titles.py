"""Names that are told by their form alone: titles in quotation marks, and several names in a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from bot.draft.initiative_words import pattern, terms
from bot.draft.phrases import Token
from bot.draft.text import fold

_LONGEST = 8
"""Words in the longest title."""

_SMALL = terms("small_words")
"""Words that may be small within a title: "A Boat for every Port"."""

_OPENERS, _CLOSERS = "“„«\"‘'", "”“»\"’'"
_JOINT = r"(?:(?:of|for|in|the|at|on|to) ){0,2}"
_WORDS = rf"[A-Z][\w’'-]*(?: {_JOINT}[A-Z\d][\w’'-]*)+"
_SERIES = re.compile(
    rf"(?:the )?[“\"‘]?(?P<first>{_WORDS})[”\"’]?(?:, (?:the )?[“\"‘]?(?P<second>{_WORDS})[”\"’]?)?"
    rf",? and (?:the )?[“\"‘]?(?P<last>{_WORDS})[”\"’]?(?=[,.;:)]| [–—-]| \w|$)"
)


def titles_in(row: list[Token]) -> Iterator[tuple[int, int]]:
    """The bounds of each title in marks or between commas: large words, but for short ones between them."""
    for at, token in enumerate(row):
        if token.text not in _OPENERS + ",":
            continue
        end = next(
            (place for place in range(at + 1, min(at + _LONGEST + 2, len(row))) if not row[place].word), at
        )
        titled = end > at + 2 and all(one.capital or one.text in _SMALL for one in row[at + 1 : end])
        titled = titled and not (token.text == "," and "the" in {one.text for one in row[at + 1 : end]})
        closers = "," if token.text == "," else _CLOSERS + ","
        if titled and row[at + 1].capital and row[end - 1].capital and row[end].text in closers:
            yield at + 1, end


def listed_in(sentence: str, row: list[Token]) -> Iterator[tuple[int, int]]:
    """The bounds of each name in a list of them: "two new programmes – Deep Roots and Tall Masts –"."""
    for lead in pattern("lists").finditer(fold(sentence)):
        if series := _SERIES.match(sentence, lead.end()):
            for name in filter(series.group, ("first", "second", "last")):
                start, end = (row[0].start + offset for offset in series.span(name))
                yield (
                    bisect_left(row, start, key=attrgetter("start")),
                    bisect_left(row, end, key=attrgetter("start")),
                )
