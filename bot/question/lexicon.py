"""What words mean to a question: their stems, and the groups of words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from bot.data import read_yaml
from bot.draft.text import VOCABULARY, fold, stem, words
from bot.word_lists import word_list

GATHERING, UNDERTAKING = "<meeting>", "<initiative>"
"""The groups of the nouns for what people come together at, and for what they undertake."""

_HERE = Path(__file__).parent
_PARTING = frozenset({"thing", "it", "them", "everyth"})
"""The keys of what may stand between a verb and what belongs to it."""
_CONTRACTED = re.compile(r"'(?:m|re|ve|ll|d|t|s)$")
_SPEECH = frozenset({"<say>", "<speak>", "<stress>"})
_BARE = ("ask", "function", "purposes", "slight", "hard", "attributes", "home", "particles")
"""Sections of lexicon.yaml that are words one after the other."""
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w{3})our(?=\w{0,4}$)"), "or"),
    (re.compile(r"(?<=\w{3})enc(?=e|es$)"), "ens"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"^programme"), "program"),
)
"""Spellings brought to one form on both sides of every comparison: British and American ones."""


class Lexicon(msgspec.Struct, frozen=True, array_like=True):
    """The lexicon: `groups` leads from a key to the names of its groups, `phrases` from an expression's keys.

    `members` has the words of a group as they are written; `countries` are the groups of countries.yaml,
    `general` those of thesaurus.yaml.
    """

    groups: dict[str, tuple[str, ...]]
    phrases: dict[tuple[str, ...], tuple[str, ...]]
    members: dict[str, tuple[str, ...]]
    ask: frozenset[str]
    function: frozenset[str]
    purposes: frozenset[str]
    slight: frozenset[str]
    hard: frozenset[str]
    attributes: frozenset[str]
    home: frozenset[str]
    particles: frozenset[str]
    variants: dict[str, str]
    countries: frozenset[str]
    general: frozenset[str]


@lru_cache(maxsize=VOCABULARY)
def key(word: str) -> str:
    """What a folded word is compared by: the stem of its spelling; "organised" and "organizes" share one."""
    bare = word if word in _apart() else word.removesuffix("s")
    if bare in _apart():
        return bare
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return stem(word)


@word_list
def _apart() -> frozenset[str]:
    """Words that have a stem in common with words of another meaning, and are their own stem."""
    return frozenset(fold(_content()["apart"]).split())


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_HERE / "lexicon.yaml")
    return content


def phrase_keys(expression: str) -> tuple[str, ...]:
    """The keys of an expression's words."""
    return tuple(key(word) for word, _, _ in words(expression))


@word_list
def lexicon() -> Lexicon:
    """The lexicon of lexicon.yaml, thesaurus.yaml and countries.yaml, read once.

    Of expressions that overlap the later one counts: the general ones come first.
    """
    content = _content()
    groups: dict[str, tuple[str, ...]] = {}
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    members: dict[str, tuple[str, ...]] = {}
    general, countries = (read_yaml(_HERE / name) for name in ("thesaurus.yaml", "countries.yaml"))
    for group in (*general, *content["synonyms"], *countries):
        name = f"<{group[0]}>"
        members[name] = tuple(group)
        for keys in dict.fromkeys(phrase_keys(str(entry)) for entry in group):
            if len(keys) == 1:
                groups[keys[0]] = (*groups.get(keys[0], ()), name)
            else:
                phrases[keys] = (*phrases.get(keys, ()), name)
    return Lexicon(
        groups,
        phrases,
        members,
        **{section: frozenset(fold(content[section]).split()) for section in _BARE},
        variants=content["variants"],
        countries=_names_of(countries),
        general=_names_of(general),
    )


def _names_of(groups: Iterable[Sequence[object]]) -> frozenset[str]:
    return frozenset(f"<{group[0]}>" for group in groups)


def meanings(text_words: Sequence[str], *, whole: bool = False) -> list[frozenset[str]]:
    """For each folded word of a text: its key, and the groups that it belongs to, alone or in an expression.

    With `whole`, the words of an expression mean only what it does: "whose idea" asks for no idea.
    """
    found = [meaning(word) for word in text_words]
    for _, first, expression in sorted(_expressions([key(word) for word in text_words])):
        for at in range(first, first + len(expression)):
            found[at] = frozenset((*(() if whole else found[at]), *lexicon().phrases[expression]))
    return found


@lru_cache(maxsize=VOCABULARY)
def meaning(word: str) -> frozenset[str]:
    """The key of a folded word and the groups that it belongs to by itself."""
    one = key(word)
    return frozenset((one, *lexicon().groups.get(one, ())))


@cache
def _opened() -> dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    """The expressions by their first two keys, each with its place in the lexicon: the later one counts."""
    found: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
    for place, expression in enumerate(lexicon().phrases):
        found.setdefault(expression[:2], []).append((place, expression))
    return found


def _expressions(keys: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The expressions among the keys, each with its place in the lexicon and that of its first key.

    A verb may stand apart from what belongs to it: "wrap | things | up".
    """
    together = [(at, at + 1) for at in range(len(keys) - 1)]
    parted = [(at, at + 2) for at in range(len(keys) - 2) if keys[at + 1] in _PARTING]
    for at, rest in (*together, *parted):
        for place, expression in _opened().get((keys[at], keys[rest]), ()):
            if tuple(keys[rest : rest + len(expression) - 1]) == expression[1:]:
                yield place, at, expression


@lru_cache(maxsize=VOCABULARY)
def is_content(word: str, meant: frozenset[str]) -> bool:
    """Whether a folded word that means so much says something itself: it is neither grammar nor asks."""
    if meant and all(one.startswith("<") for one in meant):
        return not meant <= _SPEECH
    plain = _CONTRACTED.sub("", word)
    return plain not in lexicon().function and plain not in lexicon().ask and key(plain) not in _ask_keys()


@word_list
def _ask_keys() -> frozenset[str]:
    return frozenset(map(key, lexicon().ask))


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(word for word, _, _ in words(name))


def keys_of(text: str) -> frozenset[str]:
    """The keys and groups of a text's words."""
    return frozenset().union(*meanings(name_words(text)))


def plain_keys(keys: Iterable[str]) -> frozenset[str]:
    """The keys that are no names of groups."""
    return frozenset(one for one in keys if not one.startswith("<"))
