"""From where an article's dates count: its day for "Tuesday" and "9 May", or at least its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.date_forms import NO_YEAR, day
from bot.draft.dates import DateMention, find_dates

_OPENING = 2
"""Paragraphs in which a full date tells the article's own time, where no dateline does."""

_LINE = 60
"""Characters in the longest line that is a dateline, wherever it stands."""

_HALF_A_YEAR = 6
"""Months."""

_ISSUE = re.compile(r"(?:No|Nr|Issue|Vol|Volume|Number|Edition)\b\.? ?\d", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright) ?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


class Reckoning(msgspec.Struct, frozen=True):
    """The day of an article, if it can be known, and the year of its headline or issue, if one is stated.

    `month` is the last day of the month of which an issue is, where only that is known.
    """

    today: date | None
    year: int | None
    month: date | None = None

    def dates(self, text: str) -> list[DateMention]:
        """The dates in a sentence; those whose year can only be guessed at are left out."""
        mentions = find_dates(text, self.today)
        years = {mention.first.year for mention in mentions if mention.year_stated}
        year = self.year if not years else years.pop() if len(years) == 1 else None
        return [
            known for mention in mentions if (known := _with_year(mention, year or self._year_of(mention)))
        ]

    def _year_of(self, mention: DateMention) -> int | None:
        """The year in which a date lies nearest to the issue's month, where no other is known."""
        if not self.month or mention.first.year != NO_YEAR:
            return None
        own = mention.first.month - self.month.month
        return self.month.year + (own < -_HALF_A_YEAR) - (own > _HALF_A_YEAR)


def _with_year(mention: DateMention, year: int | None) -> DateMention | None:
    """The date in that year, where its own is not known; None without one."""
    if mention.first.year != NO_YEAR:
        return mention
    first = day(year, mention.first.month, mention.first.day) if year else None
    return replace(mention, first=first, last=first + (mention.last - mention.first)) if first else None


@lru_cache(maxsize=8)
def reckoning_of(article: Article) -> Reckoning:
    """The dateline's day, else the first full date of the opening or of a line that is only a dateline.

    A day without a year in the dateline is of the year for which the copyright is claimed.
    """
    stated = next((mention for mention in _candidates(article) if _is_full(mention)), _claimed(article))
    heads = [article.title] if article.title else []
    heads += [one.span for one in article.paragraphs[:_OPENING] if _is_issue(one.span.text)]
    years = [mention.first.year for head in heads for mention in find_dates(head.text) if mention.year_stated]
    return Reckoning(stated.last if stated else None, years[0] if years else None, _month_of_issue(article))


def _month_of_issue(article: Article) -> date | None:
    """The last day of the month that the dateline, or else another line of the opening, gives an issue."""
    opening = [one.span for one in article.paragraphs[:_OPENING] if len(one.span.text) <= _LINE]
    lines = (article.dateline, article.letterhead, article.title, *opening)
    mentions = [mention for line in lines if line for mention in find_dates(line.text)]
    months = [mention.last for mention in mentions if mention.precision == "month" and mention.year_stated]
    return months[0] if months else None


def _is_issue(line: str) -> bool:
    """Whether a line numbers an issue: "No. 3 / March 2025"."""
    return len(line) <= _LINE and bool(_ISSUE.match(line))


def _claimed(article: Article) -> DateMention | None:
    """The dateline's day in the year of the copyright line, where there is one of each."""
    claims = [_COPYRIGHT.search(line.text) for line in article.boilerplate]
    years = {int(claim["year"]) for claim in claims if claim}
    days = find_dates(article.dateline.text) if article.dateline else []
    return _with_year(days[0], years.pop()) if len(days) == len(years) == 1 else None


def _candidates(article: Article) -> Iterator[DateMention]:
    if article.dateline:
        yield from reversed(find_dates(article.dateline.text))
    opening = article.paragraphs[:_OPENING]
    lines = [one for one in article.paragraphs if len(one.span.text) <= _LINE and "\t" not in one.span.text]
    for paragraph in (*opening, *lines):
        yield from find_dates(paragraph.span.text)


def _is_full(mention: DateMention) -> bool:
    return mention.precision == "day" and mention.year_stated
