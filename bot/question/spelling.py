"""A question's words as they were meant: typing slips undone where one reading is nearest, and disclosed."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from bot.draft.text import VOCABULARY, fold, words
from bot.question.english import COMMON, occurrences
from bot.question.index import Index, Spelled
from bot.question.lexicon import is_content, key, lexicon, meanings
from bot.question.near import near, within
from bot.question.slips import is_common_slip, slips, unlikeness
from bot.word_lists import word_list

_PUNCTUATION = re.compile(r"[,;:?!()]|\s[-–—]+\s|\.(?=\s|$)")

_NAME_GOES_ON = re.compile(r"\s[A-Z][a-z]{3,}")
"""“BAE Systems”: what stands before a further capitalised word begins a name."""


_SHORT = 4
"""Letters of a name up to which it is near to too many words to be taken for one."""
_FEW = 4
"""Commoner words that are looked at."""
_ASKS = 3
"""So many occurrences in the sources a word is worth that questions are made of."""
_COMMONER, _LIKELIER = 30, 10
"""So many times commoner is what another English word is meant for; what has its letters, or is a name."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a question: `typed` in the user's letters, `read` folded and as it was understood.

    `corrected` tells that it was read as another word than was typed, spelling variants and accents apart,
    `is_content` that it says something itself, `closes` that punctuation stands between it and the next word,
    `opens` that a sentence begins with it.
    """

    typed: str
    read: str
    keys: frozenset[str]
    start: int
    end: int
    corrected: bool
    is_content: bool
    closes: bool
    opens: bool

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital where a sentence would not ask for one."""
        return self.typed[:1].isupper() and (not self.opens or self.typed[1:].isupper())


def read_words(text: str, index: Index) -> tuple[Word, ...]:
    """The words of a question, each as it was meant."""
    pieces = [
        (meant, start, end, len(several) == 1 and meant != word and word not in lexicon().variants)
        for word, start, end in words(text)
        for several in [(word,) if _is_short_name(text, start, end, index) else _meant(word, index)]
        for meant in several
    ]
    keys = meanings([meant for meant, *_ in pieces], whole=True)
    nexts = [*(start for _, start, *_ in pieces[1:]), len(text)]
    found: list[Word] = []
    for (meant, start, end, corrected), own, following in zip(pieces, keys, nexts, strict=False):
        opens = not found or found[-1].closes
        closes = _PUNCTUATION.search(text, end, following) is not None
        content = is_content(meant, own)
        found.append(Word(text[start:end], meant, own, start, end, corrected, content, closes, opens))
    return tuple(found)


def _is_short_name(text: str, start: int, end: int, index: Index) -> bool:
    """Whether a short word with a capital inside a question is a name, though none that the sources have.

    Few letters are near to many words; a name is not taken for one of them ("Jens" is no slip for "gen").
    """
    typed = text[start:end]
    if not typed[:1].isupper() or len(typed) > _SHORT or text.isupper():
        return False
    if typed.isupper() and lexicon().variants.get(fold(typed)) in lexicon().function | lexicon().ask:
        return True
    inside = bool(text[:start].strip())
    begins_a_name = typed.isupper() and bool(_NAME_GOES_ON.match(text, end))
    return (begins_a_name and not _is_in_name(fold(typed), index)) or (
        inside and not _near_name(fold(typed), index)
    )


def _near_name(word: str, index: Index) -> bool:
    return _is_in_name(word, index) or any(
        _is_in_name(other, index) for other, _ in near(word, index.near, 1)
    )


@lru_cache(maxsize=VOCABULARY)
def _meant(word: str, index: Index) -> tuple[str, ...]:
    if word in lexicon().variants and not _is_in_name(word, index):
        return _spelled_out(word)
    spelled = index.words.get(word)
    if spelled and spelled.parts and not spelled.count:
        return spelled.parts
    if not word.isalpha() or _known(word, spelled, index):
        return (word,)
    return _spelled_out(_corrected(word, index))


def _spelled_out(word: str) -> tuple[str, ...]:
    """The words that a short or a sloppy one stands for: "whats"."""
    return tuple(lexicon().variants.get(word, word).split())


