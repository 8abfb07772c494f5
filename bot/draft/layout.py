"""The lines of an article, each told by its form: headline, dateline, body, furniture, correction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec.structs import replace

from bot.draft.lexicon import either, forms, terms
from bot.draft.text import fold

LineKind = Literal["title", "dateline", "origin", "body", "boilerplate", "correction", "letterhead"]

_HEADLINE_WORDS = 25
_SHORT_HEADLINE_WORDS = 16
_HEADER_LINES = 8
_MASTHEAD_WORDS = 6
_LABEL_LINES = 3
_MARKS = "“”„«\"‘'-•*"
_MONTH = either(terms("months"))
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}\b|\b{_MONTH}\.? \d{{1,2}}\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
)
_DATE_LINE = re.compile(rf"(?:[^.!?]|\b{_MONTH}\.|\b[ap]\.m\.|\d\.){{1,90}}$")
_TOWN = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|de|la|am|an|der|di|del|upon|and|sur)){0,3}"
_ORIGIN = re.compile(
    rf"(?P<place>{_TOWN}(?: ?/ ?{_TOWN})?)"
    r"(?P<rest>(?:,? ?\([^)\n]{2,30}\)|, [^,–—\n(]{1,30}){0,5})"
    r" ?(?:\.? ?[–—]|--|- |:(?= [A-Z“])|\.(?= [A-Z“\"])) *"
)
_LIST_MARK = re.compile(r"(?:[-–—•*·▪◦‣]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")


class Line(msgspec.Struct, frozen=True):
    """A line, or the lines of one hard-wrapped paragraph: [start, end); `opens` says a blank precedes it."""

    start: int
    end: int
    opens: bool
    kind: LineKind = "body"


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that hold words, in order, each with its kind."""
    lines = list(_told_furniture(text, _unwrapped(text, list(_filled(text)))))
    header = _header_length(text, lines) or _short_first_line(text, lines)
    told = _told_header(text, lines[:header]) + lines[header:]
    return tuple(part for line in told for part in _without_origin(text, line, told))


def _filled(text: str) -> Iterator[Line]:
    """The lines that are not blank, without the blanks around them; a byte order mark is a blank."""
    opens = True
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text):
        content = match[0].strip(" \t\r\n\ufeff\u00a0\u200b")
        if content:
            start = match.start() + match[0].index(content)
            yield Line(start, start + len(content), opens)
        opens = not content


def _unwrapped(text: str, lines: list[Line]) -> Iterator[Line]:
    """Lines that a hard wrap parted, joined again; other lines as they are."""
    breaks = [(one, other) for one, other in pairwise(lines) if not other.opens]
    wrapped = [pair for pair in breaks if _is_wrap(text, *pair)]
    joins = len(wrapped) >= max(3, len(breaks) / 2)
    current: Line | None = None
    for line in lines:
        if current and joins and not line.opens and _may_wrap(text, current, line):
            current = replace(current, end=line.end)
        else:
            if current:
                yield current
            current = line
    if current:
        yield current


def _is_wrap(text: str, one: Line, other: Line) -> bool:
    return 45 <= one.end - one.start <= 100 and text[other.start].islower()


def _may_wrap(text: str, one: Line, other: Line) -> bool:
    last = text.rfind("\n", one.start, one.end) + 1 or one.start
    return (
        45 <= one.end - last <= 100
        and not _LIST_MARK.match(text, other.start)
        and "\t" not in text[last : one.end]
    )


