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
    return tuple(_patterns())


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
    for kind, patterns in _patterns().items():
        for phrase, pattern in patterns:
            if pattern.search(line):
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
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    return {
        kind: [(phrase, _compiled(_spread(phrase))) for phrase in entry["phrases"].splitlines()]
        for kind, entry in _content().items()
        if kind != "sets"
    }


def _spread(phrase: str) -> str:
    """The phrasing with the shared alternatives in the place of their names."""
    return _SET.sub(lambda name: f"({_content()['sets'][name[1]]})", phrase)


def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile("(?:^|(?<= ))" + "".join(map(_expression, _PIECE.finditer(phrase))))


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
