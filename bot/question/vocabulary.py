"""The words that an index knows are written: what was typed is one of them, or may be meant for one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.draft.text import fold, words
from bot.knowledge.shelving import shelve
from bot.question.asking_words import asking_words, forms_of
from bot.question.index import Spelled
from bot.question.near import buckets

_Compounds = Mapping[str, tuple[str, ...]]


def write_words(
    database: sqlite3.Connection, vocabulary: Counter[str], compounds: _Compounds, named: Sequence[str]
) -> None:
    """Write the words of the sources with their numbers, of compounds, of names and of questions."""
    every = sorted({*vocabulary, *forms_of(vocabulary), *compounds, *named, *asking_words()})
    in_names = set(named)
    spelled = (
        Spelled(vocabulary[word], word in in_names, word in asking_words(), compounds.get(word, ()))
        for word in every
    )
    shelve(database, "words", zip(every, spelled, strict=True))
    shelve(database, "near", sorted(buckets(every).items()))


def hyphenated(text: str) -> Iterator[tuple[str, ...]]:
    """The words of each compound that a text writes with hyphens."""
    for piece in fold(text).split():
        parts = tuple(word for word, _, _ in words(piece)) if "-" in piece else ()
        if len(parts) > 1:
            yield parts
