"""How well a passage covers a word that is asked for: itself, or by what stands around it."""

from __future__ import annotations

from bot.question.index import Index
from bot.question.lexicon import key, lexicon, meaning, meanings, plain_keys
from bot.question.mentions import PRONOUNS
from bot.question.offices import offices
from bot.question.passages import Passage, Stretch
from bot.question.reading import Term

SAME, ALIKE, CARRIED, NEAR, AROUND = 1.0, 0.9, 0.75, 0.55, 0.35
"""What a term counts: in the passage, by another word, in the sentence that it goes on from, in its paragraph
or at the top, in the paragraphs beside."""

_TOP = 3
"""Passages at the top of an article: its headline and dateline, or its first sentences."""

_GOING_ON = PRONOUNS | {"it", "its", "they", "their", "this", "these"}

_ONE = frozenset({"one", "ones", "edit"})
"""What stands for a noun after an ordinal: "the next one"."""

_OFFICES = frozenset({"<chair>", "<boss>"})


def own(term: Term, passage: Passage, index: Index) -> float:
    """What a term counts for a passage's own words, and for the sentence that it goes on from."""
    return _itself(term, passage) or _carried(term, passage, index)


def covered(term: Term, passage: Passage, index: Index) -> float:
    """What a term counts for a passage and what stands around it."""
    return own(term, passage, index) or _outside(term, passage, index)


def lacks(term: Term, passage: Passage, index: Index) -> bool:
    """Whether a passage cannot be about a term: an ordinal or a country that it has not, a name unknown here.

    A passage that names another country than the one asked about tells of that other one.
    """
    if term.hard:
        return not _itself(term, passage)
    if term.keys & lexicon().countries and not term.keys & passage.keys:
        elsewhere = bool(passage.keys & lexicon().countries)
        return elsewhere or not index.has(term.keys, passage.beside)
    return term.proper and not index.has(term.keys, passage.article)


def _itself(term: Term, passage: Passage) -> float:
    shared = term.keys & passage.keys
    if (
        not shared
        or ((term.hard or term.qualifies) and not _qualifies(term, passage))
        or _is_only_a_deputy(term, passage)
    ):
        return 0.0
    return SAME if any(not one.startswith("<") for one in shared) else ALIKE


def _carried(term: Term, passage: Passage, index: Index) -> float:
    """What a sentence that goes on with a pronoun takes over from the one before it: "It should be …"."""
    before = (passage.number - 1, passage.number)
    return CARRIED if goes_on(passage) and not term.hard and index.has(term.keys, before) else 0.0


def goes_on(passage: Passage) -> bool:
    """Whether a sentence, not the first of its paragraph, begins with a word for what the one before told."""
    return passage.number > passage.near[0] and not _GOING_ON.isdisjoint(passage.words[:1])


def _is_only_a_deputy(term: Term, passage: Passage) -> bool:
    """Whether a passage has an office only as somebody else's: a deputy chair chairs nothing."""
    if not term.keys & _OFFICES:
        return False
    places = [at for at, word in enumerate(passage.words) if meaning(word) & term.keys]
    deputies = {key(passage.words[at - 1]) for at in places if at} & offices().exact
    return len(places) == 1 and bool(deputies)


def _qualifies(term: Term, passage: Passage) -> bool:
    """Whether an ordinal stands in the passage itself, and before the same noun as in the question.

    "Next" is also told by what is yet to be held.
    """
    if "<next edition>" in term.keys & passage.keys and "next" not in passage.words:
        return True
    meant = meanings(passage.words)
    places = [at for at, keys in enumerate(meant) if term.keys & plain_keys(keys)]
    return any(
        not term.qualifies or any(keys & (term.qualifies | _ONE) for keys in meant[at + 1 : at + 4])
        for at in places
    )


def _outside(term: Term, passage: Passage, index: Index) -> float:
    if term.hard:
        return 0.0
    if index.has(term.keys, passage.near) or index.has(term.keys, _top(passage)):
        return NEAR
    return AROUND if index.has(term.keys, passage.beside) else 0.0


def _top(passage: Passage) -> Stretch:
    """Where an article tells what all of it is about: its headline, and what follows that."""
    first, end = passage.article
    return first, min(first + _TOP, end)
