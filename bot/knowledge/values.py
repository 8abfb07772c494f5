"""The fields of records that can be set and dropped, and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args, get_type_hints

from msgspec.structs import replace

from bot.models import Role, Span, Statement, Value

DATES = ("date", "start_date", "end_date", "established")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether `text` is an ISO date, or the year or month that begins one."""
    if not _ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("YYYY") :])
    except ValueError:
        return False
    return True


def fields_of(record: Any) -> Mapping[str, bool]:
    """The fields of a record that hold values, and whether they hold many."""
    if isinstance(record, Statement):
        return {"speaker": False, "meeting": False}
    hints = get_type_hints(type(record))
    kinds = {name: (hint, *get_args(hint)) for name, hint in hints.items()}
    return {name: Ellipsis in kind for name, kind in kinds.items() if Value in kind or Role in kind}


def with_value(record: Any, field: str, value: Value, organisation: str | None = None) -> Any:
    """The record with that value: in the field's stead, or beside its others where the field holds many."""
    if isinstance(record, Statement):
        return _stated(record, field, value.value, value.evidence)
    if not fields_of(record)[field]:
        return replace(record, **{field: value})
    others = tuple(each for each in getattr(record, field) if text_of(each) != value.value)
    if field == "roles" and value.evidence:
        return replace(record, roles=(*others, Role(value.value, organisation, value.evidence)))
    return replace(record, **{field: (*others, value)})


def without_value(record: Any, field: str, value: str | None) -> Any:
    """The record without the field's value; of a field of many, without that one, or for None without all."""
    if isinstance(record, Statement):
        return _stated(record, field, None, None)
    if not fields_of(record)[field]:
        return replace(record, **{field: None})
    kept = tuple(each for each in getattr(record, field) if value is not None and text_of(each) != value)
    return replace(record, **{field: kept})


def _stated(statement: Statement, field: str, value: str | None, proof: Span | None) -> Statement:
    if field == "speaker":
        return replace(statement, speaker=value, attribution=proof)
    return replace(statement, meeting=value)


def texts(record: Any, field: str) -> list[str]:
    """What stands in a field, as text."""
    held = getattr(record, field)
    return [text_of(each) for each in (held if isinstance(held, tuple) else (held,)) if each]


def text_of(value: Value | Role | str) -> str:
    """A value without its evidence; a role's is its title, or its organisation where it has none."""
    if isinstance(value, Role):
        return value.title or value.organisation or ""
    return str(value)
