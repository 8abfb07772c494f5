"""What a decision is about: records found by id or name, and phrases found in a seed, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from bot.draft.text import fold
from bot.knowledge.decisions import Kind
from bot.knowledge.values import fields_of
from bot.models import Acronym, Initiative, Meeting, Official, Records, Seed, Source, Span, Statement

Record: TypeAlias = Source | Meeting | Official | Initiative | Acronym | Statement

FIELDS: Mapping[Kind, str] = {
    "source": "sources",
    "meeting": "meetings",
    "official": "officials",
    "initiative": "initiatives",
    "acronym": "acronyms",
    "statement": "statements",
}
"""Where Records hold each kind."""

_CLOSE = 75
"""Ratio from which a name is offered as what may have been meant."""


class RefusedError(Exception):
    """Why a decision cannot be applied; `at` is the index in a list of targets, or the key that is wrong."""

    def __init__(self, what: str, remedy: str, at: str | int = 0) -> None:
        super().__init__(what)
        self.what, self.remedy, self.at = what, remedy, at


def key_of(record: Any) -> str:
    """The id of a record: a source's is its file, an acronym's its short form."""
    if isinstance(record, Source):
        return record.file
    return record.short.value if isinstance(record, Acronym) else str(record.id)


def spelt_out(acronym: Acronym) -> str:
    """A short form as one says which of its meanings one means: "Tide Forum (TF)"."""
    return f"{acronym.long} ({acronym.short})"


def called(pool: Iterable[Record], target: str) -> list[Any]:
    """Those whose id is `target`, else those of that name, whatever its capitals and accents."""
    records = list(pool)
    hits = [each for each in records if not isinstance(each, Acronym) and key_of(each) == target]
    return hits or [each for each in records if fold(target) in map(fold, _names(each))]


def found(
    records: Records, target: str, kind: Kind | None, field: str | None = None, at: str | int = 0
) -> list[Any]:
    """The records with that `field` whose id is `target`, else those of that name; all of one kind.

    Raises RefusedError where there is none, or where several kinds have one.
    """
    pool = list(all_of(records, kind))
    hits = called([each for each in pool if field is None or field in fields_of(each)], target)
    if not hits:
        raise _refused(pool, target, field, at)
    if len({type(each) for each in hits}) > 1:
        kinds = " or ".join(f"kind: {_kind(each)}" for each in hits)
        raise RefusedError(f"“{target}” is of several kinds", f"add {kinds}", at)
    return hits


def found_one(
    records: Records, target: str, kind: Kind | None, field: str | None = None, at: str | int = 0
) -> Any:
    """The one record that `found` finds.

    Raises RefusedError where there are several, too.
    """
    hits = found(records, target, kind, field, at)
    if len(hits) > 1:
        ids = " or ".join(spelt_out(each) if isinstance(each, Acronym) else key_of(each) for each in hits)
        raise RefusedError(f"“{target}” is the name of {len(hits)} records", f"write the id: {ids}", at)
    return hits[0]


def located(seeds: Mapping[str, Seed], source: str, quote: str) -> Span:
    """Where `quote` first stands in the seed `source`.

    Raises RefusedError where there is no such seed, or no such words in it.
    """
    seed = seeds.get(source)
    if seed is None:
        close = process.extractOne(source, list(seeds), scorer=fuzz.ratio)
        remedy = f"write {close[0]}" if close else "add the article to seeds/"
        raise RefusedError(f"there is no seed {source}", remedy, "source")
    start = seed.text.find(quote)
    if start < 0:
        alike = fold(seed.text).find(fold(quote))
        remedy = "copy the words from the seed exactly, or drop the decision"
        if alike >= 0:
            remedy = f"write it as the seed does: {seed.text[alike : alike + len(quote)]}"
        raise RefusedError(f"{source} does not say “{quote}”", remedy, "quote")
    return seed.span(start, start + len(quote))


def replaced(records: Records, record: Record, new: Any) -> Records:
    """The records with `new` in the stead of `record`; without it, where `new` is None."""
    name = FIELDS[_kind(record)]
    others = (new if each is record else each for each in getattr(records, name))
    return replace(records, **{name: tuple(each for each in others if each is not None)})


def all_of(records: Records, kind: Kind | None) -> Iterator[Record]:
    """All records, or those of one kind."""
    for name in [FIELDS[kind]] if kind else FIELDS.values():
        yield from getattr(records, name)


def _names(record: Record) -> list[str]:
    if isinstance(record, Statement):
        return [record.span.text]
    if isinstance(record, Source):
        return [record.title.value] if record.title else []
    if isinstance(record, Acronym):
        return [record.short.value, spelt_out(record)]
    acronym = [record.acronym.value] if isinstance(record, Initiative) and record.acronym else []
    return [record.name.value, *acronym, *(alias.value for alias in record.aliases)]


def _refused(pool: Sequence[Record], target: str, field: str | None, at: str | int) -> RefusedError:
    """Why nothing fits: the field is not one of the record's, or there is no such record."""
    if misfits := called(pool, target):
        fields = ", ".join(fields_of(misfits[0])) or "none"
        what = f"{_kind(misfits[0])} “{target}” has no {field}"
        return RefusedError(what, f"what it has: {fields}", "field" if at == 0 else at)
    names = [name for each in pool for name in (key_of(each), *_names(each))]
    close = process.extractOne(target, names, scorer=fuzz.ratio, processor=fold, score_cutoff=_CLOSE)
    remedy = f"write “{close[0]}”" if close else "write an id or name from knowledge/, or remove the decision"
    return RefusedError(f"nothing here is called “{target}”", remedy, at)


def _kind(record: Record) -> Kind:
    return cast(Kind, type(record).__name__.lower())
