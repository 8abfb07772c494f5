"""People whom a question names: "adamczak", "L. Landrum", "Serhii Salkutsan"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from bot.draft.text import fold
from bot.knowledge.store import NONE, Numbers
from bot.question.bearers import bearers, fit, is_surname, kin
from bot.question.index import Index
from bot.question.lexicon import key, lexicon, name_words
from bot.question.mentions import Mention
from bot.question.near import slips_between
from bot.question.offices import offices
from bot.question.parts_of_names import (
    could_be_name,
    goes_before,
    goes_on,
    is_alike,
    is_named,
    is_plain_word,
    is_strange,
    meant_words,
    typed,
)
from bot.question.spelling import Word

_GIVEN_NAME_SLIPS = 0.5
"""Slips a letter with which a given name is another spelling beside the right surname: Sergiy, Serhii."""

_BESIDE = 3
"""Words before and after a word of a name that may belong to it too."""

_NEAREST = 4
"""People who are told of where nobody has the name."""

_Stretch: TypeAlias = tuple[int, int]
"""Words [first, last) of a question."""


def find_names(words: Sequence[Word], index: Index) -> list[Mention]:
    """The people whom the words name; several ids where a name fits several people."""
    found: list[Mention] = []
    place = 0
    while place < len(words):
        mention = _name_at(words, place, found[-1].last if found else 0, index)
        if mention:
            found.append(mention)
        place = mention.last if mention else place + 1
    return found


def _name_at(words: Sequence[Word], place: int, begin: int, index: Index) -> Mention | None:
    """The name that a word is part of; words from `begin` on may belong to it too."""
    officials = _meant(words[place], index)
    if not (officials or is_alike(words[place], index)) or is_plain_word(words, place, officials, index):
        return None
    last, officials = _as_spelled(words, place, officials, index)
    mention = _as_a_whole(words, (place, last), begin, index)
    if mention or not officials:
        return mention
    first, officials = _extended_left(words, place, begin, officials, index)
    strange = _strange(words, place, begin, index) if last - first == 1 else None
    return strange or _mention(words, (first, last), officials, index)


def _meant(word: Word, index: Index) -> Numbers:
    """Who has a word in the name; of a mistyped word, whoever has one of those that it comes nearest to."""
    if not word.corrected:
        return bearers(word.read, index)
    return NONE.union(*(bearers(one, index) for one in meant_words(word, index)))


def _as_spelled(words: Sequence[Word], place: int, officials: Numbers, index: Index) -> tuple[int, Numbers]:
    """Where the name ends that begins here and has no slips, and whose it is."""
    last = place + 1
    while last < len(words) and not words[last - 1].corrected and not words[last].corrected:
        both = officials & bearers(words[last].read, index)
        if not both:
            break
        officials, last = both, last + 1
    return last, officials


def _as_a_whole(words: Sequence[Word], known: _Stretch, begin: int, index: Index) -> Mention | None:
    """The longest name, of more words than those known to be of one, that somebody has but for slips.

    Where each word is in some name as it stands, nothing shows a slip: nobody has them all.
    """
    for first, last in _stretches(words, known, begin, index):
        name = typed(words[first:last])
        found = fit(name, index) if len(name) > 1 else None
        if found:
            strange = found.slips > 0 and all(bearers(word, index) for word in name)
            return _mention(words, (first, last), found.officials, index, strange=strange)
    return None


def _stretches(words: Sequence[Word], known: _Stretch, begin: int, index: Index) -> Iterator[_Stretch]:
    """Where a name may stand that has the known words and more, the longest first."""
    first, last = known
    while first > max(begin, known[0] - _BESIDE) and goes_before(words, first - 1, index):
        first -= 1
    while last < min(len(words), known[1] + _BESIDE) and goes_on(words, last, index):
        last += 1
    for length in range(last - first, known[1] - known[0], -1):
        for start in range(max(first, known[1] - length), min(known[0], last - length) + 1):
            yield start, start + length


def _strange(words: Sequence[Word], place: int, begin: int, index: Index) -> Mention | None:
    """The name of several words that nobody has, and those whose names are likest to it.

    Surnames that follow each other are several people.
    """
    first, last = place, place + 1
    while first > begin and not words[first - 1].closes and is_strange(words[first - 1], index):
        first -= 1
    follows = is_strange if words[place].corrected else is_named
    while last < len(words) and not words[last - 1].closes and follows(words[last], index):
        last += 1
    name = typed(words[first:last])
    if len(name) < 2 or all(is_surname(word, index) for word in name):
        return None
    return _mention(words, (first, last), Numbers(kin(name, _NEAREST, index)), index, strange=True)


def _mention(
    words: Sequence[Word],
    stretch: _Stretch,
    officials: Numbers,
    index: Index,
    *,
    strange: bool = False,
) -> Mention:
    first, last = stretch
    closest = officials if strange else _closest(officials, words[first:last], index)
    ids = tuple(sorted(index.knowledge.records.officials.ids(closest)))
    return Mention("official", ids, _with_rank(words, first), last, strange)


def _belongs_before_name(word: Word) -> bool:
    """“The Canadian envoy | Lund”: offices and nationalities before a name tell nothing more."""
    nationality = word.keys & lexicon().countries and word.typed[:1].isupper()
    return not word.closes and (word.read in offices().heads or bool(nationality))


def _with_rank(words: Sequence[Word], first: int) -> int:
    """Where the ranks and honorifics before a name begin; right or wrong, they do not tell who is meant."""
    if first and _belongs_before_name(words[first - 1]):
        return _with_rank(words, first - 1)
    keys = [key(word.read) for word in words[:first]]
    for length in (3, 2, 1):
        if length <= first and (
            tuple(keys[first - length :]) in offices().ranks or keys[-1] in offices().honorifics
        ):
            return _with_rank(
                words, first - (length if tuple(keys[first - length :]) in offices().ranks else 1)
            )
    return first


def _extended_left(
    words: Sequence[Word], place: int, begin: int, officials: Numbers, index: Index
) -> tuple[int, Numbers]:
    """Takes in an initial or another spelling of the given name that stands before the surname."""
    if place == begin:
        return place, officials
    before = words[place - 1]
    fitting = NONE
    if len(before.read) == 1 and before.read.isalpha() and before.typed.isalpha():
        fitting = Numbers(
            who for who in officials if before.read in {name[0] for name in _given_names(who, index)}
        )
    elif could_be_name(before) and not bearers(fold(before.typed), index):
        spelled = {before.read, fold(before.typed)}
        fitting = Numbers(
            who
            for who in officials
            if any(_alike(one, name) for one in spelled for name in _given_names(who, index))
        )
    return (place - 1, fitting) if fitting else (place, officials)


def _alike(one: str, other: str) -> bool:
    return slips_between(one, other) <= _GIVEN_NAME_SLIPS * max(len(one), len(other))


def _closest(officials: Numbers, named: Sequence[Word], index: Index) -> Numbers:
    """Of several bearers those who have the name whole: "Brandt" is not Brandt-Amaro."""
    pieces = {one for word in named for one in meant_words(word, index)}
    return officials & index.knowledge.store.having("whole name", pieces) or officials


def _given_names(official: int, index: Index) -> list[str]:
    named = index.knowledge.records.officials[official]
    return [word for value in (named.name, *named.aliases) for word in name_words(str(value))[:-1]]
