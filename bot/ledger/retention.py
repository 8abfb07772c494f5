"""How long the ledger keeps what people wrote: columns that hold such words say so (`PERSONAL`)."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Delete, Engine, Table, Update, delete, or_, update
from sqlalchemy.schema import ColumnDefault

from bot.ledger.schema import schema

PERSONAL: Final = {"personal": True}
"""The `info` of a column with words that people wrote; its table tells in `at` when they did."""

USUAL_DAYS = 90
"""For how long words are kept, if nobody says otherwise."""

MOST_DAYS = 3650
"""For how long they may be kept."""

_DAY = 24 * 3600


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
