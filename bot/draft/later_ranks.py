"""Ranks by which a person goes only in a later sentence.

"Ada Berg, Permanent Representative to the League, agreed. The Ambassador added …" The rank is hers where the
sentence before is of nobody else, her office is one that goes with the rank, and nobody else bears it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.introductions import unheld_office
from bot.draft.lexicon import hyphenated, terms
from bot.draft.outlines import Outline, passages_of
from bot.draft.text import fold
from bot.models import Official, Span, Value

_RANK = re.compile(r"(?:the )(?P<rank>.+)")
_SPECIAL = ("ambassador", "professor", "doctor")
"""Ranks that go with offices of their own; any other is one of a service."""


def with_later_ranks(article: Article, officials: Sequence[Official]) -> tuple[Official, ...]:
    """The officials, with the ranks by which the sentence after their name calls them."""
    found = list(officials)
    for passage in passages_of(article, officials):
        for one, other in pairwise(passage.lines):
            rank = _rank_alone(article, other, found)
            person = _only_one(one, found) if rank else None
            if rank and person and not person.rank and _goes_with(fold(rank.text), person):
                found[found.index(person)] = replace(person, rank=Value(rank.text.title(), rank))
    return tuple(found)


def _rank_alone(article: Article, line: Outline, officials: Sequence[Official]) -> Span | None:
    """The rank that a sentence makes its speaker or subject, and of which the text before tells nothing."""
    office = unheld_office(line, officials)
    words = _RANK.fullmatch(fold(line.words(office.start, office.end))) if office else None
    if not office or not words or words["rank"] not in terms("later_ranks"):
        return None
    before = fold(article.seed.text[: line.sentence.start])
    told = re.search(rf"\b{re.escape(words['rank'])}s?\b", before)
    return None if told else line.span(office.start + words.start("rank"), office.end)


def _only_one(line: Outline, officials: Sequence[Official]) -> Official | None:
    """The official whom alone a sentence names."""
    named = {official for _, official in line.mentions}
    return next((official for official in officials if {official.id} == named), None)


def _goes_with(rank: str, person: Official) -> bool:
    """Whether one of the person's offices is such as those of this rank hold."""
    offices = [fold(role.evidence.text) for role in person.roles if role.evidence]
    if rank in _SPECIAL:
        own = re.compile(rf"\b{hyphenated(terms(f'{rank}_offices'))}\b")
        return any(own.search(office) for office in offices)
    civilian = re.compile(rf"\b{hyphenated(terms('civilian_roles'))}\b")
    return bool(offices) and not any(civilian.search(office) for office in offices)
