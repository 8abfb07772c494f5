"""People whom a question names by office or rank: "the Ukrainian representative", "the major general"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from bot.knowledge.store import NONE, Numbers
from bot.question.index import Index
from bot.question.lexicon import key, lexicon
from bot.question.mentions import ARTICLES, Mention, content_before, segments_after
from bot.question.offices import is_rank, offices
from bot.question.spelling import Word

_STOPS = frozenset(
    f"<{group}>"
    for group in (
        "say", "stress", "speak", "describe", "praise", "warn", "call for", "propose", "promise", "open",
        "close", "welcome", "echo", "write", "estimate", "deny", "attend", "host", "discuss", "brief",
        "admit", "criticise", "respond", "joke",
    )
)  # fmt: skip
"""Groups of verbs that end the phrase naming an office: "the chair of the forum | said"."""


def find_roles(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> list[Mention]:
    """The people named by office or rank; without ids where no source has anyone in that office."""
    found: list[Mention] = []
    place = 0
    while place < len(words):
        mention = _role_at(words, place, index, blocked) if _heads(words, place, blocked) else None
        if mention:
            found.append(mention)
        place = max(place + 1, mention.last) if mention else place + 1
    return found


def _heads(words: Sequence[Word], place: int, blocked: frozenset[int]) -> bool:
    """Whether an office's noun stands here, and not as the rank of somebody named right after it.

    “My general” is somebody whom the question is asked for, not about.
    """
    if place and words[place - 1].read == "my":
        return False
    if place in blocked or not (words[place].read in offices().heads or _is_asked_verb(words, place)):
        return False
    after = place + 1
    while after < len(words) and words[after].read in offices().heads and after not in blocked:
        after += 1
    return after not in blocked


def _is_becoming(words: Sequence[Word], core: Sequence[int]) -> bool:
    """“Elected vice-chair”, “conference of ministers”: an office that tells an event, not a person."""
    opening, earlier = words[core[0]], list(words[max(0, core[0] - 2) : core[0]])
    elected = [word for word in (opening, *earlier[-1:]) if "<elect>" in word.keys]
    gathered = len(earlier) == 2 and earlier[1].read == "of" and "<meeting>" in earlier[0].keys
    return bool(elected) or gathered


def _is_asked_verb(words: Sequence[Word], place: int) -> bool:
    """“Who heads …”: a verb of office right after the word that asks for a person."""
    return (
        words[place].read in offices().verbs
        and place > 0
        and words[place - 1].read in {"who", "which", "that", "is", "was"}
    )


def _role_at(words: Sequence[Word], place: int, index: Index, blocked: frozenset[int]) -> Mention | None:
    before = content_before(words, place, blocked)
    head = _head_run(words, place, blocked)
    after = segments_after(words, head[-1] + 1, blocked, _STOPS)
    core = [*before, *head]
    if _is_becoming(words, core):
        return None
    if len(core) == 1 and not after and not _is_definite(words, place):
        return None
    plural = words[head[-1]].read.endswith("s") and head[-1] + 1 not in blocked
    if _is_strange_name(words, head[-1] + 1, blocked, index):
        return Mention("role", (), min(core), head[-1] + 2)
    least = 1 if after and (_is_asked_verb(words, place) or _names_a_body(words, after[0])) else 0
    for count in range(len(after), least - 1, -1):
        places = [*core, *(at for segment in after[:count] for at in segment)]
        ids = _holders([words[at] for at in places], index)
        if ids:
            return Mention("role", ids, min(places), max(places) + 1)
    if plural or _is_asked_verb(words, place):
        return None
    return Mention("role", (), min(core), max([*core, *(after[0] if after else [])]) + 1)


def _names_a_body(words: Sequence[Word], segment: Sequence[int]) -> bool:
    """“The director | of the Peruvian post”: without its body the office would fit people of any other."""
    of = words[segment[0] - 1].read == "of" or (
        segment[0] > 1 and words[segment[0] - 1].read in ARTICLES and words[segment[0] - 2].read == "of"
    )
    return of and not all(words[at].read in lexicon().home for at in segment)


def _is_office_noun(word: str) -> bool:
    return word in offices().heads or (key(word) in offices().exact and word not in {"under"})


def _is_strange_name(words: Sequence[Word], place: int, blocked: frozenset[int], index: Index) -> bool:
    """Whether a name that no source has follows a rank: "Major General Smith"."""
    if place >= len(words) or place in blocked or not words[place].is_content:
        return False
    keys = [key(word.read) for word in words[:place]]
    ranked = any(tuple(keys[-length:]) in offices().ranks for length in (1, 2, 3) if length <= place)
    named = words[place].is_capital and words[place - 1].typed[:1].isupper() and not words[place - 1].closes
    return (ranked or named) and not index.knows(words[place].keys)


def _head_run(words: Sequence[Word], place: int, blocked: frozenset[int]) -> list[int]:
    """“director general”, “deputy chair”: nouns of office that follow each other."""
    last = place + 1
    while last < len(words) and last not in blocked and _is_office_noun(words[last].read):
        last += 1
    return list(range(place, last))


def _is_definite(words: Sequence[Word], place: int) -> bool:
    if key(words[place].read) in offices().vague:
        return False
    return words[place].read.endswith("s") or (
        place > 0 and words[place - 1].read in ARTICLES | {"which", "what", "s"}
    )


def _holders(phrase: Sequence[Word], index: Index) -> tuple[str, ...]:
    """Who fits the phrase; in "Ukrainian officer" only the first word tells."""
    phrase = [
        word for word in phrase if key(word.read) not in offices().vague or is_rank(word.read)
    ] or phrase
    officials = index.holders(_fitting(phrase, index)) or _of_a_country(phrase, index)
    return tuple(index.knowledge.records.officials.ids(officials))


def _of_a_country(phrase: Sequence[Word], index: Index) -> Numbers:
    """“The Lithuanian energy minister”: the one who is so in an article that names the country elsewhere."""
    countries = frozenset().union(*(word.keys & lexicon().countries for word in phrase))
    rest = [word for word in phrase if not word.keys & lexicon().countries]
    telling = any(word.read not in offices().heads for word in rest)
    if not countries or not telling:  # "the president of Peru" is told by nothing else
        return NONE
    of_any = index.knowledge.store.having("office", lexicon().countries)
    officials = index.holders(_fitting(rest, index) - of_any)
    there = (one for one in officials if _is_only_where(countries, one, index))
    fitting = Numbers(islice(there, 2))
    return fitting if len(fitting) == 1 else NONE


def _is_only_where(countries: frozenset[str], official: int, index: Index) -> bool:
    """Whether each article that names an official names one of the countries too."""
    files = {span.source for span in index.knowledge.records.officials[official].mentions}
    return all(index.has(countries, index.stretch(file)) for file in files)


def _fitting(phrase: Sequence[Word], index: Index) -> Numbers:
    """The offices, by number, that have all words of a phrase, and are no office beside the one asked for.

    The deputy is not the director: some words must stand in both, and one of them opens the office.
    """
    store = index.knowledge.store
    telling = [word.keys for word in phrase if word.read not in lexicon().home]
    asked = {one for word in phrase if (one := key(word.read)) in offices().exact}
    wanted = [("office", keys) for keys in telling] + [("office exact", {one}) for one in asked]
    if asked or not any("<deputy>" in word.keys for word in phrase):
        wanted.append(("office opens", {"", *asked}))
    return store.having_all(wanted)
