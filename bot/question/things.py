"""Meetings, initiatives and acronyms that a question names, by name, by part of a name, or by description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from bot.knowledge.store import NONE
from bot.question.index import Form, Index
from bot.question.lexicon import GATHERING, UNDERTAKING, key, lexicon, plain_keys
from bot.question.mentions import Mention, MentionKind, content_before, segments_after, taken
from bot.question.spelling import Word
from bot.question.weighing import Part, weighed

_TELLING, _POINTING = 0.9, 0.4
"""How much the words around "meeting" must tell of several, and of the only one that they describe."""

_SHARE = 0.4
"""The share of those words that must fit the meeting."""

_AS_WELL = 0.99
"""The share of what is told by the best words from which on a meeting is told as well."""

FEW = 50
"""Initiatives, at most, that "the initiative", or part of a name, may mean all of."""

_DESCRIBING = frozenset({"with", "on", "in", "at", "about", "from"})

_STOPS = frozenset({"<say>", "<attend>", "<discuss>", "<host>", "<hold>", "<open>", "<close>"})


def find_things(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> list[Mention]:
    """The meetings and initiatives that the words name; a gathering that none fits is told as such."""
    named = _longest([*_named(words, index, "initiative", blocked),
                      *_named(words, index, "meeting", blocked)])  # fmt: skip
    described = list(_described(words, index, blocked | taken(named)))
    return [*named, *described, *_left_open(words, index, blocked | taken([*named, *described]), named)]


def _left_open(
    words: Sequence[Word], index: Index, blocked: frozenset[int], named: Sequence[Mention]
) -> Iterator[Mention]:
    """“The initiative”, where no other is named."""
    for place, word in enumerate(words):
        bare = UNDERTAKING in word.keys and place and words[place - 1].read in {"the", "this", "that"}
        if bare and place not in blocked and not named:
            every = index.knowledge.records.initiatives
            if len(every) <= FEW:
                yield Mention("initiative", tuple(every.ids(range(len(every)))), place, place + 1)
            return


def find_acronyms(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> list[Mention]:
    """Short forms that an article explains, and the long forms that they stand for."""
    return _longest(_named(words, index, "acronym", blocked))


def _named(words: Sequence[Word], index: Index, kind: MentionKind, blocked: frozenset[int]) -> list[Mention]:
    """The names, or parts of names of two words or more, that stand in the question."""
    places = [
        at for at, word in enumerate(words) if at not in blocked and word.read not in lexicon().function
    ]
    keys = [key(words[at].read) for at in places]
    fits: dict[tuple[int, int], set[str]] = {}
    for form in index.forms_with(kind, keys):
        for first, last in _stretches(keys, form):
            place = (places[first], _past_number(words, _past_noun(words, places[last - 1] + 1, kind)))
            fits.setdefault(place, set()).update(form.ids)
    return [Mention(kind, tuple(sorted(ids)), first, last) for (first, last), ids in fits.items()]


def _past_noun(words: Sequence[Word], last: int, kind: MentionKind) -> int:
    """Past the noun that tells what an initiative is: "the DCB programme", where the name says another."""
    told = kind == "initiative" and last < len(words) and UNDERTAKING in words[last].keys
    return last + 1 if told and not words[last - 1].closes else last


def _past_number(words: Sequence[Word], last: int) -> int:
    """Past the edition that follows a name: "MIS 25"."""
    return last + 1 if last < len(words) and words[last].read.isdigit() else last


def _stretches(keys: Sequence[str], form: Form) -> Iterator[tuple[int, int]]:
    """The longest runs of the question's keys that stand in a name in this order, words left out or not."""
    least = len(form.keys) if form.whole else min(2, len(form.keys))
    found = [(start, start + _follows(keys[start:], form.keys)) for start in range(len(keys))]
    longest = max((last - first for first, last in found), default=0)
    yield from (stretch for stretch in found if stretch[1] - stretch[0] == longest >= least)


