"""Sentences that survive abbreviations, ranks, initials and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.draft.lexicon import forms, terms
from bot.draft.quotations import Quotation, find_quotations
from bot.draft.text import fold

_LONGEST = 4000
"""Characters; a sentence beyond this is no prose, and is cut so that no pattern runs away on it."""

_STOP = re.compile(r"[.!?…]+(?P<closers>[”’\"'»“«)\]]*)(?=\s+|$)")
_LAST_WORD = re.compile(r"[^\s(“”\"‘„«»/]*$")
_NEXT_WORD = re.compile(r"\s*(?:«\s*)?[^\w\s]*(\w+(?:['’]\w+)?)")


def split_sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of the paragraph [start, end), as offsets without the blanks between them.

    None ends inside an open quotation, a quotation keeps the words that attribute it, and a row of an
    agenda, whose cells tabs part, is one.
    """
    return tuple(
        (at, min(at + _LONGEST, last))
        for first, last in _sentences(text, start, end)
        for at in range(first, last, _LONGEST)
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if "\t" in text[start:end]:
        yield start, end
        return
    quotations = find_quotations(text, start, end)
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, stop, end, quotations):
            yield begin, stop.end()
            begin = stop.end() + len(text[stop.end() : end]) - len(text[stop.end() : end].lstrip())
    if begin < end:
        yield begin, end


def _ends_sentence(text: str, stop: re.Match[str], end: int, quotations: tuple[Quotation, ...]) -> bool:
    if any(quotation.holds(stop.start()) and quotation.end >= stop.end() for quotation in quotations):
        return False
    following = _NEXT_WORD.match(text, stop.end(), end)
    if not following or following[1][0].islower():
        return False
    if stop["closers"] and stop[0][0] in "!?" and _attributes(text, stop.end(), end):
        return False
    return (
        stop[0][0] != "."
        or len(stop[0].rstrip(")")) > 1
        or not _is_abbreviated(text, stop.start(), fold(following[1]))
    )


def _attributes(text: str, at: int, end: int) -> bool:
    """Whether what follows a quotation is only its attribution: "“Who pays?” Colonel Berg asked."."""
    return bool(forms("tail_attribution_forms").match(fold(text[at:end]).lstrip()))


def _is_abbreviated(text: str, at: int, following: str) -> bool:
    """Whether the full stop at `at` closes an abbreviation or an initial rather than the sentence."""
    last = _LAST_WORD.search(text, max(0, at - 40), at)
    word = fold(last[0]).lstrip("'") if last else ""
    if len(word) == 1 and word.isalpha() and last and last[0].isupper():
        return following not in terms("openers")
    word = word.rpartition("-")[2] or word
    if word not in terms("abbreviations"):
        return bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)) and following not in terms("openers")
    return not (word in terms("ending_abbreviations") and following in terms("openers"))
