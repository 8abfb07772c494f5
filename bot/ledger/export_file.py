"""A ledger as a file of JSON lines, read and written line by line.

First the version of the schema; then for each table its name and columns, and a line for each row; last the
number of rows, by which a file that was cut off is known.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Column, Table

from bot.errors import Fault, NatoError

Row = tuple[Any, ...]
"""The values of a row, in the order of its table's columns."""


class Opening(msgspec.Struct, tag="ledger", frozen=True):
    """The first line: the version of the schema that the rows are of."""

    schema: str


class Heading(msgspec.Struct, tag="table", frozen=True):
    """What the lines after it are rows of."""

    name: str
    columns: tuple[str, ...]


class Ending(msgspec.Struct, tag="end", frozen=True):
    """The last line: how many rows the file holds."""

    rows: int


Line = Opening | Heading | Row | Ending


def heading_of(table: Table) -> Heading:
    """The line above a table's rows."""
    return Heading(str(table.name), tuple(map(str, table.columns.keys())))


def write_lines(lines: Iterable[Line], file: Path) -> int:
    """Write a new file, which only its owner may read; the number of rows in it.

    It is there only once it is whole.
    Raises NatoError where it is there already or cannot be written.
    """
    count = 0
    with _new_file(file) as out:
        for line in lines:
            out.write(msgspec.json.encode(line) + b"\n")
            count += isinstance(line, tuple)
    return count


def read_rows(file: Path, tables: Mapping[str, Table], version: str) -> Iterator[tuple[Table, Row]]:
    """The rows of a file, each with its table.

    Raises NatoError, also after some rows, where the file is not a whole export of that schema.
    """
    count, decoder = 0, msgspec.json.Decoder[Any](Opening)
    for number, line in _numbered_lines(file):
        match _decoded(line, decoder, file, number):
            case Heading() as heading:
                table = _table(heading, tables, file, number)
                decoder = _decoder(table)
            case tuple() as row:
                count += 1
                yield table, row
            case Opening(schema):
                _expect_version(schema, version, file)
                decoder = msgspec.json.Decoder(Heading | Ending)
            case Ending(rows) if rows == count:
                return
            case _:
                break
    raise NatoError(Fault("is not whole", "export the ledger again", str(file)))


@contextmanager
def _new_file(file: Path) -> Iterator[BinaryIO]:
    if file.exists():
        raise NatoError(Fault("is there already", "remove it or give another name", str(file)))
    draft = file.with_name(f"{file.name}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            yield out
        draft.rename(file)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise NatoError(Fault(what, "name a file in a folder with room for it", str(file))) from error
    finally:
        draft.unlink(missing_ok=True)


def _numbered_lines(file: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with open(file, "rb") as stream:
            yield from enumerate(stream, 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise NatoError(Fault(what, "name a file that nato ledger export wrote", str(file))) from error


def _decoded(line: bytes, decoder: msgspec.json.Decoder[Any], file: Path, number: int) -> Any:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what = f"is no line of an exported ledger ({error})"
        raise NatoError(Fault(what, "export the ledger again", str(file), number, 1)) from error


def _decoder(table: Table) -> msgspec.json.Decoder[Any]:
    types = tuple(_type(column) for column in table.columns)
    return msgspec.json.Decoder(Heading | Ending | tuple.__class_getitem__(types))


def _type(column: Column[Any]) -> Any:
    return column.type.python_type | None if column.nullable else column.type.python_type


def _table(heading: Heading, tables: Mapping[str, Table], file: Path, number: int) -> Table:
    table = tables.get(heading.name)
    if table is None or heading != heading_of(table):
        what = f"tells of a table that is not like {heading.name} here"
        raise NatoError(Fault(what, "export the ledger again", str(file), number, 1))
    return table


def _expect_version(schema: str, version: str, file: Path) -> None:
    if schema != version:
        what = f"holds schema {schema}, this nato-bot has schema {version}"
        remedy = "export the ledger with the same nato-bot that imports it"
        raise NatoError(Fault(what, remedy, str(file), 1, 1))