def _follows(keys: Sequence[str], form: tuple[str, ...]) -> int:
    """How many keys, from the first, stand in a name in this order, words between left out.

    Two that stand apart are no part of the name: much is told in words that some long name has, too.
    """
    places: list[int] = []
    for one in keys:
        begin = places[-1] + 1 if places else 0
        if one not in form[begin:]:
            break
        places.append(form.index(one, begin))
    apart = len(places) == 2 and places[1] - places[0] > 1
    return 1 if apart else len(places)


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest; of equally long ones the first given."""
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: one.first - one.last):
        if taken(chosen).isdisjoint(range(mention.first, mention.last)):
            chosen.append(mention)
    return chosen


def _described(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> Iterator[Mention]:
    """Gatherings told by what is around the noun: "the Brussels meeting", "the seminar in Bergen"."""
    for place, word in enumerate(words):
        if place in blocked or not (word.read in _gatherings() or _stands_for_one(words, place)):
            continue
        before = content_before(words, place, blocked)
        after = [at for segment in segments_after(words, place + 1, blocked, _STOPS) for at in segment]
        ids, matched = _best_described(word, [words[at] for at in (*before, *after)], index)
        if ids:
            covered = [place, *(at for at in (*before, *after) if words[at] in matched)]
            yield Mention("meeting", ids, min(covered), max(covered) + 1)
            return
        plural = word.read.endswith("s") and (
            not place or words[place - 1].read not in {"those", "these", "both"}
        )
        if not before and not plural and word.read in _gatherings():
            only = index.meetings_with("word", plain_keys(word.keys))
            ids = tuple(index.knowledge.records.meetings.ids(only)) if len(only) == 1 else ()
            yield Mention("meeting" if ids else "gathering", ids, place, place + 1)
            return


def _stands_for_one(words: Sequence[Word], place: int) -> bool:
    """“And the | one | with the partners”: a gathering that only what follows tells."""
    if words[place].read != "one":
        return False
    before, after = ([word.read for word in words[at : at + 1]] for at in (place - 1, place + 1))
    return before == ["the"] and bool(after) and after[0] in _DESCRIBING


@cache
def _gatherings() -> frozenset[str]:
    """The nouns for gatherings; "to meet" and "gathered" name none."""
    nouns = [noun for noun in lexicon().members[GATHERING] if " " not in noun]
    return frozenset(form for noun in nouns for form in (noun, f"{noun}s"))


def _best_described(noun: Word, around: Sequence[Word], index: Index) -> tuple[tuple[str, ...], list[Word]]:
    """The meetings that the words describe best, and those of the words that describe the first of them.

    That a source calls a meeting by the same `noun` speaks for it, but describes it to nobody.
    """
    parts = [Part(index.meetings_with("word", _plainly(word)), index.weight(word.keys)) for word in around]
    called = Part(index.meetings_with("noun", plain_keys(noun.keys)), index.weight(plain_keys(noun.keys)))
    every = NONE.union(*(part.numbers for part in parts))
    found = weighed(every, [*parts, called], most=1, close=_AS_WELL)
    best = max(found, default=0.0)
    chosen = NONE.union(*(numbers for weight, numbers in found.items() if weight >= _AS_WELL * best))
    least = _TELLING if len(chosen) > 1 else _POINTING
    described = best - called.weight * (not chosen.isdisjoint(called.numbers))
    if described < max(least, _SHARE * sum(part.weight for part in parts)):
        return (), []
    matched = [word for word, part in zip(around, parts, strict=True) if chosen[0] in part.numbers]
    return tuple(index.knowledge.records.meetings.ids(chosen)), matched


def _plainly(word: Word) -> frozenset[str]:
    """The keys by which a word describes: its own and its country's; "protection" is no coast guard's."""
    return plain_keys(word.keys) | word.keys & lexicon().countries