def _known(word: str, spelled: Spelled | None, index: Index) -> bool:
    if spelled and (spelled.count or spelled.named or spelled.asks):
        return True
    if not lexicon().countries.isdisjoint(lexicon().groups.get(key(word), ())):
        return True
    # What is no English word is a slip, whatever its stem: "metting" is not meant for "met".
    return occurrences(word) > 0 and (key(word) in _lexicon_keys() or index.knows([key(word)]))


def _is_in_name(word: str, index: Index) -> bool:
    """Whether a word is part of somebody's or something's name."""
    spelled = index.words.get(word)
    return spelled is not None and spelled.named


def _corrected(word: str, index: Index) -> str:
    limit = slips(word)
    if not limit:
        return word
    if occurrences(word) >= COMMON:
        return _commoner(word, index)
    alike = _whole_words(near(word, index.near, limit) or _fuller(word, index))
    if not alike:
        return _unswapped(word) or _corrected_stem(word)
    nearest = min(unlikeness(other, distance, word) for other, distance in alike)
    best = [other for other, distance in alike if unlikeness(other, distance, word) == nearest]
    return max(best, key=lambda other: (is_common_slip(word, other), _frequency(other, index)))


def _fuller(word: str, index: Index) -> list[tuple[str, int]]:
    """Longer words of which two letters were left out: "hapend" for "happened"."""
    if len(word) <= _SHORT:
        return []
    return [(other, made) for other, made in near(word, index.near, 2) if len(other) == len(word) + made]


def _commoner(word: str, index: Index) -> str:
    """A far commoner word with two letters swapped ("dose"); one of the sources with a letter more or less.

    "Manger" is meant for "manager"; a letter exchanged makes another word ("resign", "design") and is let be.
    """
    swapped = _unswapped(word)
    if swapped and occurrences(swapped) > _LIKELIER * occurrences(word):
        return swapped
    alike = _whole_words(near(word, index.near, 1, exchanged=False))[:_FEW]
    far = [other for other, _ in alike if occurrences(other) > _enough(other, index) * occurrences(word)]
    known = [other for other in far if _count(other, index)] or far
    return known[0] if len(known) == 1 and len(word) > 4 else word


def _enough(other: str, index: Index) -> int:
    """How many times commoner a word must be; less where it is part of a name of the sources."""
    return _LIKELIER if _is_in_name(other, index) else _COMMONER


def _unswapped(word: str) -> str | None:
    """The common word that two letters in the wrong order were meant for: "stnad"."""
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    common = [other for other in swapped if occurrences(other) >= COMMON]
    return max(common, key=occurrences) if common else None


def _corrected_stem(word: str) -> str:
    """The word of the lexicon whose stem is nearest: "breifed" has the slip in its stem."""
    own = key(word)
    if len(own) < _SHORT:
        return word
    alike = within(own, _stems(), slips(own))
    return min(alike, key=lambda one: (one[1], one[0][0] != own[0], one[0]))[0] if alike else word


def _frequency(word: str, index: Index) -> tuple[int, int]:
    """How often the sources have a word, one of a question a little more; and how common it is."""
    spelled = index.words.get(word)
    asks = spelled.asks if spelled else key(word) in _own_keys()
    return _count(word, index) + (_ASKS if asks else 0), occurrences(word)


def _count(word: str, index: Index) -> int:
    """How often the sources have a word."""
    spelled = index.words.get(word)
    return spelled.count if spelled else 0


def _whole_words(alike: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those that somebody may have meant to type: of some length, and of letters alone."""
    return [(other, made) for other, made in alike if len(other) > 2 and other.isalpha()]


@word_list
def _lexicon_keys() -> frozenset[str]:
    """The keys of the lexicon's words."""
    return _keys_without(frozenset())


@word_list
def _own_keys() -> frozenset[str]:
    """The lexicon's keys but for general words: these are so many that they are not questions' own."""
    return _keys_without(lexicon().general)


@word_list
def _stems() -> frozenset[str]:
    """The lexicon's keys but for countries and general words: so many are near to people's names."""
    return _keys_without(lexicon().countries | lexicon().general)


def _keys_without(apart: frozenset[str]) -> frozenset[str]:
    """The keys of the lexicon's words, but for those of the groups apart alone."""
    known = lexicon()
    bare = (key(word) for word in (*known.ask, *known.function, *known.hard))
    entries = (*known.phrases.items(), *(((one,), names) for one, names in known.groups.items()))
    return frozenset(
        (*bare, *(one for entry, names in entries if not apart.issuperset(names) for one in entry))
    )
