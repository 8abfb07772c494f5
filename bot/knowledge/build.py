"""Seeds and decisions → knowledge/: the same bytes on every machine, however often it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from bot.data import DataFolder, read_seeds
from bot.errors import Fault, NatoError, gathered
from bot.knowledge.changes import Change, changes_between
from bot.knowledge.curation import curate
from bot.knowledge.decisions import Placed, read_decisions
from bot.knowledge.drafts import SHELF, draft_all
from bot.knowledge.files import NAMES, read_records, write_records
from bot.knowledge.grounds import lost_grounds, shaken
from bot.knowledge.merge import merge_records
from bot.knowledge.review import Notice, notices_on
from bot.models import Records, Seed


class Build(msgspec.Struct, frozen=True):
    """What was built: the records, how they differ from those before, and what a person should look at."""

    records: Records
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...]

    @property
    def summary(self) -> str:
        """The build in one line."""
        held = ", ".join(_counted(len(getattr(self.records, name)), name) for name in NAMES)
        return f"{held}; {len(self.changes)} changed, {len(self.notices)} to look at"


def _counted(number: int, name: str) -> str:
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def build(
    folder: DataFolder, *, dry_run: bool = False, watch: Callable[[Iterable[Seed]], Iterable[Seed]] = iter
) -> Build:
    """Draft what is new, merge it all, apply the decisions and, unless `dry_run`, write knowledge/.

    `watch` is given the seeds and hands them on one by one, so that a caller can show progress.
    Raises NatoError with all that is wrong with seeds and decisions, and with the records that rested on
    what a seed no longer says, where a decision needs it; then nothing is written.
    """
    seeds, placed = _read(folder)
    drafts = draft_all(watch(seeds.values()), folder.root / SHELF, keep=not dry_run)
    before = _before(folder)
    try:
        records = built(folder, seeds, placed, drafts)
    except NatoError as error:
        raise NatoError(*error.faults, *lost_grounds(before, seeds, folder)) from error
    if not dry_run:
        write_records(records, folder.knowledge)
    notices = notices_on(records, drafts, [each.decision for each in placed])
    return Build(records, changes_between(before, records), (*shaken(placed, before, seeds), *notices))


def built(
    folder: DataFolder,
    seeds: Mapping[str, Seed],
    placed: Sequence[Placed],
    drafts: Sequence[Records],
) -> Records:
    """The records that the drafts of the seeds and the decisions make.

    Raises NatoError with every decision that does not apply.
    """
    return curate(merge_records(drafts), drafts, placed, seeds, folder.curation)


def _read(folder: DataFolder) -> tuple[Mapping[str, Seed], list[Placed]]:
    """Seeds and decisions; their faults are told together."""
    faults: list[Fault] = []
    seeds: Mapping[str, Seed] = {}
    placed: list[Placed] = []
    with gathered(faults):
        seeds = read_seeds(folder)
    with gathered(faults):
        placed = read_decisions(folder.curation)
    if faults:
        raise NatoError(*faults)
    return seeds, placed


def _before(folder: DataFolder) -> Records:
    """The records that stand there; none, where they are broken: they are about to be replaced."""
    try:
        return read_records(folder.knowledge)
    except NatoError:
        return Records()
