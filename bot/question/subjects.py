"""What can be asked about, and which of it somebody means who has typed the beginning of a name."""

from __future__ import annotations

from functools import reduce
from itertools import chain, islice

from bot.question.index import BEGUN, Index, Subject
from bot.question.lexicon import lexicon, name_words
from bot.question.near import sharing, slips_between, starts
from bot.question.slips import slips
from bot.question.weighing import BySlips, fewest, joined


def suggested(typed: str, index: Index, most: int) -> list[Subject]:
    """The subjects that fit what is typed so far, the best first; all where nothing is typed.

    Each word may be the beginning of a word of a name, in any order; where no name has such a word, with as
    many slips as are tolerated in questions.
    """
    named = name_words(typed)
    words = [word for word in named if word not in lexicon().function]
    if not words:
        return list(index.subjects[:most]) if named or not typed.strip() else []
    found = fewest(reduce(joined, (_by_slips(word, index) for word in words)))
    return index.subjects.several(islice(chain.from_iterable(found), most))


def subject_of(key: str, index: Index) -> Subject | None:
    """The subject of that key; None where the knowledge has it no more."""
    return index.subjects.get(key)


def _by_slips(typed: str, index: Index) -> BySlips:
    """The places of the subjects with a word that begins as typed, by the slips that this takes."""
    store = index.knowledge.store
    if len(typed) <= BEGUN:
        begun = store.having("subject begins", [typed])
    else:
        begun = store.having("subject word", store.keys_from("subject word", typed))
    if begun or not slips(typed):
        return [begun]
    made = {word: _slips_in(typed, word) for word in sharing(typed, index.subject_words, starts)}
    return [
        store.having("subject word", [word for word, number in made.items() if number == wanted])
        for wanted in range(slips(typed) + 1)
    ]


def _slips_in(typed: str, word: str) -> int:
    """How many slips make what is typed the beginning of a word."""
    lengths = {len(typed) + more for more in (-1, 0, 1)}
    return min(slips_between(typed, word[:length]) for length in lengths)
