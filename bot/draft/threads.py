"""Which phrases of an article mean the same gathering, and which gatherings it is about.

A thread is what is said of one gathering. A past or coming edition, a summit that is merely mentioned and
a session within a meeting start none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.draft.article import Article
from bot.draft.dates import DateMention, find_dates
from bot.draft.gatherings import Gathering, find_gatherings, pattern, terms
from bot.draft.text import fold, words
from bot.models import Span

_APART = timedelta(days=1)
_AROUND = timedelta(days=45)
"""Another gathering with a day of its own counts as reported only where it lies this near to the first."""


@dataclass(slots=True)
class Thread:
    """The phrases for one gathering, in order, and its days as far as they are known."""

    gatherings: list[Gathering]
    when: DateMention | None = None
    sentences: list[Span] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether a proper name is among its phrases."""
        return any(gathering.own and not gathering.body for gathering in self.gatherings)


def article_day(article: Article) -> date | None:
    """The day from which relative dates count: the dateline's, else the first full date of the text."""
    for span in (article.dateline, *(paragraph.span for paragraph in article.paragraphs)):
        for mention in find_dates(span.text) if span else ():
            if mention.precision == "day" and mention.year_stated:
                return mention.last if span is article.dateline else mention.first
    return None


def find_threads(article: Article) -> list[Thread]:
    """What is said of each gathering that the article reports or announces, the first told first."""
    today, threads = article_day(article), list[Thread]()
    for gathering in find_gatherings(article):
        when = nearest_day(gathering, today)
        thread = _known(threads, gathering, when)
        if (
            thread is None
            and not _is_elsewhere(gathering, threads, when)
            and _starts(threads, gathering, when)
        ):
            thread = Thread([])
            threads.append(thread)
        if thread is not None:
            thread.gatherings.append(gathering)
            thread.when = thread.when or when
            thread.sentences.append(gathering.sentence)
    return threads


def nearest_day(gathering: Gathering, today: date | None) -> DateMention | None:
    """The date in the gathering's sentence that stands nearest to it, by days or by months."""
    sentence, span = gathering.sentence, gathering.span
    mentions = [mention for mention in find_dates(sentence.text, today) if mention.precision == "day"]
    start, end = span.start - sentence.start, span.end - sentence.start
    outside = [mention for mention in mentions if mention.end <= start or end <= mention.start]
    return min(outside, key=lambda mention: max(start - mention.end, mention.start - end), default=None)


def _known(threads: list[Thread], gathering: Gathering, when: DateMention | None) -> Thread | None:
    """The thread that the phrase goes on with."""
    if _is_other_edition(gathering):
        return None
    for thread in reversed(threads):
        if any(_same(known, gathering) for known in thread.gatherings):
            return thread
    if gathering.lead in ("its", "their") and threads and threads[-1].sentences[-1] == gathering.sentence:
        return threads[-1]
    if not threads or not _may_rename(threads, gathering, when):
        return None
    return threads[-1]


def _same(known: Gathering, gathering: Gathering) -> bool:
    """Whether two phrases mean one thing: one name within the other, or "the meeting" after a meeting."""
    short, long = sorted((_key(known), _key(gathering)), key=len)
    if gathering.own or known.own or gathering.body:
        return gathering.own and bool(short) and short <= long
    definite = gathering.lead in ("the", "this", "that", "") or _key(gathering) == _key(known)
    return definite and gathering.head == known.head and _key(gathering) <= _key(known)


def _key(gathering: Gathering) -> set[str]:
    return {word for word, _, _ in words(gathering.span.text)} - terms("complements") - {"the", "and"}


def _may_rename(threads: list[Thread], gathering: Gathering, when: DateMention | None) -> bool:
    """Whether another phrase is another name of the latest gathering: "the event", or its proper name."""
    latest = threads[-1]
    if when and latest.when and not _touch(when, latest.when):
        return False
    if gathering.own and not gathering.body:
        return not latest.named and _happens(gathering)
    return (
        gathering.lead in ("the", "this")
        and gathering.head in terms("anaphors")
        and len(_key(gathering)) <= 2
    )


def _touch(one: DateMention, other: DateMention) -> bool:
    return one.first <= other.last + _APART and other.first <= one.last + _APART


def _is_other_edition(gathering: Gathering) -> bool:
    folded = [word for word, _, _ in words(gathering.span.text)]
    return any(word in terms("other_editions") for word in (gathering.lead, *folded[:3]))


def _is_elsewhere(gathering: Gathering, threads: list[Thread], when: DateMention | None) -> bool:
    """Whether the phrase names another edition, or a gathering that is only a circumstance of something."""
    if _is_other_edition(gathering):
        return True
    before = fold(gathering.sentence.text[: gathering.span.start - gathering.sentence.start])
    if pattern("elsewhere_before").search(before):
        return True
    return bool(threads) and (
        bool(pattern("future").search(fold(gathering.sentence.text))) or _is_far(threads[0], when)
    )


def _is_far(main: Thread, when: DateMention | None) -> bool:
    return bool(when and main.when and abs(when.first - main.when.first) > _AROUND)


def _starts(threads: list[Thread], gathering: Gathering, when: DateMention | None) -> bool:
    """Whether the article tells of a gathering of its own from this phrase on."""
    if gathering.body:
        return _meets(gathering) and (when is not None or not threads)
    if threads:
        return when is not None and (
            gathering.own or gathering.head not in terms("parts") or len(_key(gathering)) > 2
        )
    if gathering.own:
        return _happens(gathering) or gathering.span.text in gathering.sentence.text.strip()
    return (when is not None or gathering.lead not in terms("indefinites")) and _happens(gathering)


def _happens(gathering: Gathering) -> bool:
    return bool(pattern("happens").search(fold(gathering.sentence.text)))


def _meets(gathering: Gathering) -> bool:
    """Whether a body is said to meet, or to hold its meeting."""
    after = gathering.sentence.text[gathering.span.end - gathering.sentence.start :]
    return bool(pattern("meets").match(fold(after).strip(" ,")))
