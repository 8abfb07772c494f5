"""What a gathering dealt with: "to discuss areas such as …", the rows of an agenda, a panel's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.calendar_words import is_calendar_word
from bot.draft.dates import find_dates
from bot.draft.gathering_words import pattern, terms
from bot.draft.text import fold, words
from bot.models import Span, Value

_COMMA = re.compile(r",? and, above all, |, (?:including |above all,? |and )?| as well as | such as ")
_AND = re.compile(r" and ")
_TITLED = re.compile(
    r"\b(?:entitled|titled|the title|the theme|the motto|(?<!-)called)[,:]? "
    r"[“\"«‘„](?P<title>[^”\"»’“]{4,90})"
)
_LONGEST = 90
"""Characters in the longest topic; what is longer is a sentence."""

_SHORTEST = 6


def find_topics(article: Article, sentences: Sequence[Span]) -> tuple[Value, ...]:
    """What was talked about, each topic as the article puts it, once."""
    found: dict[str, Span] = {}
    for sentence in sentences:
        for span in _topics(article, sentence):
            if not any(span.start < other.end and other.start < span.end for other in found.values()):
                found.setdefault(fold(span.text), span)
    return tuple(Value(span.text, span) for span in found.values())


def _topics(article: Article, sentence: Span) -> Iterator[Span]:
    row = pattern("agenda_row").match(fold(sentence.text))
    if row:
        yield from _row_title(article, sentence, row)
        return
    for match in _TITLED.finditer(sentence.text):
        yield article.seed.span(sentence.start + match.start("title"), sentence.start + match.end("title"))
    for lead in pattern("topics_follow").finditer(fold(sentence.text)):
        if not _is_talked(sentence.text[: lead.end()]) or _is_quoted(sentence.text, lead.start()):
            continue
        rest = fold(sentence.text[lead.end() :])
        if lead[0].endswith(" on") and not lead[0].startswith("focus"):
            rest = "" if is_calendar_word(rest.split()[0]) else rest.split(" in ")[0]
        stop = pattern("topics_end").search(rest)
        yield from _listed(article, sentence.start + lead.end(), stop.start() if stop else len(rest))


def _is_talked(before: str) -> bool:
    """Whether people, or a gathering, come before: it is they who discuss."""
    row = {word for word, _, _ in words(before)}
    heads = {form for head in terms("heads") for form in (head, f"{head}s")}
    return bool(row & (terms("people") | terms("talkers") | heads))


def _is_quoted(text: str, at: int) -> bool:
    """Whether a quotation is open at `at`."""
    before = text[:at]
    return sum(map(before.count, "“„«")) > sum(map(before.count, "”»")) or before.count('"') % 2 == 1


def _row_title(article: Article, sentence: Span, row: re.Match[str]) -> Iterator[Span]:
    start, end = row.span("title")
    label = pattern("row_label").match(row["title"])
    if not pattern("idle_rows").match(row["title"]):
        start += label.end() if label else 0
        yield article.seed.span(sentence.start + start, sentence.start + end)


def _listed(article: Article, start: int, length: int) -> Iterator[Span]:
    """The members of a list, each without the words that join it; "and" joins only the last two."""
    at, text = 0, article.seed.text[start : start + length]
    joints = list(_COMMA.finditer(text))
    last = joints[-1].end() if joints else 0
    joints += _AND.finditer(text, last)
    for joint in (*joints, None):
        end = joint.start() if joint else len(text)
        yield from _member(article, start + at, start + end)
        at = joint.end() if joint else end


def _member(article: Article, start: int, end: int) -> Iterator[Span]:
    """A topic without marks and a verb before it; nothing where it is too short, too long or a date."""
    text = article.seed.text[start:end]
    verb = pattern("topics_follow").match(fold(text.lstrip()))
    first = start + len(text) - len(text.lstrip()) + (verb.end() if verb else 0)
    inner = article.seed.text[first:end]
    span = article.seed.span(
        first + len(inner) - len(inner.lstrip(" ,")), first + len(inner.rstrip(' ,“”"‘’'))
    )
    opening = fold(span.text[:12])
    idle = pattern("no_topics").match(fold(span.text)) or find_dates(opening)
    if _SHORTEST <= len(span.text) <= _LONGEST and not idle and not is_calendar_word(opening.split()[0]):
        yield span
