"""What an article says of itself: its title, its date, who published it."""

from __future__ import annotations

import re

from bot.draft.article import Article
from bot.draft.dates import find_dates
from bot.draft.text import fold
from bot.models import Source, Span, Value

_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?P<publisher>[^.|,\n]{2,80}?)(?=[.|,]|\s*\d{4}|$)", re.IGNORECASE
)
_BYLINE = re.compile(
    r"by (?:[^,]{2,50}, )?(?P<publisher>[a-z][\w' -]{2,60}?)(?: staff| newsroom| desk| news desk)?$"
)
_HEAD = re.compile(r"(?P<publisher>[^|]{2,80}?)\s*(?:\||$)")
_AGENCY = re.compile(
    r"\b(?:news|times|post|weekly|daily|journal|review|agency|service|press|media|magazine|tribune|herald|gazette|staff)\b"
)


def read_source(article: Article) -> Source:
    """The source record of an article; what it does not state is None."""
    return Source(article.seed.file, _title(article), _date(article), _publisher(article))


def _title(article: Article) -> Value | None:
    return Value(" ".join(article.title.text.split()), article.title) if article.title else None


def _date(article: Article) -> Value | None:
    """The day in the dateline."""
    if not article.dateline:
        return None
    for mention in find_dates(article.dateline.text):
        if mention.precision == "day" and mention.year_stated and mention.first == mention.last:
            start = article.dateline.start
            return Value(
                mention.first.isoformat(), article.seed.span(start + mention.start, start + mention.end)
            )
    return None


def _publisher(article: Article) -> Value | None:
    """The owner of the copyright, else the paper in the byline, else the letterhead."""
    for line in article.boilerplate:
        if owner := _OWNER.match(line.text):
            return _named(article, line, owner)
    for line in article.boilerplate:
        byline = _BYLINE.match(fold(line.text))
        if byline and _AGENCY.search(fold(line.text)):
            return _named(article, line, byline)
    head = _HEAD.match(article.letterhead.text) if article.letterhead else None
    return _named(article, article.letterhead, head) if article.letterhead and head else None


def _named(article: Article, line: Span, match: re.Match[str]) -> Value:
    span = article.seed.span(line.start + match.start("publisher"), line.start + match.end("publisher"))
    return Value(" ".join(span.text.split()), span)
