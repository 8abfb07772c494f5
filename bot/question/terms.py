"""The words of a question that its answer must cover, and those that only ask for its kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

import msgspec
from msgspec.structs import replace

from bot.question.demand import asks_for_so_many, measured
from bot.question.english import COMMON, occurrences
from bot.question.index import Index
from bot.question.kinds import frame
from bot.question.lexicon import key, lexicon
from bot.question.meetings import asked_latest
from bot.question.mentions import Mention, is_crowd, taken
from bot.question.reading import Demand, Term
from bot.question.spelling import Word
from bot.question.strange_names import strange_names

_PLAIN = 0.6
"""What a common word counts that no source has, beside one that is a name or rare."""

_UTTERED = 0.4
"""What a verb of saying counts, of the weight of other words."""

_TELLING_KINDS = frozenset({"sentence", "what_said"})
_SPEECH_ACTS = frozenset(
    f"<{group}>"
    for group in (
        "say", "stress", "describe", "call for", "propose", "promise", "estimate", "deny", "respond", "admit",
        "joke", "criticise", "warn", "write", "praise", "echo",
    )
)  # fmt: skip

_OPPOSED = frozenset({"<deny>", "<criticise>", "<admit>", "<warn>"})
"""Those that turn what is said into its opposite: a quote alone does not show them."""

_NAMED = frozenset({"official", "role", "date"})
_NOUN = 3
"""Words of a noun phrase that are looked at."""
_TURNS = frozenset(
    {"after", "before", "following", "prior", "ahead", "followed", "preceded", "follows", "precedes"}
)
"""What stands between the question of an order and the event that it is asked for."""

_SUMS = frozenset({"sum", "amount"})

ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)


class Wording(msgspec.Struct, frozen=True, gc=False):
    """A question's words, what they name, the kind they ask for and what its answer must have.

    `asking` are the places of the words that ask.
    """

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    kind: str
    asking: frozenset[int]
    demand: Demand | None


class Terms(msgspec.Struct, frozen=True, gc=False):
    """The words of substance that no mention covers.

    `terms` are to be answered, `framing` ask for the kind, `following` tell what the answer comes after.
    """

    terms: tuple[Term, ...]
    framing: tuple[Term, ...]
    following: tuple[Term, ...]


def find_terms(wording: Wording, index: Index) -> Terms:
    """The question's words of substance, by what they are for."""
    words, framing = wording.words, frame(wording.kind)
    asking = wording.asking - taken(one for one in wording.mentions if _covers(one, wording))
    every = [
        (place, _asked(place, wording, index))
        for place, word in enumerate(words)
        if place in asking and (word.is_content or word.read in lexicon().hard)
        if not (place and words[place - 1].read == "my")  # "my general", "my slides": of who asks
    ]
    every = _with_names(every, wording, index)
    later = _after(wording)
    asked = [(place, term) for place, term in every if place < later and not _is_demanded(place, wording)]
    asked = [one for one in asked if not _is_slight(one[1])] or asked
    if any(one.ids or one.kind == "date" for one in wording.mentions):
        asked = [one for one in asked if not _is_of_the_house(one[1])]
    return Terms(
        _with_expressions(
            _with_alternatives([term for place, term in asked if not words[place].keys & framing], words)
        ),
        tuple(term for place, term in asked if words[place].keys & framing),
        tuple(term for place, term in every if place > later),
    )


def _is_slight(term: Term) -> bool:
    """Whether a word that no source has says so little that no answer need have it."""
    return not (term.known or term.proper) and term.text.lower() in lexicon().slight


def _is_of_the_house(term: Term) -> bool:
    """Whether a word names the organisation that all is about: "what year did | NATO | launch DCB"."""
    return term.text.lower() in lexicon().home


def _is_demanded(place: int, wording: Wording) -> bool:
    """Whether a word only says what the answer must have, or which meeting: "how tall", "the last"."""
    word, demand = wording.words[place], wording.demand
    if any(asked_latest(one, wording.words) == place for one in wording.mentions):
        return True
    if "<nation>" in word.keys:
        return demand == "countries" or wording.words[place - 1].read == "which"
    if asks_for_so_many(wording.words, place):
        return True
    return (demand == "money" and word.read in _SUMS) or place == measured(wording.words)


def _with_names(every: list[tuple[int, Term]], wording: Wording, index: Index) -> list[tuple[int, Term]]:
    """Marks as unknown the words of a name that no source has as such."""
    capital = sorted({place for place, _ in every if wording.words[place].typed[:1].isupper()})
    strange = strange_names(capital, wording.words, index) if capital else frozenset[int]()
    return [
        (place, replace(term, known=False, keys=frozenset({f"{term.text} as a name"})))
        if place in strange
        else (place, term)
        for place, term in every
    ]


