"""The phrasings of phrases.yaml: as patterns over questions, and by what a question must have to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from bot.question.lexicon import lexicon, phrase_keys

ARTICLES = frozenset({"the", "a", "an"})
"""Words that no phrasing depends on."""

_PIECE = (
    r"\{(?P<slot>\w+)\}|<(?P<group>[^>]+)>|(?P<any>\.\.\.)"
    r"|(?P<mark>[()|\[\]^$])|(?P<word>[^\s()|\[\]^$<>{}]+)"
)
_MARKS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": ")?", "^": "^", "$": "$"}


class Phrasing(msgspec.Struct, frozen=True, array_like=True):
    """A line of phrases.yaml and its pattern; only a question that has one of each of `needs` is tried."""

    phrase: str
    pattern: str
    needs: tuple[frozenset[str], ...]

    def may_fit(self, pieces: frozenset[str]) -> bool:
        """Whether a question of these words and slots may be phrased so."""
        return not any(map(pieces.isdisjoint, self.needs))


def phrasing(phrase: str, spread: str) -> Phrasing:
    """The phrasing of a line; `spread` is the line with what its names of sets stand for."""
    pattern = "(?:^|(?<= ))" + "".join(map(_expression, re.finditer(_PIECE, spread)))
    return Phrasing(phrase, pattern, tuple(dict.fromkeys(_needed(re.finditer(_PIECE, spread)))))


def _needed(pieces: Iterator[re.Match[str]]) -> list[frozenset[str]]:
    """Up to the bracket that closes, or the end: sets of each of which a question must have one."""
    ways: list[list[frozenset[str]]] = [[]]
    for piece in pieces:
        if piece["mark"] in {")", "]"}:
            break
        if piece["mark"] == "|":
            ways.append([])
        elif piece["mark"] == "[":
            _needed(pieces)
        elif piece["mark"] == "(":
            ways[-1] += _needed(pieces)
        else:
            ways[-1] += _needed_for(piece)
    return _of_any(ways)


def _of_any(ways: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """What is needed for one of several ways to say something: of one need of each, any."""
    if len(ways) == 1:
        return ways[0]
    return [frozenset().union(*(min(way, key=len) for way in ways))] if all(ways) else []


def _needed_for(piece: re.Match[str]) -> list[frozenset[str]]:
    if piece["slot"]:
        return [] if piece["slot"] == "topic" else [frozenset({f"{{{piece['slot']}}}"})]
    if piece["group"]:
        return _of_any([_keys_needed(member) for member in _members(piece)])
    return _keys_needed(piece["word"] or "")


def _keys_needed(expression: str) -> list[frozenset[str]]:
    return [frozenset({one}) for one in phrase_keys(expression) if one not in ARTICLES]


def _members(piece: re.Match[str]) -> tuple[str, ...]:
    return lexicon().members[f"<{piece['group']}>"]


def _expression(piece: re.Match[str]) -> str:
    if piece["slot"]:
        return r"(?:[^ {}]+ )" if piece["slot"] == "topic" else re.escape(f"{{{piece['slot']}}} ")
    if piece["group"]:
        return "(?:" + "|".join(map(_spelled, _members(piece))) + ")"
    if piece["any"]:
        return r"(?:\S+ )*?"
    return _MARKS[piece["mark"]] if piece["mark"] else _spelled(piece["word"])


def _spelled(expression: str) -> str:
    return "".join(re.escape(one) + " " for one in phrase_keys(expression) if one not in ARTICLES)
