"""Which kind of answer a question wants: its words and mentions against the phrasings of phrases.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.data import read_yaml
from bot.question.lexicon import key, lexicon, phrase_keys
from bot.question.mentions import Mention
from bot.question.spelling import Word

_PIECE = re.compile(
    r"\{(?P<slot>\w+)\}|<(?P<group>[^>]+)>|(?P<any>\.\.\.)|(?P<mark>[()|\[\]^$])|(?P<word>[^\s()|\[\]^$<>{}]+)"
)
_SET = re.compile(r"%(\w+)")
_GROUP = re.compile(r"<[^>]+>")
_ARTICLES = frozenset({"the", "a", "an"})
_MARKS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": ")?", "^": "^", "$": "$"}


def kinds() -> tuple[str, ...]:
    """The names of all kinds that phrasings tell, in the order in which they are tried."""
    return tuple(_phrasings())


def classify(words: Sequence[Word], mentions: Sequence[Mention], asking: frozenset[int]) -> tuple[str, str]:
    """The kind whose phrasing fits first, and that phrasing; "sentence" and "" where none does.

    The clause that asks decides, the whole message where it does not.
    """
    for line in dict.fromkeys((canonical(words, mentions, asking), canonical(words, mentions))):
        kind, phrase = _first_fit(line)
        if phrase:
            return kind, phrase
    return "sentence", ""


def _first_fit(line: str) -> tuple[str, str]:
    pieces = set(line.split(" "))
    for kind, phrasings in _phrasings().items():
        for phrase, needed in phrasings:
            if needed <= pieces and _compiled(phrase).search(line):
                return kind, phrase
    return "sentence", ""


def canonical(
    words: Sequence[Word], mentions: Sequence[Mention], places: frozenset[int] | None = None
) -> str:
    """The question as patterns see it: "who spoke at {meeting} "; only these `places` of it, if given."""
    starts = {mention.first: mention for mention in mentions}
    pieces, place = [], 0
    while place < len(words):
        mention = starts.get(place)
        if places is None or place in places:
            pieces.append(f"{{{mention.kind}}}" if mention else key(words[place].read))
        place = mention.last if mention else place + 1
    return "".join(f"{piece} " for piece in pieces if piece not in _ARTICLES)


@cache
def frame(kind: str) -> frozenset[str]:
    """The keys and groups of the words that ask for a kind of answer, and need not stand in it."""
    listed = _content().get(kind, {}).get("frame", "")
    groups = _GROUP.findall(listed)
    return frozenset((*groups, *(key(word) for word in _GROUP.sub(" ", listed).split())))


@cache
def _content() -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("phrases.yaml"))
    return content


@cache
def _phrasings() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """By kind, the phrasings in their order, each with what a question must have to be one."""
    return {
        kind: [(phrase, _needed(phrase)) for phrase in entry["phrases"].splitlines()]
        for kind, entry in _content().items()
        if kind != "sets"
    }


def _needed(phrase: str) -> frozenset[str]:
    """The words and slots of a phrasing that stand in none of its alternatives."""
    depth, found = 0, set[str]()
    for piece in _PIECE.finditer(phrase):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(piece["mark"] or "", 0)
        if not depth and piece["mark"] == "|":
            return frozenset()
        if not depth and piece["word"] and not _SET.match(piece["word"]):
            found.update(one for one in phrase_keys(piece["word"]) if one not in _ARTICLES)
        if not depth and piece["slot"] and piece["slot"] != "topic":
            found.add(f"{{{piece['slot']}}}")
    return frozenset(found)


def _spread(phrase: str) -> str:
    """The phrasing with the shared alternatives in the place of their names."""
    return _SET.sub(lambda name: f"({_content()['sets'][name[1]]})", phrase)


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    """The pattern of a phrasing; compiled for the first question that might be one."""
    pieces = _PIECE.finditer(_spread(phrase))
    return re.compile("(?:^|(?<= ))" + "".join(map(_expression, pieces)))


def _expression(piece: re.Match[str]) -> str:
    if piece["slot"]:
        return r"(?:[^ {}]+ )" if piece["slot"] == "topic" else re.escape(f"{{{piece['slot']}}} ")
    if piece["group"]:
        return "(?:" + "|".join(_spelled(member) for member in lexicon().members[f"<{piece['group']}>"]) + ")"
    if piece["any"]:
        return r"(?:\S+ )*?"
    return _MARKS[piece["mark"]] if piece["mark"] else _spelled(piece["word"])


def _spelled(expression: str) -> str:
    return "".join(re.escape(one) + " " for one in phrase_keys(expression) if one not in _ARTICLES)