def _with_expressions(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The words of an expression as one: "set up" weighs no more than "founded"."""
    found: list[Term] = []
    for term in terms:
        if found and found[-1].keys == term.keys and all(one.startswith("<") for one in term.keys):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {term.text}")
        else:
            found.append(term)
    return tuple(found)


def _after(wording: Wording) -> int:
    """Where what the answer comes after begins: "after the briefing", "react to the briefing".

    Where the order of things is asked for, it may come before it as well.
    """
    if wording.kind == "sequence":
        turns = (place for place, word in enumerate(wording.words) if word.read in _TURNS)
        return max(turns, default=len(wording.words))
    named = {one.first for one in wording.mentions if one.kind in _NAMED and not _owns(one, wording.words)}
    for place, word in enumerate(wording.words[:-1]):
        reacts = word.read == "to" and place and "<respond>" in wording.words[place - 1].keys
        later = word.read == "after" and not any(one.startswith("<") for one in word.keys)
        if (later or reacts) and not named & {place + 1, place + 2}:
            return place
    return len(wording.words)


def _owns(mention: Mention, words: Sequence[Word]) -> bool:
    """Whether what follows is somebody's: "react to | Kovács | s briefing"."""
    return mention.last < len(words) and words[mention.last].read == "s"


def term_of(word: Word, index: Index) -> Term:
    """What an answer must cover for a word."""
    keys = word.keys | _kindred(word, index)
    text = word.read if word.corrected else word.typed
    proper, known = word.is_capital or bool(keys & lexicon().countries), index.knows(keys)
    weight = index.weight(keys) * (1 if known or _is_telling(word) else _PLAIN)
    # "The last word" is an expression for the close: no ordinal stands in it.
    hard = word.read in lexicon().hard and not all(one.startswith("<") for one in word.keys)
    return Term(text, keys, weight, known, hard, proper)


def _asked(place: int, wording: Wording, index: Index) -> Term:
    """What an answer must cover for a word of the question; a verb of saying is shown by the quote itself."""
    term = term_of(wording.words[place], index)
    if term.hard or wording.words[place].read in lexicon().attributes:
        term = replace(term, qualifies=_qualified(wording.words, place, wording.mentions))
    told = wording.kind in _TELLING_KINDS and bool(term.keys & _SPEECH_ACTS) and not term.proper
    if not told or _is_slight(term):
        return term
    shown = told and not term.keys & _OPPOSED
    return replace(term, weight=_UTTERED * term.weight, known=term.known or shown)


def _is_telling(word: Word) -> bool:
    """Whether a word that no source has is a name or rare: a common word in small letters may be chat."""
    return word.is_capital or occurrences(word.read) < COMMON


def _covers(mention: Mention, wording: Wording) -> bool:
    if mention.kind in {"date", "gathering"} or mention.strange:
        return True
    return bool(mention.ids) and not is_crowd(mention, wording.kind, wording.words)


def _qualified(words: Sequence[Word], place: int, mentions: Sequence[Mention]) -> frozenset[str]:
    """What an ordinal stands before: "the next | meeting", "the first | gas delivery"."""
    after = place + 1
    if after >= len(words):
        return frozenset()
    if any(mention.first == after and mention.kind in {"meeting", "gathering"} for mention in mentions):
        return frozenset({"<meeting>"})
    if words[after].read in {"one", "ones"}:
        return words[after].keys
    noun = takewhile(lambda word: word.is_content, words[after : after + _NOUN])
    return frozenset().union(*(word.keys for word in noun))


def _with_alternatives(terms: list[Term], words: Sequence[Word]) -> tuple[Term, ...]:
    """“The first or the second”: one of two is enough."""
    read = [word.read if word.corrected else word.typed for word in words]
    if "or" not in read:
        return tuple(terms)
    merged = [term for term in terms if not term.text.isdigit()]
    ordinals = [term for term in merged if term.text.lower() in ORDINALS]
    if len(ordinals) > 1:
        merged = [term for term in merged if term not in ordinals] + [_either(ordinals)]
    for one, other in pairwise(merged.copy()):
        between = read[read.index(one.text) + 1 : read.index(other.text)]
        if "or" in between and len(between) <= 4 and one in merged and other in merged:
            merged[merged.index(one)] = _either([one, other])
            merged.remove(other)
    return tuple(merged)


def _either(terms: Sequence[Term]) -> Term:
    keys = frozenset().union(*(term.keys for term in terms))
    return replace(terms[0], keys=keys, known=any(term.known for term in terms), hard=False)


def _kindred(word: Word, index: Index) -> frozenset[str]:
    """The keys of the sources that begin as an unknown word does: "supplier", "supply"; names have no kin."""
    own = key(word.read)
    if len(own) < 5 or word.is_capital or index.knows([own]):
        return frozenset()
    return frozenset(
        one
        for one in index.knowledge.store.keys_from("key", own[:5])
        if abs(len(one) - len(own)) <= 3 and (one.startswith(own) or own.startswith(one[:-1]))
    )
