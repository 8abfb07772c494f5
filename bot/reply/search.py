"""The passages that cover a question: word for word, by meaning, or through what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bot.question.clauses import quotation_in
from bot.question.covering import Trait, Wanted, covering
from bot.question.index import Index
from bot.question.lexicon import lexicon
from bot.question.passages import HEAD, Passage
from bot.question.reading import Question, Term
from bot.reply.coverage import covered, lacks, own
from bot.reply.demands import has_date, supplies
from bot.reply.scope import Region, spoken_by

ENOUGH, OWN = 0.72, 0.5
"""The share of the question's weight that a passage must cover in all, and by its own words."""

LESS_ENOUGH, LESS_OWN, _FIGURES = 0.6, 0.4, frozenset({"money", "number", "duration", "deadline"})
"""Where the passage has a date or a figure of the kind asked for, or is said by the person asked for."""

_PASTED = 0.2
"""What each row of pasted words adds to the rank."""

ROW = 5
"""Words in a row that are no coincidence."""

_INTERVIEWER = re.compile(r"(?:Q|Question)\s?[:.]\s")
"""How what an interviewer says begins."""

_CLOSING = " \n\"'”’»“)"
"""What may stand after the mark that ends a sentence."""

_HEAD = 0.3
"""What a headline ranks below a sentence that covers as much: it says less."""


class Hit(msgspec.Struct, frozen=True, gc=False):
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
    hits = [
        _hit(passage, had, terms, index, question)
        for passage in likely(index, region, terms, traits, least)
        if (had := _share(terms, [own(term, passage, index) for term in terms])) >= least
    ]
    return sorted(hits, key=lambda hit: (-hit.rank, hit.passage.number))


def likely(
    index: Index, region: Region, terms: Sequence[Term], traits: Sequence[Trait] = (), least: float = 0.0
) -> Sequence[Passage]:
    """The passages of a region that may have the `least` share of the terms' weight, in reading order."""
    wanted = [Wanted(term.keys, term.weight) for term in terms]
    return index.passages.several(covering(wanted, index, region, traits, least))


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


def _hit(passage: Passage, had: float, terms: Sequence[Term], index: Index, question: Question) -> Hit:
    in_all = _share(terms, [covered(term, passage, index) for term in terms])
    rank = had + 0.3 * in_all + _closeness(passage, question) + _spoken(passage, question)
    rank += _pasted(passage, question) if had >= LESS_OWN else 0.0
    lacking = _only_asks(passage) or any(lacks(term, passage, index) for term in terms)
    return Hit(passage, in_all, had, rank, lacking)


def _only_asks(passage: Passage) -> bool:
    """Whether a passage is a question of its article's, such as an interviewer's: it answers nothing."""
    text = passage.span.text
    asks = text.rstrip(_CLOSING).endswith("?") or bool(_INTERVIEWER.match(text))
    return asks and not passage.statements


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
