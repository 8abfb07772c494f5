"""The knowledge as questions meet it: passages, names, offices and words, each found by the keys it has."""

from __future__ import annotations

import math
import threading
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain, pairwise, repeat
from typing import Literal

import msgspec

from bot.draft.dates import DateMention
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.store import Numbers, Shelf, Store
from bot.question.days import cover
from bot.question.lexicon import lexicon
from bot.question.passages import Passage, Stretch

SubjectKind = Literal["meeting", "official", "initiative", "topic"]

BEGUN = 3
"""Letters up to which all subjects with a word that begins so are kept under its beginning."""

_writing = threading.Lock()


class Spelled(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word that the index knows: how often the sources have it, whether it is part of a name, of questions.

    `parts` are the words of a compound that the sources write with a hyphen, where this is the compound
    written as one.
    """

    count: int
    named: bool
    asks: bool
    parts: tuple[str, ...]


class Form(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The content keys of a name, and the ids of all that bear it; `whole` where it must be given whole."""

    keys: tuple[str, ...]
    whole: bool
    ids: tuple[str, ...]


class Extent(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The numbers [first, end) of an article's passages."""

    first: int
    end: int


class Subject(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Something that can be asked about; `id` is that of its record, of a topic its words."""

    kind: SubjectKind
    id: str
    name: str

    @property
    def key(self) -> str:
        """A short text that tells it from all other subjects, whatever the length of its name."""
        return sha256(f"{self.kind}:{self.id}".encode()).hexdigest()[:32]


class Index(msgspec.Struct, frozen=True, eq=False, dict=True):
    """What questions are looked up in. Numbers are those of passages, unless another kind is named.

    Nothing here goes through all there is, but where it is said.
    """

    knowledge: KnowledgeBase

    @cached_property
    def passages(self) -> Shelf[Passage]:
        """All passages, article by article in reading order."""
        return Shelf(self.knowledge.store, "passages", Passage)

    @cached_property
    def words(self) -> Shelf[Spelled]:
        """All words of sources and names, by the word, in alphabetical order."""
        return Shelf(self.knowledge.store, "words", Spelled)

    @cached_property
    def near(self) -> Shelf[list[str]]:
        """All words by their corners, in alphabetical order: what a mistyped word is compared with."""
        return Shelf(self.knowledge.store, "near", list[str], held=64)

    @cached_property
    def near_in_names(self) -> Shelf[list[str]]:
        """The words of people's names by their corners, in alphabetical order."""
        return Shelf(self.knowledge.store, "near in names", list[str], held=64)

    @cached_property
    def forms(self) -> Shelf[Form]:
        """The names of meetings, initiatives and acronyms."""
        return Shelf(self.knowledge.store, "forms", Form)

    @cached_property
    def subjects(self) -> Shelf[Subject]:
        """All subjects, by their keys: meetings, the newest first, then people, initiatives and topics."""
        return Shelf(self.knowledge.store, "subjects", Subject)

    @cached_property
    def subject_words(self) -> Shelf[list[str]]:
        """The words of the subjects' names by their starts."""
        return Shelf(self.knowledge.store, "subject words", list[str], held=64)

    @cached_property
    def extents(self) -> Shelf[Extent]:
        """Where each article's passages are, by its file."""
        return Shelf(self.knowledge.store, "extents", Extent)

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year in which anything is dated."""
        first, _, last = (self.knowledge.store.fact("years") or "1-1").partition("-")
        return int(first), int(last)

    def frequency(self, keys: Iterable[str]) -> int:
        """How many passages have the most frequent of these keys."""
        return max((self.knowledge.store.frequency("key", one) for one in keys), default=0)

    def weight(self, keys: Iterable[str]) -> float:
        """How much a word says about where it stands: rare words much, ubiquitous ones at least 0.2."""
        if any(one in lexicon().home for one in keys):
            return 0.3
        return max(0.2, math.log((len(self.passages) + 1) / (self.frequency(keys) + 0.5)))

    def knows(self, keys: Iterable[str]) -> bool:
        """Whether any source has one of these keys."""
        return self.frequency(keys) > 0

    def passages_with(self, keys: Iterable[str]) -> Numbers:
        """The passages that have any of the keys."""
        return self.knowledge.store.having("key", keys)

    def passages_with_all(self, wanted: Iterable[Iterable[str]]) -> Numbers:
        """The passages that have one of the keys of each of several words."""
        return self.knowledge.store.having_all(("key", keys) for keys in wanted)

    def articles_with(self, short: Iterable[str]) -> Numbers:
        """The passages of the articles that have any of these keys of short forms."""
        return self.knowledge.store.having("article", short)

    def meetings_with(self, field: str, keys: Iterable[str]) -> Numbers:
        """The numbers of the meetings that have any of the keys in a field."""
        return self.knowledge.store.having(f"meeting {field}", keys)

    def has(self, keys: Iterable[str], stretch: Stretch) -> bool:
        """Whether one of the passages in a stretch has one of the keys."""
        return any(self.knowledge.store.numbers("key", one).range_cardinality(*stretch) for one in keys)

    def stretch(self, file: str) -> Stretch:
        """What bounds the numbers of an article's passages."""
        found = self.extents.get(file)
        return (found.first, found.end) if found else (0, 0)

    def extent(self, file: str) -> range:
        """The numbers of an article's passages."""
        return range(*self.stretch(file))

    def article(self, file: str) -> Sequence[Passage]:
        """The passages of an article."""
        first, end = self.stretch(file)
        return self.passages[first:end]

    def dated(self, kind: str, dates: Iterable[DateMention]) -> Numbers:
        """The numbers of the passages, or meetings, of these dates."""
        keys = {one for asked in dates for one in cover(asked, self.years)}
        return self.knowledge.store.having(f"{kind} day", keys)

    def dated_alike(self, kind: str, day: date) -> Numbers:
        """The numbers of the passages, or meetings, of the same day in any year, 29 February on the 28th."""
        keys = [day.isoformat()[5:], *(["02-29"] if (day.month, day.day) == (2, 28) else [])]
        return self.knowledge.store.having(f"{kind} day", keys)

    def holders(self, offices: Iterable[int]) -> Numbers:
        """The numbers of the officials who hold these offices."""
        return Numbers(map(self._holders.__getitem__, offices))

    @cached_property
    def _holders(self) -> array[int]:
        """By the number of an office that of the official who holds it; kept whole, as numbers alone."""
        begins = [
            *self.knowledge.store.numbers("office begins", ""),
            int(self.knowledge.store.fact("offices") or 0),
        ]
        held = (repeat(who, end - first) for who, (first, end) in enumerate(pairwise(begins)))
        return array("I", chain.from_iterable(held))

    def ordered(self, order: str) -> Sequence[int]:
        """The numbers of all records of a kind in an order: "meetings by date", for example."""
        return Shelf(self.knowledge.store, order, int)

    def forms_with(self, kind: str, keys: Sequence[str]) -> list[Form]:
        """The names, of a kind of things, that have two neighbours among these keys, or are one of them."""
        store = self.knowledge.store
        named = {one for one in keys if store.frequency("form key", one)}
        pairs = (f"{one} {other}" for one, other in pairwise(keys) if one in named and other in named)
        return self.forms.several(store.having(f"{kind} form", named.union(pairs))) if named else []


@lru_cache(maxsize=4)
def index_of(knowledge: KnowledgeBase) -> Index:
    """The index of a knowledge base; one that was not written with the knowledge is written now."""
    database = knowledge.store.database
    with _writing:
        if _is_written(knowledge.store):
            return Index(knowledge)
        if not _is_written(Store(database)):  # since the other, which remembers what it found, was opened
            from bot.question.indexing import write_index  # noqa: PLC0415 - nor is it needed by what is ready

            write_index(database, knowledge.records, knowledge.seeds.shelf)
        return Index(KnowledgeBase(Store(database)))


def _is_written(store: Store) -> bool:
    return store.fact("records passages") is not None
