"""Quotation marks: which open, which close, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

_CLOSERS = {
    "“": '”"',
    "„": '“”‟"',
    "«": "»",
    "»": "«",
    "”": "”",
    '"': '"”',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
_SINGLE = "‘’‚'"
_DEEPEST = 3
"""Quotations inside a quotation that are told apart."""

_BEFORE_OPENER = "([{—–-/:"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between a pair of marks: [start, end) without the marks; `closed` is False where none closes."""

    start: int
    end: int
    closed: bool
    single: bool

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` is one of the quoted words."""
        return self.start <= offset < self.end


def _is_doubled(text: str, at: int) -> bool:
    """Whether a single mark stands beside another, as typewriters wrote a double one: no mark to build on."""
    return text[at] in _SINGLE and text[at] in (text[at - 1 : at], text[at + 1 : at + 2])


def _can_open(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in _BEFORE_OPENER or before in _CLOSERS) and not after.isspace()


def _can_close(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isspace():
        return text[at] in "»"
    return not after.isalnum()


def _is_possessive(text: str, at: int, end: int, closers: str) -> bool:
    """Whether a single mark after a plural s is an apostrophe, because the quotation closes later on."""
    if text[at - 1] not in "sS" or not text[at + 1 : at + 2].isspace():
        return False
    for later in range(at + 1, end):
        if text[later] in "‘‚":
            return False
        if (
            text[later] in closers
            and not text[later + 1 : later + 2].isalnum()
            and text[later - 1] in ",.!?…"
        ):
            return True
    return False


def _closes(text: str, at: int, start: int, end: int, closers: str) -> bool:
    if text[at] not in closers or _is_doubled(text, at) or not _can_close(text, at, start, end):
        return False
    return text[at] not in _SINGLE or not _is_possessive(text, at, end, closers)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    if mark == "«":
        return True
    return mark in _CLOSERS and not _is_doubled(text, at) and _can_open(text, at, start, end)


def find_quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The outermost quotations of the paragraph [start, end), in reading order.

    A double mark that nothing closes holds to the paragraph's end; a single one is taken for an apostrophe.
    """
    found: list[Quotation] = []
    at = start
    while at < end:
        if _opens(text, at, start, end) and (quotation := _quotation(text, at, start, end, _DEEPEST)):
            found.append(quotation)
            at = quotation.end + 1
        else:
            at += 1
    return tuple(found)


def _quotation(text: str, opener: int, start: int, end: int, depth: int) -> Quotation | None:
    """The quotation that the mark at `opener` opens, other quotations inside it skipped."""
    closers, single = _CLOSERS[text[opener]], text[opener] in _SINGLE
    at = opener + 1
    while at < end:
        if at > opener + 1 and _closes(text, at, start, end, closers):
            return Quotation(opener + 1, at, closed=True, single=single)
        inner = None
        if depth and text[at] != text[opener] and _opens(text, at, start, end):
            inner = _quotation(text, at, start, end, depth - 1)
        at = inner.end + 1 if inner and inner.closed else at + 1
    return None if single else Quotation(opener + 1, end, closed=False, single=False)
