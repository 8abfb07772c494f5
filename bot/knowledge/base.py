"""What the bot knows while it runs: the records, and the seeds that they are quoted from."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import fields

from bot.data import DataFolder, read_seeds
from bot.knowledge.shelving import new_database, shelve, state
from bot.knowledge.store import Shelf, Store
from bot.models import Acronym, Initiative, Meeting, Official, Records, Seed, Source, Statement

if TYPE_CHECKING:
    from bot.draft.article import Article

_R = TypeVar("_R")


class Shelves(msgspec.Struct, frozen=True, eq=False):
    """The records as they are read while the bot runs: those of a kind one by one, or page by page."""

    sources: Shelf[Source]
    meetings: Shelf[Meeting]
    officials: Shelf[Official]
    initiatives: Shelf[Initiative]
    acronyms: Shelf[Acronym]
    statements: Shelf[Statement]


class Seeds(Mapping[str, Seed]):
    """The seeds by file name, as they were when the knowledge was made ready."""

    def __init__(self, store: Store) -> None:
        self.shelf = Shelf(store, "seeds", Seed, held=256)

    def __getitem__(self, file: str) -> Seed:
        found = self.shelf.get(file)
        if found is None:
            raise KeyError(file)
        return found

    def __iter__(self) -> Iterator[str]:
        return self.shelf.every_id()

    def __len__(self) -> int:
        return len(self.shelf)


class KnowledgeBase(msgspec.Struct, frozen=True, eq=False, dict=True):
    """The records and the seeds, in a store.

    Records may outlive their words where a seed was changed after `nato build`: whoever quotes must cut
    the quote from `seeds` and drop what differs.
    """

    store: Store

    @cached_property
    def records(self) -> Shelves:
        """All records."""
        return Shelves(
            Shelf(self.store, "sources", Source),
            Shelf(self.store, "meetings", Meeting),
            Shelf(self.store, "officials", Official),
            Shelf(self.store, "initiatives", Initiative),
            Shelf(self.store, "acronyms", Acronym),
            Shelf(self.store, "statements", Statement),
        )

    @cached_property
    def seeds(self) -> Seeds:
        """The seeds by file name."""
        return Seeds(self.store)

    def article(self, file: str) -> Article:
        """A seed taken apart."""
        from bot.draft.article import read_article  # noqa: PLC0415 - its patterns are many, and seldom needed

        return read_article(self.seeds[file])

    def official(self, official_id: str) -> Official:
        """The official of that id (else KeyError); every id that records from `load` mention is known."""
        return _known(self.records.officials.get(official_id), official_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id (else KeyError)."""
        return _known(self.records.meetings.get(meeting_id), meeting_id)

    def initiatives(self, ids: Iterable[str]) -> list[Initiative]:
        """The initiatives of these ids in the records' order, ids that none has passed over."""
        return self.records.initiatives.several(self.records.initiatives.numbers(ids))

    def initiative(self, initiative_id: str) -> Initiative:
        """The initiative of that id (else KeyError)."""
        return _known(self.records.initiatives.get(initiative_id), initiative_id)

    def source(self, file: str) -> Source:
        """What the seed `file` says of itself: nothing, where the seed is newer than the records."""
        return self.records.sources.get(file) or Source(file)


def knowledge_of(records: Records, seeds: Iterable[Seed]) -> KnowledgeBase:
    """The knowledge base of records and of the seeds that they were drafted from, in memory."""
    database = new_database()
    write_knowledge(database, records, seeds)
    return KnowledgeBase(Store(database))


def load(folder: DataFolder) -> KnowledgeBase:
    """The knowledge base in a data folder, read from its YAML.

    Raises NatoError where a file of knowledge/ is missing, is no YAML or not of the shape that `nato build`
    writes, and where a seed cannot be read. Whether the evidence still stands is not asked here.
    """
    from bot.knowledge.files import read_records  # noqa: PLC0415 - nor is YAML where an index is ready

    return knowledge_of(read_records(folder.knowledge), read_seeds(folder).values())


def write_knowledge(database: sqlite3.Connection, records: Records, seeds: Iterable[Seed]) -> None:
    """Write records and seeds into a database."""
    digest = hashlib.sha256()
    for field in fields(records):
        kind = getattr(records, field.name)
        shelve(database, field.name, ((_id_of(record), record) for record in kind))
        for record in kind:
            digest.update(msgspec.json.encode(record))
    shelve(database, "seeds", ((seed.file, seed) for seed in _digested(seeds, digest)))
    state(database, {"edition": digest.hexdigest()})


def _digested(seeds: Iterable[Seed], digest: hashlib._Hash) -> Iterator[Seed]:
    for seed in seeds:
        digest.update(msgspec.json.encode(seed))
        yield seed


def _id_of(record: object) -> str | None:
    """What a record is asked for by; nobody asks for an acronym as a whole."""
    return getattr(record, "id", None) or getattr(record, "file", None)


def _known(record: _R | None, id_: str) -> _R:
    if record is None:
        raise KeyError(id_)
    return record
