"""What was read otherwise than it was typed, so that the reply can say so."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bot.draft.text import fold
from bot.question.index import Index
from bot.question.lexicon import name_words
from bot.question.mentions import Mention, taken
from bot.question.offices import is_rank
from bot.question.spelling import Word


def corrections(
    words: Sequence[Word], mentions: Sequence[Mention], index: Index
) -> tuple[tuple[str, str], ...]:
    """What was read otherwise than typed: words, and people whose names were spelled in another way."""
    named = taken(one for one in mentions if one.kind == "official" and one.ids)
    people = [one for one in mentions if one.kind == "official" and len(one.ids) == 1 and not one.strange]
    plain = [
        (word.typed, word.read)
        for at, word in enumerate(words)
        if word.corrected and at not in named and word.is_content
    ]
    spelled = [
        (one.words(words), str(index.knowledge.official(one.ids[0]).name))
        for one in people
        if _is_misspelled(words[one.first : one.last], one.ids[0], index)
    ]
    return (*plain, *spelled)


def _is_misspelled(name: Sequence[Word], official_id: str, index: Index) -> bool:
    """Whether a word of a name is none of its bearer's, rank, initials and possessives apart."""
    official = index.knowledge.official(official_id)
    parts = {part for value in (official.name, *official.aliases) for part in name_words(value.value)}
    return any(_is_strange(word, parts) for word in name)


def _is_strange(word: Word, parts: Set[str]) -> bool:
    typed = fold(word.typed)
    plain = typed in parts or typed.removesuffix("s") in parts or len(typed) == 1
    return (
        not plain
        and not is_rank(word.read)
        and (word.corrected or (word.read not in parts and word.is_content))
    )
