"""What a build adds, removes and changes, each with its quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import fields

from bot.knowledge.grounds import gone_between
from bot.knowledge.targets import FIELDS, key_of
from bot.models import Acronym, Records, Source, Span, Statement


class Change(msgspec.Struct, frozen=True):
    """A record that was added (+), removed (-) or changed (~, in `parts`), and the words it rests on.

    `gone` are words that it rested on and does no longer.
    """

    mark: str
    kind: str
    key: str
    quote: str
    parts: tuple[str, ...] = ()
    gone: tuple[Span, ...] = ()

    def __str__(self) -> str:
        parts = f" ({', '.join(self.parts)})" if self.parts else ""
        quotes = [f"“{self.quote}”"] if self.quote else []
        quotes += [f"no longer “{span.text}” ({span.source})" for span in self.gone]
        return f"{self.mark} {self.kind} {self.key}{parts}" + (f": {', '.join(quotes)}" if quotes else "")


def changes_between(old: Records, new: Records) -> tuple[Change, ...]:
    """How `new` differs from `old`, kind by kind."""
    return tuple(change for kind, name in FIELDS.items() for change in _changes(kind, old, new, name))


def _changes(kind: str, old: Records, new: Records, name: str) -> Iterator[Change]:
    before: dict[str, Any] = {_identity(each): each for each in getattr(old, name)}
    after: dict[str, Any] = {_identity(each): each for each in getattr(new, name)}
    for identity in dict.fromkeys((*after, *before)):
        was, now = before.get(identity), after.get(identity)
        if was is None:
            yield Change("+", kind, key_of(now), quote_of(now))
        elif now is None:
            yield Change("-", kind, key_of(was), quote_of(was))
        elif was != now:
            yield Change("~", kind, key_of(now), quote_of(now), _differing(was, now), gone_between(was, now))


def quote_of(record: Any) -> str:
    """The words that a record rests on first; none for a source that says nothing of itself."""
    if isinstance(record, Statement):
        return record.span.text
    value = record.title if isinstance(record, Source) else getattr(record, "name", None) or record.short
    return value.evidence.text if value and value.evidence else ""


def _identity(record: Any) -> str:
    """The key, and for an acronym what it is short for: one short form may have two."""
    return f"{key_of(record)} {record.long}" if isinstance(record, Acronym) else key_of(record)


def _differing(was: Any, now: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(was) if getattr(was, each.name) != getattr(now, each.name))
