"""Rows for every table, whatever its columns: a value fits its column and differs from row to row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, insert, select

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows of each table, by its name."""

_START = datetime(2031, 5, 9, 7, 30, tzinfo=UTC)
_MADE: Mapping[type, Callable[[int], Any]] = {
    bool: lambda number: number % 2 == 0,
    int: lambda number: number,
    float: lambda number: 1_930_000_000.123456 + number,
    str: lambda number: f"{number}“ø\n",
    bytes: lambda number: b"\x00\xff%d" % number,
    date: lambda number: _START.date() + timedelta(days=number),
    time: lambda number: (_START + timedelta(minutes=number)).time(),
    datetime: lambda number: _START.replace(tzinfo=None) + timedelta(minutes=number),
    dict: lambda number: {"number": number, "words": ["“ø”", None]},
}


def fill(connection: Connection, tables: MetaData, count: int = 3) -> None:
    """Put `count` rows into each table; in the last one, what may be missing is."""
    for table in tables.sorted_tables:
        rows = [
            {column.name: _value(column, number, number == count) for column in table.columns}
            for number in range(1, count + 1)
        ]
        connection.execute(insert(table), rows)


def rows_of(connection: Connection, tables: MetaData) -> Rows:
    """All that stands in the tables, in the order of their keys."""
    return {table.name: _rows(connection, table) for table in tables.sorted_tables}


def _rows(connection: Connection, table: Table) -> list[Mapping[str, Any]]:
    found = connection.execute(select(table).order_by(*table.primary_key.columns))
    return [dict(row) for row in found.mappings()]


def _value(column: Column[Any], number: int, last: bool) -> Any:
    if last and column.nullable and not column.primary_key:
        return None
    value = _MADE[column.type.python_type](number)
    length = getattr(column.type, "length", None)
    return value[:length] if length else value
