"""What can be asked about, and which of it somebody means who has typed the beginning of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from rapidfuzz.distance import OSA

from bot.models import Value
from bot.question.index import Index
from bot.question.lexicon import lexicon, name_words
from bot.question.spelling import slips

SubjectKind = Literal["meeting", "official", "initiative", "topic"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be asked about; `id` is that of its record, of a topic its words.

    `words` are those of all its names, folded.
    """

    kind: SubjectKind
    id: str
    name: str
    words: frozenset[str]

    @property
    def key(self) -> str:
        """A short text that tells it from all other subjects, whatever the length of its name."""
        return sha256(f"{self.kind}:{self.id}".encode()).hexdigest()[:32]


def suggested(typed: str, index: Index, most: int) -> list[Subject]:
    """The subjects that fit what is typed so far, the best first; all where nothing is typed.

    Each word may be the beginning of a word of a name, in any order; where no name has such a word, with as
    many slips as are tolerated in questions.
    """
    everything, named = subjects(index), name_words(typed)
    words = [word for word in named if word not in lexicon().function]
    if not words:
        return list(everything[:most]) if named or not typed.strip() else []
    costs = [_costs(word, index) for word in words]
    fitting = set.intersection(*(set(cost) for cost in costs))
    ranked = sorted(fitting, key=lambda place: (sum(cost[place] for cost in costs), place))
    return [everything[place] for place in ranked[:most]]


def subject_of(key: str, index: Index) -> Subject | None:
    """The subject of that key; None where the knowledge has it no more."""
    return next((subject for subject in subjects(index) if subject.key == key), None)


@lru_cache(maxsize=4)
def subjects(index: Index) -> tuple[Subject, ...]:
    """All subjects: meetings, the newest first, then people, initiatives and topics."""
    return tuple(_subjects(index))


def _subjects(index: Index) -> Iterator[Subject]:
    records = index.knowledge.records
    for meeting in sorted(records.meetings, key=lambda one: str(one.start_date or ""), reverse=True):
        yield _subject("meeting", meeting.id, meeting.name, *meeting.aliases)
    for official in records.officials:
        yield _subject("official", official.id, official.name, *official.aliases)
    for initiative in records.initiatives:
        acronym = (initiative.acronym,) if initiative.acronym else ()
        yield _subject("initiative", initiative.id, initiative.name, *acronym, *initiative.aliases)
    topics = (str(topic) for meeting in records.meetings for topic in meeting.topics)
    for topic in dict.fromkeys(topics):
        yield Subject("topic", topic, topic, frozenset(name_words(topic)))


def _subject(kind: SubjectKind, identity: str, *names: Value) -> Subject:
    words = frozenset(word for name in names for word in name_words(str(name)))
    return Subject(kind, identity, str(names[0]), words)


@lru_cache(maxsize=4)
def _places(index: Index) -> Mapping[str, frozenset[int]]:
    """The places, among the subjects, of those that have a word in a name."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, subject in enumerate(subjects(index)):
        for word in subject.words:
            found[word].add(place)
    return {word: frozenset(places) for word, places in found.items()}


def _costs(typed: str, index: Index) -> dict[int, int]:
    """The places of the subjects with a word that begins as typed, each with the slips that this takes."""
    words = _places(index)
    begun = {place: 0 for word, places in words.items() if word.startswith(typed) for place in places}
    if begun or not slips(typed):
        return begun
    costs: dict[int, int] = {}
    for word, places in words.items():
        cost = _slips_in(typed, word)
        if cost <= slips(typed):
            costs |= {place: min(cost, costs.get(place, cost)) for place in places}
    return costs


def _slips_in(typed: str, word: str) -> int:
    """How many slips make what is typed the beginning of a word."""
    lengths = {len(typed) + more for more in (-1, 0, 1)}
    return min(OSA.distance(typed, word[:length], score_cutoff=slips(typed)) for length in lengths)
