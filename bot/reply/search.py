"""The passages that cover a question: word for word, by meaning, or through what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.question.clauses import quotation_in
from bot.question.covering import Trait, Wanted, covering
from bot.question.index import Index
from bot.question.lexicon import key, lexicon, meaning, meanings
from bot.question.offices import offices
from bot.question.passages import HEAD, Passage, Stretch
from bot.question.reading import Question, Term
from bot.reply.demands import has_date, supplies
from bot.reply.scope import Region, spoken_by

SAME, ALIKE, NEAR, AROUND = 1.0, 0.9, 0.55, 0.35
"""What a term counts: in the passage, by another word, in its paragraph or at the top, in those beside."""

ENOUGH, OWN = 0.72, 0.5
"""The share of the question's weight that a passage must cover in all, and by its own words."""


LESS_ENOUGH, LESS_OWN, _FIGURES = 0.6, 0.4, frozenset({"money", "number", "duration"})
"""Where the passage has a date or a figure of the kind asked for, or is said by the person asked for."""


_TOP = 3
"""Passages at the top of an article: its headline and dateline, or its first sentences."""

_ONE = frozenset({"one", "ones", "edit"})
"""What stands for a noun after an ordinal: "the next one"."""

_PASTED = 0.2
"""What each row of pasted words adds to the rank."""

ROW = 5
"""Words in a row that are no coincidence."""

_OFFICES = frozenset({"<chair>", "<boss>"})

_INTERVIEWER = re.compile(r"(?:Q|Question)\s?[:.]\s")
"""How what an interviewer says begins."""

_CLOSING = " \n\"'”’»“)"
"""What may stand after the mark that ends a sentence."""

_HEAD = 0.3
"""What a headline ranks below a sentence that covers as much: it says less."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may answer: `covered` of the question's weight, `own` of it by its own words.

    `lacking` tells that it has not what an answer must have: an ordinal, a name.
    """

    passage: Passage
    covered: float
    own: float
    rank: float
    lacking: bool


def search(
    question: Question,
    index: Index,
    region: Region,
    terms: Sequence[Term] | None = None,
    traits: Sequence[Trait] = (),
) -> list[Hit]:
    """The passages of a region with these traits that cover the terms well enough, the best first."""
    terms = question.terms if terms is None else terms
    hits = candidates(question, index, region, terms, traits, LESS_OWN)
    return [hit for hit in hits if suffices(hit, question)]


def candidates(
    question: Question,
    index: Index,
    region: Region,
    terms: Sequence[Term],
    traits: Sequence[Trait] = (),
    least: float = 0.0,
) -> list[Hit]:
    """The likely passages of a region by how well they cover the terms, enough or not, the best first.

    Those that have less than the `least` share of the terms' weight by their own words are left out.
    """
    if not terms:
        return []
    wanted = [Wanted(term.keys, term.weight) for term in terms]
    passages = index.passages.several(covering(wanted, index, region, traits, least))
    hits = [
        _hit(passage, own, terms, index, question)
        for passage in passages
        if (own := _share(terms, [_own(term, passage) for term in terms])) >= least
    ]
    return sorted(hits, key=lambda hit: (-hit.rank, hit.passage.number))


def suffices(hit: Hit, question: Question) -> bool:
    """Whether a passage covers enough, and has what the answer must have."""
    return _is_enough(hit, question) and supplies(hit.passage, question)


def _is_enough(hit: Hit, question: Question) -> bool:
    if hit.lacking:
        return False
    if quotation_in(question.text):  # those words are asked for, not what surrounds them
        return hit.own >= ENOUGH
    if hit.covered >= ENOUGH and hit.own >= OWN:
        return True
    sure = all(term.known for term in question.terms)
    return sure and hit.covered >= LESS_ENOUGH and hit.own >= LESS_OWN and _is_to_the_point(hit, question)


def _is_to_the_point(hit: Hit, question: Question) -> bool:
    """Whether the passage is said by the person asked for, or tells what kind of thing is asked for."""
    if question.demand == "date":
        return has_date(hit.passage)
    return question.demand in _FIGURES or spoken_by(hit.passage, question.officials)


