"""What the bot knows while it runs: the records, and the seeds that they are quoted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.data import DataFolder, read_seeds
from bot.draft.article import Article, read_article
from bot.knowledge.files import read_records
from bot.models import Initiative, Meeting, Official, Records, Seed, Source


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """The records, with seeds and articles by file name.

    Records may outlive their words where a seed was changed after `nato build`: whoever quotes must cut
    the quote from `seeds` and drop what differs.
    """

    records: Records
    seeds: Mapping[str, Seed]
    articles: Mapping[str, Article]

    @cached_property
    def _officials(self) -> Mapping[str, Official]:
        return {official.id: official for official in self.records.officials}

    @cached_property
    def _meetings(self) -> Mapping[str, Meeting]:
        return {meeting.id: meeting for meeting in self.records.meetings}

    @cached_property
    def _initiatives(self) -> Mapping[str, Initiative]:
        return {initiative.id: initiative for initiative in self.records.initiatives}

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return {source.file: source for source in self.records.sources}

    def official(self, official_id: str) -> Official:
        """The official of that id (else KeyError); every id that records from `load` mention is known."""
        return self._officials[official_id]

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id (else KeyError)."""
        return self._meetings[meeting_id]

    def initiative(self, initiative_id: str) -> Initiative:
        """The initiative of that id (else KeyError)."""
        return self._initiatives[initiative_id]

    def source(self, file: str) -> Source:
        """What the seed `file` says of itself: nothing, where the seed is newer than the records."""
        return self._sources.get(file) or Source(file)


def knowledge_of(records: Records, seeds: Iterable[Seed]) -> KnowledgeBase:
    """The knowledge base of records and of the seeds that they were drafted from."""
    by_file = {seed.file: seed for seed in seeds}
    return KnowledgeBase(records, by_file, {file: read_article(seed) for file, seed in by_file.items()})


def load(folder: DataFolder) -> KnowledgeBase:
    """The knowledge base in a data folder.

    Raises NatoError where a file of knowledge/ is missing, is no YAML or not of the shape that `nato build`
    writes, and where a seed cannot be read. Whether the evidence still stands is not asked here.
    """
    return knowledge_of(read_records(folder.knowledge), read_seeds(folder).values())
