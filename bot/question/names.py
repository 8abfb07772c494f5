"""People whom a question names: "adamczak", "L. Landrum", "Serhii Salkutsan"."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.draft.text import fold
from bot.question.index import Index
from bot.question.lexicon import key, lexicon, name_words
from bot.question.mentions import Mention
from bot.question.near import near
from bot.question.offices import offices
from bot.question.spelling import Word, slips

_GIVEN_NAME_LIKENESS = 0.5
"""How alike a given name must be to stand for another spelling beside the right surname: Sergiy, Serhii."""

_PARTICLES = frozenset(
    {"de", "da", "di", "van", "von", "der", "den", "al", "el", "la", "le", "du", "dos", "e", "y"}
)
"""Words within names that tell nobody by themselves."""


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
    bearers = _bearers(words[place].read, index)
    if not bearers or _is_plain_word(words, place, bearers, index):
        return None
    last = place + 1
    while last < len(words) and (both := bearers & _bearers(words[last].read, index)):
        bearers = both
        last += 1
    last = _extended_right(words, last, bearers, index)
    first, bearers = _extended_left(words, place, bearers, index)
    ids = index.knowledge.records.officials.ids(_closest(bearers, words[first:last], index))
    return Mention("official", tuple(sorted(ids)), _with_rank(words, first), last)


def _belongs_before_name(word: Word) -> bool:
    """“The Canadian envoy | Lund”: offices and nationalities before a name tell nothing more."""
    nationality = word.keys & lexicon().countries and word.typed[:1].isupper()
    return not word.closes and (word.read in offices().heads or bool(nationality))


def _bearers(word: str, index: Index) -> frozenset[int]:
    """The numbers of a name's bearers, its possessive without an apostrophe ("landrums") included."""
    return _named_so(word, index) or (_named_so(word[:-1], index) if word.endswith("s") else frozenset())


def _named_so(word: str, index: Index) -> frozenset[int]:
    return frozenset(() if word in _PARTICLES else index.knowledge.store.numbers("bearer", word))


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
    words: Sequence[Word], place: int, bearers: frozenset[int], index: Index
) -> tuple[int, frozenset[int]]:
    """Takes in an initial or another spelling of the given name that stands before the surname."""
    if place == 0:
        return place, bearers
    before = words[place - 1]
    if len(before.read) == 1 and before.read.isalpha() and before.typed.isalpha():
        fitting = frozenset(
            who for who in bearers if before.read in {name[0] for name in _given_names(who, index)}
        )
    elif _could_be_name(before):
        spelled = {before.read, fold(before.typed)}
        fitting = frozenset(
            who
            for who in bearers
            if any(_alike(one, name) for one in spelled for name in _given_names(who, index))
        )
    else:
        return place, bearers
    return (place - 1, fitting) if fitting else (place, bearers)


def _extended_right(words: Sequence[Word], last: int, bearers: frozenset[int], index: Index) -> int:
    """Takes in another spelling of the rest of the name: "Haji Bare" for Haji Barre."""
    if last >= len(words) or not _could_be_name(words[last]):
        return last
    word = words[last]
    if not word.typed[:1].isupper() and (spelled := index.words.get(word.read)) and spelled.count:
        return last
    alike = process.extract(
        word.read, near(word.read, index), scorer=OSA.distance, score_cutoff=2, limit=None
    )
    store = index.knowledge.store
    meant = (part for part, distance, _ in alike if distance <= slips(part))
    return last + 1 if any(not bearers.isdisjoint(store.numbers("bearer", part)) for part in meant) else last


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


def _is_plain_word(words: Sequence[Word], place: int, bearers: frozenset[int], index: Index) -> bool:
    """Whether a word that is also a name stands here as a plain word: "may", "will" in small letters."""
    known, word = lexicon(), words[place]
    if word.typed[:1].isupper() and place:
        return False
    if not (word.read in known.function | known.ask or key(word.read) in known.groups or len(word.read) < 3):
        return False
    beside = [words[at].read for at in (place - 1, place + 1) if 0 <= at < len(words)]
    return not any(bearers & _bearers(other, index) for other in beside)


def _closest(bearers: frozenset[int], named: Sequence[Word], index: Index) -> frozenset[int]:
    """Of several bearers those who have the name whole: "Whitlock" is not Whitlock-Amaro."""
    return bearers & index.knowledge.store.having("whole name", {word.read for word in named}) or bearers


def _given_names(official: int, index: Index) -> list[str]:
    named = index.knowledge.records.officials[official]
    return [word for value in (named.name, *named.aliases) for word in name_words(str(value))[:-1]]