def best(hits: Sequence[Hit], most: int = 2) -> list[Passage]:
    """The passages that answer as well as the best one, at most `most`, in reading order."""
    top = hits[0]
    chosen = [hit.passage for hit in hits if hit.own >= top.own - 0.01 and hit.rank >= 0.985 * top.rank][
        :most
    ]
    return sorted(chosen, key=lambda passage: passage.number)


def all_best(hits: Sequence[Hit]) -> list[Passage]:
    """All passages that cover as much by their own words as the best one, and as many words in a row."""
    top = hits[0]
    chosen = [hit for hit in hits if hit.own >= top.own - 0.01 and hit.rank >= top.rank - _PASTED]
    return sorted((hit.passage for hit in chosen), key=lambda passage: passage.number)


def _share(terms: Sequence[Term], shares: Sequence[float]) -> float:
    """How much of the weight of all terms these shares of each are."""
    total = sum(term.weight for term in terms)
    return sum(term.weight * share for term, share in zip(terms, shares, strict=True)) / total


def _hit(passage: Passage, own: float, terms: Sequence[Term], index: Index, question: Question) -> Hit:
    covered = _share(terms, [_own(term, passage) or _outside(term, passage, index) for term in terms])
    rank = own + 0.3 * covered + _closeness(passage, question) + _spoken(passage, question)
    rank += _pasted(passage, question) if own >= LESS_OWN else 0.0
    lacking = _only_asks(passage) or any(_lacks(term, passage, index) for term in terms)
    return Hit(passage, covered, own, rank, lacking)


def _only_asks(passage: Passage) -> bool:
    """Whether a passage is a question of its article's, such as an interviewer's: it answers nothing."""
    text = passage.span.text
    asks = text.rstrip(_CLOSING).endswith("?") or bool(_INTERVIEWER.match(text))
    return asks and not passage.statements


def _lacks(term: Term, passage: Passage, index: Index) -> bool:
    """Whether a passage cannot be about a term: an ordinal or a country that it has not, a name unknown here.

    A passage that names another country than the one asked about tells of that other one.
    """
    if term.hard:
        return not _own(term, passage)
    if term.keys & lexicon().countries and not term.keys & passage.keys:
        elsewhere = bool(passage.keys & lexicon().countries)
        return elsewhere or not index.has(term.keys, passage.beside)
    return term.proper and not index.has(term.keys, passage.article)


def _own(term: Term, passage: Passage) -> float:
    shared = term.keys & passage.keys
    if not shared or (term.hard and not _qualifies(term, passage)) or _is_only_a_deputy(term, passage):
        return 0.0
    return SAME if any(not one.startswith("<") for one in shared) else ALIKE


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
    keys = meanings(passage.words)
    places = [
        at for at, own in enumerate(keys) if term.keys & own - {one for one in own if one.startswith("<")}
    ]
    return any(
        not term.qualifies or any(own & (term.qualifies | _ONE) for own in keys[at + 1 : at + 4])
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


def _closeness(passage: Passage, question: Question) -> float:
    """A little for having the question's other words too, and for brevity."""
    echoed = len(question.echo & passage.keys) / max(1, len(question.echo))
    head = _HEAD if passage.paragraph == HEAD else 0.0
    return 0.15 * echoed + 0.1 / (1 + len(passage.words) / 20) - head


def _pasted(passage: Passage, question: Question) -> float:
    """Much for words of the question that stand in the passage in a row: they were copied from there."""
    rows = zip(*(question.words[start:] for start in range(ROW)), strict=False)
    text = f" {' '.join(passage.words)} "
    telling = (row for row in rows if sum(word not in lexicon().function for word in row) > 1)
    return _PASTED * sum(f" {' '.join(row)} " in text for row in telling)


def _spoken(passage: Passage, question: Question) -> float:
    """A little for speech where people are asked for."""
    return 0.12 if question.demand == "person" and (passage.officials or passage.statements) else 0.0
