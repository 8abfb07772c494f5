"""What a question names: words that stand for one, several or no things that the sources know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from bot.question.lexicon import key, lexicon
from bot.question.offices import offices
from bot.question.spelling import Word

MentionKind = Literal["official", "role", "meeting", "gathering", "initiative", "acronym", "date", "rank"]
CONNECTORS = frozenset({"of", "for", "to", "at", "in", "on", "from", "with", "between", "s", "and"})
SEVERAL_WELCOME = frozenset({"who_spoke", "browse", "attended", "how_many", "who_said"})
"""Kinds that people told by an office narrow down, however many they are."""

_OF_PEOPLE = frozenset({"role", "who_is"})

PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers"})
ARTICLES = frozenset({"the", "a", "an", "its", "their", "our", "this", "that"})


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Words [first, last) of a question and the ids they may stand for.

    One id: found. Several: unclear, or a class of people ("the generals"). None: of this kind, in no source.
    `strange`: a name that nobody has; the ids are of the people whose names come nearest.
    """

    kind: MentionKind
    ids: tuple[str, ...]
    first: int
    last: int
    strange: bool = False

    def words(self, words: Sequence[Word]) -> str:
        """The words as typed."""
        return " ".join(word.typed for word in words[self.first : self.last])


def taken(mentions: Iterable[Mention]) -> frozenset[int]:
    """The places of all words that some mention covers."""
    return frozenset(place for mention in mentions for place in range(mention.first, mention.last))


def welcomes_several(mention: Mention, kind: str, words: Sequence[Word]) -> bool:
    """Whether people told by an office may be several: they narrow down, or are themselves asked for."""
    return kind in SEVERAL_WELCOME or (kind in _OF_PEOPLE and _is_plural(mention, words))


def is_crowd(mention: Mention, kind: str, words: Sequence[Word]) -> bool:
    """“The ministers declared”: several people at once, whom no answer could tell apart."""
    several = mention.kind == "role" and len(mention.ids) > 1 and _is_plural(mention, words)
    return several and not welcomes_several(mention, kind, words)


def _is_plural(mention: Mention, words: Sequence[Word]) -> bool:
    """Whether an office is named in the plural, or told by a verb, which any number of people may do."""
    read = {word.read for word in words[mention.first : mention.last]}
    return bool(read & offices().verbs) or any(
        one.endswith("s") and one[:-1] in offices().heads for one in read
    )


def _continues(word: Word) -> bool:
    return word.is_content or word.read == "s"


def segments_after(
    words: Sequence[Word], start: int, blocked: frozenset[int], stops: frozenset[str]
) -> list[list[int]]:
    """What follows a noun and belongs to it, segment by segment: "of the military committee", "at NATO".

    A segment is the places of its content words. It ends before words in `blocked` and before words that
    have a key in `stops`.
    """
    found: list[list[int]] = []
    place, segment = start, list[int]()
    while place < len(words):
        if words[place - 1].closes:
            return [*found, segment] if segment else found
        if place not in blocked and words[place].is_content and not words[place].keys & stops:
            segment.append(place)
        elif segment or words[place].read not in CONNECTORS | ARTICLES:
            if segment:
                found.append(segment)
            if words[place].read not in CONNECTORS or place in blocked:
                return found
            segment = []
        place += 1
    return [*found, segment] if segment else found


def content_before(words: Sequence[Word], end: int, blocked: frozenset[int]) -> list[int]:
    """The places of the content words right before `end`: "Ukrainian military" before "representative"."""
    place = end - 1
    while place >= 0 and place not in blocked and not words[place].closes and _continues(words[place]):
        place -= 1
    return [at for at in range(place + 1, end) if words[at].read != "s"]


def content_keys(text_words: Iterable[str]) -> tuple[str, ...]:
    """The keys of a name's words, grammar left out."""
    return tuple(key(word) for word in text_words if word not in lexicon().function)
