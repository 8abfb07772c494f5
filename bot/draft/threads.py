"""Which phrases of an article mean one gathering, and of which gatherings it tells.

A thread is what is said of one gathering. A past or coming edition, a summit that is merely mentioned and
a session within a meeting start none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.draft.article import Article
from bot.draft.coreference import Thread, continued, happens, is_meeting, is_other_edition
from bot.draft.dates import DateMention
from bot.draft.gathering_words import pattern, terms
from bot.draft.gatherings import Gathering, find_gatherings, phrases_in
from bot.draft.reckoning import Reckoning, reckoning_of
from bot.draft.text import fold
from bot.models import Span

_AROUND = timedelta(days=45)
"""A second gathering counts as told of only where it lies this near to the first."""

_NEAR = 200
"""Characters before a gathering in which words say that somebody spoke there."""

_OWN = 45
"""Characters between a gathering and a date that is surely its own."""


def find_threads(article: Article) -> list[Thread]:
    """What is said of each gathering that the article reports or announces, the first told of first.

    Only where there is none, it is of the press conference or the exercise with which the article opens, or
    of the first clause that says that people met.
    """
    every = find_gatherings(article)
    usual = [gathering for gathering in every if not is_aside(gathering)]
    known = [gathering for gathering in every if not is_aside(gathering) or _opens(article, gathering)]
    return _named_threads(article, usual) or _named_threads(article, known) or _met(article, usual)


def _met(article: Article, gatherings: Sequence[Gathering]) -> list[Thread]:
    """The first clause that says that people met, as a thread of its own."""
    clauses = [gathering for gathering in gatherings if gathering.kind == "clause"]
    return [Thread([clause], _date_beside(clause, reckoning_of(article))) for clause in clauses[:1]]


def is_aside(gathering: Gathering) -> bool:
    """Whether it is one with the press, or an exercise."""
    return gathering.head in terms("press") | terms("exercises")


def _opens(article: Article, gathering: Gathering) -> bool:
    return any(one.span.covers(gathering.span) for one in article.opening)


def _named_threads(article: Article, gatherings: Sequence[Gathering]) -> list[Thread]:
    """The threads that begin with a phrase, and the clauses that go on with them."""
    reckoning = reckoning_of(article)
    threads: list[Thread] = []
    waiting: list[Gathering] = []
    for gathering in gatherings:
        when = _date_beside(gathering, reckoning)
        thread = continued(threads, gathering, when, reckoning)
        if thread is None and gathering.kind == "clause" and not threads:
            waiting.append(gathering)
        elif thread is None and _starts(article, threads, waiting, gathering, when, reckoning):
            thread = Thread([body] if (body := _gathered_body(article, gathering)) else [])
            threads.append(thread)
        if thread is not None:
            for clause in (*waiting, gathering):
                thread.add(clause, _date_beside(clause, reckoning))
            waiting.clear()
    return threads


def _gathered_body(article: Article, gathering: Gathering) -> Gathering | None:
    """The body that holds "its meeting", or opens the sentence before bare "talks"."""
    if gathering.lead in ("its", "their"):
        held = [one for one in phrases_in(article, gathering.sentence) if one.span.end < gathering.span.start]
        return next((body for body in reversed(held) if body.kind == "body"), None)
    if gathering.kind != "common" or len(gathering.key) > 1:
        return None
    paragraph = next(one for one in article.paragraphs if one.span.covers(gathering.span))
    before = [one for one in paragraph.sentences if one.end <= gathering.sentence.start][-1:]
    bodies = [body for one in before for body in phrases_in(article, one) if body.kind == "body"]
    return next((body for body in bodies if body.before in ("", "the ")), None)


def find_scenes(article: Article, threads: Sequence[Thread]) -> list[tuple[Span, int]]:
    """Every sentence, in order, with the index of the thread that it goes on with.

    Sentences that name only a gathering of no thread, such as the next edition, are left out.
    """
    owners = {
        gathering.span: index for index, thread in enumerate(threads) for gathering in thread.gatherings
    }
    strange = {
        gathering.sentence
        for gathering in find_gatherings(article)
        if gathering.kind in ("proper", "common")
        and gathering.head not in terms("parts")
        and not is_aside(gathering)
        and gathering.span not in owners
    }
    scenes, current = list[tuple[Span, int]](), 0
    for paragraph in article.paragraphs:
        for sentence in paragraph.sentences:
            own = [index for span, index in owners.items() if sentence.covers(span)]
            current = own[-1] if own else current
            if own or sentence not in strange:
                scenes.append((sentence, own[0] if own else current))
    return scenes


def _date_beside(gathering: Gathering, reckoning: Reckoning) -> DateMention | None:
    """The day or days in the gathering's sentence that stand nearest to it."""
    return min(gathering.days(reckoning), key=gathering.gap, default=None)


