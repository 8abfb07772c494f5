"""A team moves from one database to another: everything out into a file, everything in from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, TypeDecorator, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from bot.errors import Fault, NatoError
from bot.ledger.connections import reading
from bot.ledger.export_file import Ending, Line, Opening, Row, heading_of, read_rows, write_lines
from bot.ledger.schema import schema, versions

_AT_ONCE = 1000
"""Rows that are held in memory."""


def export_ledger(ledger: Engine, file: Path) -> int:
    """Write all that the ledger holds at one moment to a new file; the number of rows.

    Values stand as they are stored: what is encrypted stays so. Raises NatoError as `write_lines` does.
    """
    with reading(ledger).connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        return write_lines(_lines(connection), file)


def import_ledger(ledger: Engine, file: Path) -> int:
    """Take over all that the file holds, or nothing; the number of rows.

    Raises NatoError where the ledger is not empty, or the file is not a whole export of this schema.
    """
    tables = {table.name: table for table in _tables()}
    count = 0
    with ledger.begin() as connection:
        _expect_empty(connection)
        for table, entries in groupby(read_rows(file, tables, versions()[-1]), itemgetter(0)):
            while batch := [row for _, row in islice(entries, _AT_ONCE)]:
                _insert(connection, table, batch, file)
                count += len(batch)
        if connection.dialect.name == "postgresql":
            _count_on(connection)
    return count


def _tables() -> list[Table]:
    """The tables with values as the database has them, whatever the program makes of those."""
    stored = MetaData()
    for table in schema().sorted_tables:
        for column in table.to_metadata(stored).columns:
            if isinstance(column.type, TypeDecorator):
                column.type = column.type.impl_instance
    return stored.sorted_tables


def _lines(connection: Connection) -> Iterator[Line]:
    yield Opening(versions()[-1])
    count = 0
    for table in _tables():
        yield heading_of(table)
        in_order = select(table).order_by(*table.primary_key.columns)
        for row in connection.execute(in_order.execution_options(yield_per=_AT_ONCE)):
            yield tuple(row)
            count += 1
    yield Ending(count)


def _expect_empty(connection: Connection) -> None:
    used = [table.name for table in _tables() if connection.execute(select(table).limit(1)).first()]
    if used:
        where = connection.engine.url.render_as_string(hide_password=True)
        what = f"DATABASE_URL: {where} is in use already (it has {', '.join(used)})"
        raise NatoError(Fault(what, "import into a new database, before the bot is started on it"))


def _insert(connection: Connection, table: Table, rows: Sequence[Row], file: Path) -> None:
    names = table.columns.keys()
    try:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
    except (DataError, IntegrityError) as error:
        what = f"has rows of {table.name} that the database refuses ({type(error.orig).__name__})"
        raise NatoError(Fault(what, "export the ledger again", str(file))) from error


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    for table in _tables():
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            last = select(func.max(column)).scalar_subquery()
            connection.execute(select(func.setval(sequence, last)).where(last.is_not(None)))
