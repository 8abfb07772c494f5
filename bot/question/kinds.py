"""Which kind of answer a question wants: its words and mentions against the phrasings of phrases.yaml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.data import read_yaml
from bot.question.lexicon import key
from bot.question.mentions import PRONOUNS, Mention
from bot.question.phrasing import ARTICLES, Phrasing, phrasing
from bot.question.spelling import Word
from bot.word_lists import word_list

_SET = re.compile(r"%(\w+)")
_GROUP = re.compile(r"<[^>]+>")

_ANY = ""
"""What every question has: the clue to phrasings that need nothing."""


def kinds() -> tuple[str, ...]:
    """The names of all kinds that phrasings tell, in the order in which they are tried."""
    return tuple(dict.fromkeys(kind for kind, _ in _phrasings()))


def classify(words: Sequence[Word], mentions: Sequence[Mention], asking: frozenset[int]) -> tuple[str, str]:
    """The kind whose phrasing fits first, and that phrasing; "sentence" and "" where none does.

    The clause that asks decides, the whole message where it does not, or where it only points to somebody who
    is named beside it: "Marsh – what was her talk about?"
    """
    every = frozenset(range(len(words)))
    tried = (every, asking) if _points_outside(words, mentions, asking) else (asking, every)
    for places in dict.fromkeys(tried):
        kind, phrase = _first_fit(canonical(words, mentions, places))
        if phrase:
            return kind, phrase
    return "sentence", ""


def _points_outside(words: Sequence[Word], mentions: Sequence[Mention], asking: frozenset[int]) -> bool:
    named = {mention.first in asking for mention in mentions if mention.kind == "official"}
    return named == {False} and any(words[place].read in PRONOUNS for place in asking)


def _first_fit(line: str) -> tuple[str, str]:
    pieces = frozenset((_ANY, *line.split()))
    for place in sorted({place for piece in pieces for place in _by_clue().get(piece, ())}):
        kind, one = _phrasings()[place]
        if one.may_fit(pieces) and _compiled(one.pattern).search(line):
            return kind, one.phrase
    return "sentence", ""


def canonical(words: Sequence[Word], mentions: Sequence[Mention], places: frozenset[int]) -> str:
    """These places of the question as patterns see it: "who spoke at {meeting} "."""
    starts = {mention.first: mention for mention in mentions}
    pieces, place = [], 0
    while place < len(words):
        mention = starts.get(place)
        if place in places:
            pieces.append(f"{{{mention.kind}}}" if mention else key(words[place].read))
        place = mention.last if mention else place + 1
    return "".join(f"{piece} " for piece in pieces if piece not in ARTICLES)


def frame(kind: str) -> frozenset[str]:
    """The keys and groups of the words that ask for a kind of answer, and need not stand in it."""
    return _frames().get(kind, frozenset())


@word_list
def _frames() -> dict[str, frozenset[str]]:
    return {kind: _framing(entry["frame"]) for kind, entry in _content().items() if "frame" in entry}


def _framing(listed: str) -> frozenset[str]:
    groups = _GROUP.findall(listed)
    return frozenset((*groups, *(key(word) for word in _GROUP.sub(" ", listed).split())))


@word_list
def _phrasings() -> list[tuple[str, Phrasing]]:
    """The phrasings in their order, each with its kind."""
    return [
        (kind, phrasing(phrase, _spread(phrase)))
        for kind, entry in _content().items()
        if kind != "sets"
        for phrase in entry["phrases"].splitlines()
    ]


@word_list
def _by_clue() -> dict[str, list[int]]:
    """By word or slot, the places of the phrasings that are tried where a question has it.

    Of all that a phrasing needs, its clue is what the fewest others need: "who" opens a great many.
    """
    found: dict[str, list[int]] = {}
    common = Counter(word for _, one in _phrasings() for need in one.needs if len(need) == 1 for word in need)
    for place, (_, one) in enumerate(_phrasings()):
        needs = one.needs or (frozenset({_ANY}),)
        for clue in min(needs, key=lambda need: sum(common[word] for word in need)):
            found.setdefault(clue, []).append(place)
    return found


def _spread(phrase: str) -> str:
    """The phrasing with the shared alternatives in the place of their names."""
    return _SET.sub(lambda name: f"({_content()['sets'][name[1]]})", phrase)


@cache
def _content() -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("phrases.yaml"))
    return content


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern of a phrasing; compiled for the first question that might be one."""
    return re.compile(pattern)
