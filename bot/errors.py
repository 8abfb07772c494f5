"""What can be wrong with what people give us: one error, which says what, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: in `file` at 1-based `line` and `column` (0: unknown), and its remedy."""

    what: str
    remedy: str
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.problem}: {self.remedy}"

    @property
    def problem(self) -> str:
        """What is wrong, after its place."""
        place = self.file + (f":{self.line}:{self.column}" if self.line else "")
        return f"{place}: {self.what}" if place else self.what


class NatoError(Exception):
    """Input that cannot be used. `faults` holds at least one fault; shown to people as they stand."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@contextmanager
def gathered(faults: list[Fault]) -> Iterator[None]:
    """A block that ends where input cannot be used; its faults join the others, to be told together."""
    try:
        yield
    except NatoError as error:
        faults += error.faults


def fault_at(text: str, offset: int, file: str, what: str, remedy: str) -> Fault:
    """A fault at a character offset of a text, told by line and column."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Fault(what, remedy, file, line, column)
