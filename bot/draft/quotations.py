"""Quotation marks: which open, which close, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

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
_MARK = re.compile("[{}]".format("".join({*_CLOSERS, *"".join(_CLOSERS.values())})))
_DEEPEST = 3
"""Quotations inside a quotation that are told apart."""

_BEFORE_OPENER = "([{—–-/:"


class Quotation(msgspec.Struct, frozen=True):
    """Words between a pair of marks: [start, end) without the marks; `closed` is False where none closes."""

    start: int
    end: int
    closed: bool
    single: bool

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` is one of the quoted words."""
        return self.start <= offset < self.end


def find_quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The outermost quotations of the paragraph [start, end), in reading order.

    A double mark that nothing closes holds to the paragraph's end; a single one is taken for an apostrophe.
    """
    marks = _Marks(text, start, end, [match.start() for match in _MARK.finditer(text, start, end)])
    found: list[Quotation] = []
    at = 0
    while at < len(marks.places):
        opener = marks.places[at]
        closer = marks.closer(at, _DEEPEST) if marks.opens(at) else None
        single = text[opener] in _SINGLE
        if closer is not None:
            found.append(Quotation(opener + 1, marks.places[closer], closed=True, single=single))
            at = closer
        elif marks.opens(at) and not single:
            found.append(Quotation(opener + 1, end, closed=False, single=False))
            break
        at += 1
    return tuple(found)


class _Marks(msgspec.Struct, frozen=True):
    """The marks of the paragraph [start, end), by number; each question about them is answered only once."""

    text: str
    start: int
    end: int
    places: Sequence[int]
    closers: dict[tuple[int, str, int], int | None] = msgspec.field(default_factory=dict)
    ends: dict[str, list[bool]] = msgspec.field(default_factory=dict)

    def opens(self, number: int) -> bool:
        """Whether a mark can open a quotation."""
        mark = self.text[self.places[number]]
        if mark == "«":
            return True
        return mark in _CLOSERS and not self._is_doubled(number) and self._can_open(number)

    def closer(self, opener: int, depth: int) -> int | None:
        """The mark that closes what `opener` opens, other quotations inside it skipped; None for none."""
        mark, at, passed = self.text[self.places[opener]], opener + 1, list[tuple[int, str, int]]()
        if self.places[at : at + 1] == [self.places[opener] + 1]:
            at = self._past(at, mark, depth)
        closer = None
        while at < len(self.places) and closer is None:
            if (at, mark, depth) in self.closers:
                closer = self.closers[at, mark, depth]
                break
            passed.append((at, mark, depth))
            closer = at if self._closes(at, _CLOSERS[mark]) else None
            at = self._past(at, mark, depth)
        self.closers.update(dict.fromkeys(passed, closer))
        return closer

    def _past(self, at: int, mark: str, depth: int) -> int:
        """The next mark, after the quotation that this one opens inside that of `mark`, if it does."""
        inside = depth and self.text[self.places[at]] != mark and self.opens(at)
        closer = self.closer(at, depth - 1) if inside else None
        return (at if closer is None else closer) + 1

    def _closes(self, number: int, closers: str) -> bool:
        mark = self.text[self.places[number]]
        if mark not in closers or self._is_doubled(number) or not self._can_close(number):
            return False
        return mark not in _SINGLE or not self._is_possessive(number, closers)

    def _beside(self, number: int) -> tuple[str, str]:
        """The characters on both sides of a mark; blanks at the paragraph's ends."""
        at = self.places[number]
        before = self.text[at - 1] if at > self.start else " "
        return before, self.text[at + 1] if at + 1 < self.end else " "

    def _is_doubled(self, number: int) -> bool:
        """Whether a single mark stands beside another, as typewriters wrote a double one."""
        at, text = self.places[number], self.text
        return text[at] in _SINGLE and text[at] in (text[at - 1 : at], text[at + 1 : at + 2])

    def _can_open(self, number: int) -> bool:
        before, after = self._beside(number)
        return (before.isspace() or before in _BEFORE_OPENER or before in _CLOSERS) and not after.isspace()

    def _can_close(self, number: int) -> bool:
        before, after = self._beside(number)
        if before.isspace():
            return self.text[self.places[number]] in "»"
        return not after.isalnum()

    def _is_possessive(self, number: int, closers: str) -> bool:
        """Whether a single mark after a plural s is an apostrophe, because the quotation closes later on."""
        at = self.places[number]
        if self.text[at - 1] not in "sS" or not self.text[at + 1 : at + 2].isspace():
            return False
        if closers not in self.ends:
            self.ends[closers] = self._ends(closers)
        return self.ends[closers][number + 1]

    def _ends(self, closers: str) -> list[bool]:
        """For each mark whether, from it on, a sentence's end closes before another single mark opens."""
        ends = [False]
        for at in reversed(self.places):
            ended = self.text[at - 1] in ",.!?…" and not self.text[at + 1 : at + 2].isalnum()
            if self.text[at] in "‘‚":
                ends.append(False)
            else:
                ends.append(ends[-1] or (self.text[at] in closers and ended))
        return ends[::-1]
