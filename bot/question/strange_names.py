"""Names in a question that no source has as such, though it may have their words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.question.index import Index
from bot.question.lexicon import lexicon, meanings, plain_keys
from bot.question.spelling import Word

_SHOUTED = 0.7
"""The share of capitalised words from which on capitals tell nothing."""

_LOOKED_THROUGH = 500
"""Passages with all words of a name, of which one must have them in a row for the name to be known."""


def strange_names(capital: Sequence[int], words: Sequence[Word], index: Index) -> frozenset[int]:
    """The places, of these capitalised words, of names that no source has: "Partnership for Peace"."""
    unknown = (run for run in _runs(capital, words) if not _is_known_name(run, words, index))
    names = (name for run in unknown for name in _unknown_in(run, words, index))
    return frozenset(at for name in names if not _is_of_a_country(name, words) for at in name)


def _runs(places: Sequence[int], words: Sequence[Word]) -> list[list[int]]:
    """Capitalised words that follow each other, words of grammar between; none where all are capital."""
    found: list[list[int]] = []
    for place in places:
        between = words[found[-1][-1] + 1 : place] if found else ()
        joined = found and all(word.read in {"of", "for", "and", "the", "on"} for word in between)
        if joined and not any(word.closes for word in (words[found[-1][-1]], *between)):
            found[-1].append(place)
        else:
            found.append([place])
    written = [word for word in words if word.typed[:1].isalpha()]
    if sum(word.typed[0].isupper() for word in written) > _SHOUTED * len(written):
        return []
    return [run for run in found if len(run) > 1]


def _unknown_in(run: list[int], words: Sequence[Word], index: Index) -> list[list[int]]:
    """Of the names that "and" joins in a run those that are not known either: "the Board and the Fleet"."""
    names = _joined_by_and(run, words)
    return [name for name in names if not _is_known_name(name, words, index)] if names != [run] else names


def _joined_by_and(run: list[int], words: Sequence[Word]) -> list[list[int]]:
    """The names of several words that "and" joins; the run itself where there is no such."""
    names = [[run[0]]]
    for before, place in pairwise(run):
        joined = any(word.read == "and" for word in words[before + 1 : place])
        if joined:
            names.append([])
        names[-1].append(place)
    return [name for name in names if len(name) > 1] or [run]


def _is_of_a_country(run: Sequence[int], words: Sequence[Word]) -> bool:
    """Whether the words name a country: “South Africa” is known by its group, in whatever form."""
    return all(words[at].keys & lexicon().countries for at in run)


def _is_known_name(run: Sequence[int], words: Sequence[Word], index: Index) -> bool:
    """Whether some passage has these words, or ones that mean the same, one after the other."""
    keys = [words[at].keys for at in run]
    if _is_expression(keys):
        return index.knows(frozenset.intersection(*keys))
    together = index.passages_with_all(keys)[:_LOOKED_THROUGH]
    return any(_has_run(passage.words, keys) for passage in index.passages.several(together))


def _is_expression(keys: Sequence[frozenset[str]]) -> bool:
    """Whether words are one expression, which sources may know by its short form: “African Union”."""
    return bool(frozenset.intersection(*keys)) and not any(map(plain_keys, keys))


def _has_run(passage: Sequence[str], wanted: Sequence[frozenset[str]]) -> bool:
    meant = zip(passage, meanings(passage), strict=True)
    bare = [keys for word, keys in meant if word not in lexicon().function]
    return any(
        all(own & keys for own, keys in zip(bare[at:], wanted, strict=False))
        for at in range(len(bare) - len(wanted) + 1)
    )
