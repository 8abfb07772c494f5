"""People whom a question names: "adamczak", "L. Landrum", "Serhii Salkutsan"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.draft.text import fold
from bot.models import Official
from bot.question.index import Index
from bot.question.lexicon import key, lexicon, name_words
from bot.question.mentions import Mention
from bot.question.offices import offices
from bot.question.spelling import Word, slips

_GIVEN_NAME_LIKENESS = 0.5
"""How alike a given name must be to stand for another spelling beside the right surname: Sergiy, Serhii."""

_PARTICLES = frozenset(
    {"de", "da", "di", "van", "von", "der", "den", "al", "el", "la", "le", "du", "dos", "e", "y"}
)


def find_names(words: Sequence[Word], index: Index) -> list[Mention]:
    """The people whom the words name; several ids where a name fits several people."""
    found: list[Mention] = []
    place = 0
    while place < len(words):
        mention = _name_at(words, place, index)
        if mention:
            found.append(mention)
        place = mention.last if mention else place + 1
    return found


def _name_at(words: Sequence[Word], place: int, index: Index) -> Mention | None:
    bearers = _bearers(index)
    ids = _ids(words[place].read, bearers)
    if not ids or _is_plain_word(words, place, bearers):
        return None
    last = place + 1
    while last < len(words) and ids & _ids(words[last].read, bearers):
        ids &= _ids(words[last].read, bearers)
        last += 1
    last = _extended_right(words, last, ids, index)
    first, ids = _extended_left(words, place, ids, index)
    return Mention("official", _closest(ids, words[first:last], index), _with_rank(words, first), last)


def _belongs_before_name(word: Word) -> bool:
    """“The Canadian envoy | Lund”: offices and nationalities before a name tell nothing more."""
    nationality = word.keys & lexicon().countries and word.typed[:1].isupper()
    return not word.closes and (word.read in offices().heads or bool(nationality))


def _ids(word: str, bearers: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The bearers of a name, its possessive without an apostrophe ("landrums") included."""
    return bearers.get(word) or (bearers.get(word[:-1], frozenset()) if word.endswith("s") else frozenset())


def _with_rank(words: Sequence[Word], first: int) -> int:
    """Where the ranks and honorifics before a name begin; right or wrong, they do not tell who is meant."""
    if first and _belongs_before_name(words[first - 1]):
        return _with_rank(words, first - 1)
    keys = [key(word.read) for word in words[:first]]
    for length in (3, 2, 1):
        if length <= first and (
            tuple(keys[first - length :]) in offices().ranks or keys[-1] in offices().honorifics
        ):
            return _with_rank(
                words, first - (length if tuple(keys[first - length :]) in offices().ranks else 1)
            )
    return first


def _extended_left(
    words: Sequence[Word], place: int, ids: frozenset[str], index: Index
) -> tuple[int, frozenset[str]]:
    """Takes in an initial or another spelling of the given name that stands before the surname."""
    if place == 0:
        return place, ids
    before = words[place - 1]
    if len(before.read) == 1 and before.read.isalpha() and before.typed.isalpha():
        fitting = frozenset(
            who for who in ids if before.read in {name[0] for name in _given_names(who, index)}
        )
    elif _could_be_name(before):
        spelled = {before.read, fold(before.typed)}
        fitting = frozenset(
            who
            for who in ids
            if any(_alike(one, name) for one in spelled for name in _given_names(who, index))
        )
    else:
        return place, ids
    return (place - 1, fitting) if fitting else (place, ids)


def _extended_right(words: Sequence[Word], last: int, ids: frozenset[str], index: Index) -> int:
    """Takes in another spelling of the rest of the name: "Haji Bare" for Haji Barre."""
    if last >= len(words) or not _could_be_name(words[last]):
        return last
    if not words[last].typed[:1].isupper() and words[last].read in index.vocabulary:
        return last
    parts = {part for who in ids for part in name_words(str(index.knowledge.official(who).name))}
    return last + 1 if any(OSA.distance(words[last].read, part) <= slips(part) for part in parts) else last


def _alike(one: str, other: str) -> bool:
    return OSA.normalized_similarity(one, other) >= _GIVEN_NAME_LIKENESS


def _could_be_name(word: Word) -> bool:
    known = lexicon()
    return (
        word.read.isalpha()
        and len(word.read) > 2
        and word.read not in known.function
        and word.read not in known.ask
        and key(word.read) not in known.groups
        and word.read not in offices().heads
        and key(word.read) not in offices().honorifics
    )


def _is_plain_word(words: Sequence[Word], place: int, bearers: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word that is also a name stands here as a plain word: "may", "will" in small letters."""
    known, word = lexicon(), words[place]
    if word.typed[:1].isupper() and place:
        return False
    if not (word.read in known.function | known.ask or key(word.read) in known.groups or len(word.read) < 3):
        return False
    ids = _ids(word.read, bearers)
    beside = [words[at].read for at in (place - 1, place + 1) if 0 <= at < len(words)]
    return not any(ids & _ids(other, bearers) for other in beside)


def _closest(ids: frozenset[str], named: Sequence[Word], index: Index) -> tuple[str, ...]:
    """Of several bearers those who have the name whole: "Whitlock" is not Whitlock-Amaro."""
    given = {word.read for word in named}
    whole = tuple(sorted(who for who in ids if given & _whole_names(index.knowledge.official(who))))
    return whole or tuple(sorted(ids))


def _whole_names(official: Official) -> set[str]:
    pieces = [piece for value in (official.name, *official.aliases) for piece in str(value).split()]
    return {"".join(name_words(piece)) for piece in pieces}


def _given_names(official_id: str, index: Index) -> list[str]:
    official = index.knowledge.official(official_id)
    return [word for value in (official.name, *official.aliases) for word in name_words(str(value))[:-1]]


@lru_cache(maxsize=4)
def _bearers(index: Index) -> dict[str, frozenset[str]]:
    """The officials by each word of their names and aliases."""
    found: dict[str, set[str]] = defaultdict(set)
    for official in index.knowledge.records.officials:
        for value in (official.name, *official.aliases):
            for word in name_words(str(value)):
                if word not in _PARTICLES:
                    found[word].add(official.id)
    return {word: frozenset(ids) for word, ids in found.items()}
