"""Which words of a question may be part of somebody's name, and which words of names they are meant for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.draft.text import fold
from bot.knowledge.store import Numbers
from bot.question.bearers import bearers, nearest_words, words_alike
from bot.question.english import COMMON, occurrences
from bot.question.index import Index
from bot.question.lexicon import key, lexicon
from bot.question.offices import is_rank, offices
from bot.question.slips import slips
from bot.question.spelling import Word


def spelled(word: Word) -> str:
    """A word as it was typed, folded; as it was read where that is no correction."""
    return fold(word.typed) if word.corrected else word.read


def typed(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a name as they were typed, those left out that tell nobody."""
    return tuple(one for word in words if (one := spelled(word)) not in lexicon().particles)


def meant_words(word: Word, index: Index) -> list[str]:
    """The words that one stands for in a name: itself, or those that a mistyped one comes nearest to."""
    mistyped = word.corrected and bool(bearers(word.read, index))
    return nearest_words(spelled(word), index) if mistyped else [word.read]


def could_be_name(word: Word) -> bool:
    """Whether a word is none of those that stand in questions beside names."""
    known = lexicon()
    return (
        word.read.isalpha()
        and len(word.read) > 2
        and word.read not in known.function
        and word.read not in known.ask
        and key(word.read) not in known.groups
        and word.read not in offices().heads
        and not is_rank(word.read)
    )


def is_alike(word: Word, index: Index) -> bool:
    """Whether a word that was read as another may be meant for one of somebody's name."""
    return word.corrected and bool(words_alike(spelled(word), slips(spelled(word)), index))


def is_named(word: Word, index: Index) -> bool:
    """Whether a word is in somebody's name, and no plain word."""
    return could_be_name(word) and bool(bearers(word.read, index))


def is_strange(word: Word, index: Index) -> bool:
    """Whether a word before a surname can only be somebody's name: a name, an initial, or no word at all."""
    if len(word.typed) == 1:
        return word.typed.isupper() and word.read not in lexicon().function
    unknown = not word.corrected and index.words.get(word.read) is None
    rare = unknown and (word.is_capital or occurrences(word.read) < COMMON)
    return is_named(word, index) or (rare and could_be_name(word))


def is_plain_word(words: Sequence[Word], place: int, officials: Numbers, index: Index) -> bool:
    """Whether a word that is also a name stands here as a plain word: "may", "will" in small letters."""
    known, word = lexicon(), words[place]
    if word.typed[:1].isupper() and place:
        return False
    if not (word.read in known.function | known.ask or key(word.read) in known.groups or len(word.read) < 3):
        return False
    beside = [words[at].read for at in (place - 1, place + 1) if 0 <= at < len(words)]
    return not any(officials & bearers(other, index) for other in beside)


def goes_before(words: Sequence[Word], place: int, index: Index) -> bool:
    """Whether a word may belong to a name that begins after it."""
    return not words[place].closes and _may_belong(words[place], index)


def goes_on(words: Sequence[Word], place: int, index: Index) -> bool:
    """Whether a word may belong to a name that ends before it: no plain one that the sources have."""
    word = words[place]
    plain = not word.is_capital and not word.corrected and _is_told(word, index)
    return not words[place - 1].closes and not plain and _may_belong(word, index)


def _may_belong(word: Word, index: Index) -> bool:
    return word.read in lexicon().particles or could_be_name(word) or is_alike(word, index)


def _is_told(word: Word, index: Index) -> bool:
    """Whether a source has a word that stands in nobody's name."""
    known = index.words.get(word.read)
    return known is not None and known.count > 0 and not known.named
