"""How long the ledger keeps what people wrote: columns that hold such words say so (`PERSONAL`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, Delete, Engine, Table, Update, delete, or_, update
from sqlalchemy.schema import ColumnDefault

from bot.errors import Fault, NatoError
from bot.ledger.schema import schema

PERSONAL: Final = {"personal": True}
"""The `info` of a column with words that people wrote; its table tells in `at` when they did."""

_DAY = 24 * 3600
_USUAL_DAYS = 90
_MOST_DAYS = 3650


def retention_days(environment: Mapping[str, str]) -> int:
    """For how many days words are kept: NATO_RETENTION_DAYS, else 90. 0: only until they are next looked for.

    Raises NatoError where it is no such number.
    """
    given = environment.get("NATO_RETENTION_DAYS", "").strip() or str(_USUAL_DAYS)
    if re.fullmatch(r"[0-9]{1,4}", given) and int(given) <= _MOST_DAYS:
        return int(given)
    what = f"NATO_RETENTION_DAYS: {given!r:.20} is no number of days"
    raise NatoError(Fault(what, f"give one from 0 to {_MOST_DAYS}, such as {_USUAL_DAYS}"))


def forget(ledger: Engine, now: float, days: int) -> int:
    """Forget what was written more than `days` days before `now` (Unix time); how many rows held it.

    Words are replaced by what the column holds by default, or by nothing where it may. A row with a column
    that allows neither means nothing without its words: it goes as a whole.
    """
    before = now - days * _DAY
    with ledger.begin() as connection:
        return sum(
            connection.execute(_forgetting(table, personal, before)).rowcount
            for table in schema().sorted_tables
            if (personal := [column for column in table.columns if column.info.get("personal")])
        )


def _forgetting(table: Table, personal: list[Column[Any]], before: float) -> Update | Delete:
    old = table.c.at < before
    blanks = {column.name: _blank(column) for column in personal}
    if any(blanks[column.name] is None and not column.nullable for column in personal):
        return delete(table).where(old)
    still_there = or_(*(column.is_distinct_from(blanks[column.name]) for column in personal))
    return update(table).where(old & still_there).values(blanks)


def _blank(column: Column[Any]) -> Any:
    default = column.default
    return default.arg if isinstance(default, ColumnDefault) and default.is_scalar else None
