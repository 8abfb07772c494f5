"""Meetings, initiatives and acronyms that a question names, by name, by part of a name, or by description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bot.models import Initiative, Meeting, Value
from bot.question.index import Index
from bot.question.lexicon import keys_of, lexicon, name_words
from bot.question.mentions import Mention, MentionKind, content_before, content_keys, segments_after, taken
from bot.question.spelling import Word

_TELLING = 0.9
"""How much the words around "meeting" must tell; "the NATO meeting" tells nothing where all are."""

_SHARE = 0.4
"""The share of those words that must fit the meeting."""

GATHERING, UNDERTAKING = "<meeting>", "<initiative>"
_STOPS = frozenset({"<say>", "<attend>", "<discuss>", "<host>", "<hold>", "<open>", "<close>"})


def find_things(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> list[Mention]:
    """The meetings and initiatives that the words name; a gathering that none fits is told as such."""
    named = _longest([*_named(words, _initiative_names(index), "initiative", blocked),
                      *_named(words, _meeting_names(index), "meeting", blocked)])  # fmt: skip
    described = list(_described(words, index, blocked | taken(named)))
    return [*named, *described, *_left_open(words, index, blocked | taken([*named, *described]), named)]


def _left_open(
    words: Sequence[Word], index: Index, blocked: frozenset[int], named: Sequence[Mention]
) -> Iterator[Mention]:
    """“The initiative”, where no other is named."""
    for place, word in enumerate(words):
        bare = UNDERTAKING in word.keys and place and words[place - 1].read in {"the", "this", "that"}
        if bare and place not in blocked and not named:
            yield Mention(
                "initiative", tuple(one.id for one in index.knowledge.records.initiatives), place, place + 1
            )
            return


def find_acronyms(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> list[Mention]:
    """Short forms that an article explains, and the long forms that they stand for."""
    names = {
        acronym.short.value: (
            content_keys(name_words(acronym.short.value)),
            content_keys(name_words(acronym.long.value)),
        )
        for acronym in index.knowledge.records.acronyms
    }
    forms = {short: [(keys, True) for keys in both] for short, both in names.items()}
    return _longest(_named(words, forms, "acronym", blocked))


Names = dict[str, list[tuple[tuple[str, ...], bool]]]
"""By id, the content keys of each name, and whether that name must be given whole."""


def _named(words: Sequence[Word], names: Names, kind: MentionKind, blocked: frozenset[int]) -> list[Mention]:
    """The names, or parts of names of two words or more, that stand in the question."""
    places = [
        at for at, word in enumerate(words) if at not in blocked and word.read not in lexicon().function
    ]
    keys = [next(iter(content_keys([words[at].read])), "") for at in places]
    fits: dict[tuple[int, int], set[str]] = {}
    for one, forms in names.items():
        for form, whole in forms:
            for first, last in _stretches(keys, form, whole):
                fits.setdefault((places[first], _past_number(words, places[last - 1] + 1)), set()).add(one)
    return [Mention(kind, tuple(sorted(ids)), first, last) for (first, last), ids in fits.items()]


def _past_number(words: Sequence[Word], last: int) -> int:
    """Past the edition that follows a name: "MIS 25"."""
    return last + 1 if last < len(words) and words[last].read.isdigit() else last


def _stretches(keys: Sequence[str], form: tuple[str, ...], whole: bool) -> Iterator[tuple[int, int]]:
    """The longest runs of the question's keys that stand in a name in this order, words left out or not."""
    least = len(form) if whole else min(2, len(form))
    found = [(start, start + _follows(keys[start:], form)) for start in range(len(keys))]
    longest = max((last - first for first, last in found), default=0)
    yield from (stretch for stretch in found if stretch[1] - stretch[0] == longest >= least)