def _told_furniture(text: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Boilerplate and correction notices told by their form; a contact heading takes its block with it."""
    block: LineKind = "body"
    for number, line in enumerate(lines):
        folded = fold(text[line.start : line.end]).lstrip("•*·▪> ")
        if line.opens:
            block = "body"
        if forms("correction_forms").match(folded):
            block = "correction"
        elif forms("contact_heading_forms").match(folded):
            block = "boilerplate"
        if forms("published_forms").match(folded) and _is_dated(folded):
            yield replace(line, kind="dateline")
            continue
        label = number < _LABEL_LINES and forms("record_label_forms").match(folded)
        known = label or forms("boilerplate_forms").match(folded)
        furniture = block == "body" and known and len(folded.split()) <= 60
        yield replace(line, kind="boilerplate" if furniture else block)


def _header_length(text: str, lines: list[Line]) -> int:
    """How many lines stand before the body's first sentence."""
    for count, line in enumerate(lines[:_HEADER_LINES]):
        words = text[line.start : line.end]
        if count and forms("roll_forms").match(fold(words)):
            return count
        if line.kind == "body" and (not _is_headline(words) or _LIST_MARK.match(words) or "\t" in words):
            return count
    return min(len(lines) - 1, 1)


def _short_first_line(text: str, lines: list[Line]) -> int:
    """1 where the first line is a headline with a full stop: short, undated, set apart, longer text below."""
    if len(lines) < 3 or not lines[1].opens or lines[0].kind != "body":
        return 0
    first, second = (text[line.start : line.end] for line in lines[:2])
    short = len(first.split()) <= _SHORT_HEADLINE_WORDS and len(second) > len(first)
    told = _DATE.search(fold(first)) or fold(first).split(" ")[0] in terms("openers")
    return int(short and not told and first[:1] not in _MARKS)


def _is_headline(words: str) -> bool:
    if len(words.split()) > _HEADLINE_WORDS:
        return False
    return not re.search(r"[.:;,…][”’\"'»)]*$", words) or bool(
        _DATE.search(fold(words)) and _DATE_LINE.match(fold(words))
    )


def _told_header(text: str, lines: list[Line]) -> list[Line]:
    """The header's lines: the first that is neither letterhead, furniture nor a date is the headline."""
    told: list[Line] = []
    letterhead = _letterhead(text, lines)
    for line in lines:
        folded = fold(text[line.start : line.end])
        if line == letterhead:
            told.append(replace(line, kind="letterhead"))
        elif _is_dated(folded) and (line.kind == "body" or forms("release_forms").match(folded)):
            told.append(replace(line, kind="dateline"))
        elif line.kind == "body" and not any(other.kind == "title" for other in told):
            told.append(replace(line, kind="title"))
        else:
            told.append(line)
    return told


def _letterhead(text: str, lines: list[Line]) -> Line | None:
    """The first line where it is the publisher's name, and the headline is to come below it."""
    plain = [
        line for line in lines if line.kind == "body" and not _is_dated(fold(text[line.start : line.end]))
    ]
    if len(plain) < 2 or plain[0] != lines[0]:
        return None
    words, next_words = (text[line.start : line.end] for line in plain[:2])
    parted = lines[1] != plain[1] and plain[1].opens
    short = parted and len(words.split()) <= _MASTHEAD_WORDS and len(next_words) > len(words)
    named = short or "|" in words or forms("letterhead_forms").fullmatch(fold(words))
    named = named or forms("record_forms").match(fold(next_words))
    capital = all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", words))
    return plain[0] if named and capital and words[-1] not in "?!" else None


def _is_dated(folded: str) -> bool:
    """Whether a line does little but give a date: "Brussels, 30 May 2025", "Published: 12.6.2024, 16:12"."""
    dated = _DATE.search(folded)
    return (
        bool(dated)
        and len(re.findall(r"[a-z]{2,}", folded)) <= 10
        and not re.search(r"\b(?:will|was|is|are|were)\b", folded)
    )


def _without_origin(text: str, line: Line, lines: list[Line]) -> Iterator[Line]:
    """The line, parted from the place and date that open an article's first paragraph."""
    first = next((other for other in lines if other.kind == "body"), None)
    origin = _ORIGIN.match(text, line.start, line.end) if line == first else None
    if not origin or not _is_origin(origin):
        yield line
        return
    dated = _DATE.search(fold(origin[0]))
    end = line.start + len(origin[0].rstrip())
    yield Line(line.start, end, opens=line.opens, kind="dateline" if dated else "origin")
    yield replace(line, start=origin.end(), opens=False)


def _is_origin(origin: re.Match[str]) -> bool:
    """Capitals, or a date, or a country or agency after the place, tell a dateline from a sentence."""
    place = origin["place"]
    if _DATE.search(fold(origin[0])):
        return True
    return not origin[0].rstrip().endswith(".") and (place.isupper() or "(" in origin["rest"])