def _starts(
    article: Article,
    threads: Sequence[Thread],
    waiting: Sequence[Gathering],
    gathering: Gathering,
    when: DateMention | None,
    reckoning: Reckoning,
) -> bool:
    """Whether the article tells of a gathering of its own from this phrase on."""
    if gathering.kind == "clause" or (gathering.kind == "body" and not is_meeting(gathering)):
        return False
    ahead = when is not None and reckoning.today is not None and when.first > reckoning.today
    occurs = bool(pattern("occurs").search(fold(gathering.sentence.text)))
    ahead = ahead and not occurs and not _opens(article, gathering)
    if ahead or _is_elsewhere(article, gathering, reckoning):
        return False
    beside = when is not None and gathering.gap(when) <= _OWN
    if threads and gathering.head in terms("lone"):
        return False
    if threads:
        whole = gathering.head not in terms("parts") or len(gathering.key) > 2
        return whole and when is not None and _is_second(threads, gathering, when, reckoning)
    told = any(clause.sentence == gathering.sentence for clause in waiting)
    vague = gathering.kind == "common" and gathering.lead in terms("indefinites") | {""} and when is None
    if vague:
        closed = pattern("closed_by_news").search(gathering.before)
        return told or bool(closed) or (occurs and len(gathering.key) > 1)
    shown = _is_said_at(gathering) or _is_done_at(article, gathering)
    return beside or told or _is_heading(gathering) or happens(gathering) or shown


def _is_elsewhere(article: Article, gathering: Gathering, reckoning: Reckoning) -> bool:
    """Whether the phrase names another edition, or a gathering that is only a circumstance of something."""
    if is_other_edition(gathering, reckoning):
        return True
    told = pattern("told_after").match(gathering.after) and gathering.days(reckoning)
    if told or _opens_report(article, gathering, reckoning):
        return False
    if pattern("circumstance").search(gathering.before) or pattern("employed_at").search(gathering.before):
        return True
    return bool(pattern("begun_at").search(gathering.before)) and not _is_recent(gathering, reckoning)


def _opens_report(article: Article, gathering: Gathering, reckoning: Reckoning) -> bool:
    """Whether the lead tells what was said "on Wednesday after the … Dialogue"."""
    said = gathering.sentence == article.lead and pattern("said_after").search(gathering.before[-_NEAR:])
    return bool(said) and _is_recent(gathering, reckoning)


def _is_recent(gathering: Gathering, reckoning: Reckoning) -> bool:
    """Whether a day near the article's own stands beside the phrase."""
    when = _date_beside(gathering, reckoning)
    if when is None or reckoning.today is None or gathering.gap(when) > _OWN:
        return False
    return abs(when.first - reckoning.today) <= _AROUND


def _is_second(
    threads: Sequence[Thread], gathering: Gathering, when: DateMention, reckoning: Reckoning
) -> bool:
    """Whether a dated gathering is told of beside the first: near to it, on other days, not to come."""
    main = threads[0].when
    if main and (abs(when.first - main.first) > _AROUND or _is_to_come(main, when, reckoning.today)):
        return False
    apart = all(
        not thread.when or when.first > thread.when.last or thread.when.first > when.last
        for thread in threads
    )
    return apart and not pattern("future").search(fold(gathering.sentence.text))


def _is_to_come(main: DateMention, when: DateMention, today: date | None) -> bool:
    """Whether a date lies ahead in a report of what has been."""
    return bool(today and main.first <= today < when.first)


def _is_said_at(gathering: Gathering) -> bool:
    """Whether a proper name is that of where something was said."""
    return gathering.kind == "proper" and bool(pattern("said_at").search(gathering.before[-_NEAR:]))


def _is_done_at(article: Article, gathering: Gathering) -> bool:
    """Whether a proper name is that of where an article's opening news was made: "at the Forum in Y"."""
    done = pattern("done_at").search(gathering.before) or pattern("opens_at").match(gathering.before)
    beside = done and pattern("done_at_place").match(gathering.after)
    return gathering.kind == "proper" and _opens(article, gathering) and bool(beside)


def _is_heading(gathering: Gathering) -> bool:
    """Whether the phrase is a line of its own."""
    return gathering.kind == "proper" and len(gathering.sentence.text) < len(gathering.span.text) + 20
