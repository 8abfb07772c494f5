"""What a gathering dealt with: "to discuss areas such as …", the rows of an agenda, a panel's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.gathering_words import pattern
from bot.draft.text import fold
from bot.models import Span, Value

_LIST = re.compile(r",? and(?:, above all,)? |, (?:including |above all,? |and )?| as well as | such as ")
_TITLED = re.compile(
    r"\b(?:entitled|titled|the title|the theme|the motto|called)[,:]? [“\"«‘„](?P<title>[^”\"»’“]{4,90})"
)
_LONGEST = 90
"""Characters in the longest topic; what is longer is a sentence."""


def find_topics(article: Article, sentences: Sequence[Span]) -> tuple[Value, ...]:
    """What was talked about, each topic as the article puts it, once."""
    spans = [span for sentence in sentences for span in _topics(article, sentence)]
    return tuple({fold(span.text): Value(span.text, span) for span in spans}.values())


def _topics(article: Article, sentence: Span) -> Iterator[Span]:
    row = pattern("agenda_row").match(fold(sentence.text))
    if row:
        yield from _row_title(article, sentence, row)
        return
    for match in _TITLED.finditer(sentence.text):
        yield article.seed.span(sentence.start + match.start("title"), sentence.start + match.end("title"))
    for lead in pattern("topics_follow").finditer(fold(sentence.text)):
        rest = fold(sentence.text[lead.end() :])
        stop = pattern("topics_end").search(rest)
        yield from _listed(article, sentence.start + lead.end(), stop.start() if stop else len(rest))


def _row_title(article: Article, sentence: Span, row: re.Match[str]) -> Iterator[Span]:
    start, end = row.span("title")
    label = pattern("row_label").match(row["title"])
    if not pattern("idle_rows").match(row["title"]):
        start += label.end() if label else 0
        yield article.seed.span(sentence.start + start, sentence.start + end)


def _listed(article: Article, start: int, length: int) -> Iterator[Span]:
    """The members of a list, each without the words that join it."""
    at, text = 0, article.seed.text[start : start + length]
    for joint in (*_LIST.finditer(text), None):
        end = joint.start() if joint else len(text)
        member = text[at:end]
        first, last = at + len(member) - len(member.lstrip(" ,")), at + len(member.rstrip(' ,“”"‘’'))
        if 3 < last - first <= _LONGEST:
            yield article.seed.span(start + first, start + last)
        at = joint.end() if joint else end
