"""The words that questions are made of, whatever the articles: what a slip in one of them was meant for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from bot.data import read_yaml
from bot.question.english import COMMON, english
from bot.question.lexicon import key, lexicon, name_words

_NO_WORDS = re.compile(r"\{\w+\}|<[^>]*>|%\w+")


@cache
def asking_words() -> frozenset[str]:
    """The words of the lexicon, inflected, and of the phrasings; names of countries and general words apart.

    A country that no source has is worth no correction, and its name may be near to a person's. General words
    that no source has are so many that a slip, or a word of no language, is near to one of them.
    """
    known = lexicon()
    listed = (
        form
        for group, members in known.members.items()
        if group not in known.countries | known.general
        for member in members
        for word in name_words(member)
        for form in _inflected(word)
    )
    return frozenset((*listed, *_phrased(), *known.ask, *known.function, *known.hard))


def forms_of(words: Iterable[str]) -> Iterator[str]:
    """The common words that have their stem in common with some words: "outlined" with "outlining"."""
    return chain.from_iterable(_common_by_key().get(one, ()) for one in {key(word) for word in words})


@cache
def _common_by_key() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word, count in english().items():
        if count >= COMMON:
            found[key(word)].append(word)
    return found


def _inflected(word: str) -> Iterator[str]:
    """A word and its regular forms, be it a noun or a verb, as far as they are common words themselves."""
    bare = word.removesuffix("e")
    forms = (f"{word}s", f"{bare}ed", f"{bare}ing")
    yield from (word, *(form for form in forms if english().get(form, 0) >= COMMON))


def _phrased() -> Iterator[str]:
    content = read_yaml(Path(__file__).with_name("phrases.yaml"))
    texts = (text for entry in content.values() for text in entry.values())
    return (word for text in texts for word in name_words(_NO_WORDS.sub(" ", text)))