def _follows(keys: Sequence[str], form: tuple[str, ...]) -> int:
    """How many keys, from the first, stand in a name in this order, words between left out."""
    place = count = 0
    for one in keys:
        if one not in form[place:]:
            break
        place = form.index(one, place) + 1
        count += 1
    return count


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest; of equally long ones the first given."""
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: one.first - one.last):
        if not taken([mention]) & taken(chosen):
            chosen.append(mention)
    return chosen


def _described(words: Sequence[Word], index: Index, blocked: frozenset[int]) -> Iterator[Mention]:
    """Gatherings told by what is around the noun: "the Brussels meeting", "the seminar in Bergen"."""
    for place, word in enumerate(words):
        if word.read not in _gatherings() or place in blocked:
            continue
        before = content_before(words, place, blocked)
        after = [at for segment in segments_after(words, place + 1, blocked, _STOPS) for at in segment]
        ids, matched = _best_described([words[at] for at in (*before, *after)], index)
        if ids:
            covered = [place, *(at for at in (*before, *after) if words[at] in matched)]
            yield Mention("meeting", ids, min(covered), max(covered) + 1)
            return
        plural = word.read.endswith("s") and (
            not place or words[place - 1].read not in {"those", "these", "both"}
        )
        if not before and not plural:
            yield Mention("gathering", (), place, place + 1)
            return


@cache
def _gatherings() -> frozenset[str]:
    """The nouns for gatherings; "to meet" and "gathered" name none."""
    nouns = [noun for noun in lexicon().members[GATHERING] if " " not in noun]
    return frozenset(form for noun in nouns for form in (noun, f"{noun}s"))


def _best_described(around: Sequence[Word], index: Index) -> tuple[tuple[str, ...], list[Word]]:
    scores: dict[str, tuple[float, list[Word]]] = {}
    for meeting in index.knowledge.records.meetings:
        matched = [word for word in around if _plainly(word) & _meeting_keys(index)[meeting.id]]
        scores[meeting.id] = (sum(index.weight(word.keys) for word in matched), matched)
    best = max((score for score, _ in scores.values()), default=0.0)
    if best < max(_TELLING, _SHARE * sum(index.weight(word.keys) for word in around)):
        return (), []
    ids = tuple(one for one, (score, _) in scores.items() if score >= 0.99 * best)
    return ids, scores[ids[0]][1]


def _plainly(word: Word) -> frozenset[str]:
    """The keys by which a word describes: its own and its country's; "protection" is no coast guard's."""
    return frozenset(one for one in word.keys if not one.startswith("<")) | word.keys & lexicon().countries


def _names_of(record: Meeting | Initiative, index: Index) -> list[Value]:
    acronym = [record.acronym] if isinstance(record, Initiative) and record.acronym else []
    long = {one.short.value: one.long for one in index.knowledge.records.acronyms}
    names = [record.name, *record.aliases, *acronym]
    text = " ".join(name.value for name in names)
    shorts = [one.short for one in index.knowledge.records.acronyms if one.long.value in text]
    return [*names, *(long[name.value] for name in names if name.value in long), *shorts]


def _forms(record: Meeting | Initiative, index: Index) -> list[tuple[tuple[str, ...], bool]]:
    """A name's keys; a single common noun ("the Forum") names nothing by itself."""
    forms: list[tuple[tuple[str, ...], bool]] = []
    for name in _names_of(record, index):
        keys = content_keys(name_words(name.value))
        plain = len(keys) == 1 and keys_of(name.value) & {GATHERING, UNDERTAKING}
        if keys and not plain:
            forms.append((keys, False))
    return forms


@lru_cache(maxsize=4)
def _meeting_names(index: Index) -> Names:
    return {one.id: _forms(one, index) for one in index.knowledge.records.meetings}


@lru_cache(maxsize=4)
def _initiative_names(index: Index) -> Names:
    return {one.id: _forms(one, index) for one in index.knowledge.records.initiatives}


@lru_cache(maxsize=4)
def _meeting_keys(index: Index) -> dict[str, frozenset[str]]:
    """By id, the keys that describe a meeting: of its names, place and host; the noun itself apart."""
    found = {}
    for meeting in index.knowledge.records.meetings:
        said = [*_names_of(meeting, index), *(value for value in (meeting.place, meeting.host) if value)]
        keys = frozenset().union(*(keys_of(value.value) for value in said))
        found[meeting.id] = keys - {GATHERING}
    return found
