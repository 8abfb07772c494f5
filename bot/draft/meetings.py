"""The meetings that an article reports or announces, each with what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.coreference import Thread
from bot.draft.days import Days, closing_days, dateline_days, meeting_days
from bot.draft.filed import is_here
from bot.draft.gathering_words import pattern, terms
from bot.draft.gatherings import Gathering, phrases_in
from bot.draft.meeting_names import names_of, rank
from bot.draft.minutes import is_record, named_in_headline
from bot.draft.names import slug
from bot.draft.participants import find_host, find_participants
from bot.draft.places import find_place
from bot.draft.reckoning import reckoning_of
from bot.draft.text import fold
from bot.draft.threads import find_scenes, find_threads
from bot.draft.topics import find_topics
from bot.models import Meeting, Official, Span, Value

_SETS_SCENE = re.compile(r"(?:[A-Z][^,.“\"]{2,40}, )?[Ii]n (?=[A-Z])")
"""A sentence that opens with a place: "Three days later, in Castries, …"."""


def find_meetings(article: Article, officials: Sequence[Official]) -> tuple[Meeting, ...]:
    """The meetings that the article is about; past and coming editions are none. `speakers` is left empty."""
    threads = find_threads(article)
    scenes = find_scenes(article, threads)
    people = [mention for official in officials for mention in official.mentions]
    meetings = [
        _meeting(article, thread, [sentence for sentence, owner in scenes if owner == index], people)
        for index, thread in enumerate(threads)
    ]
    told = [meeting for meeting in meetings if meeting]
    if not told or is_record(article):
        told = [*_of_headline(article, [] if told else threads, people, told), *told]
    return tuple(replace(meeting, id=_distinct(meeting, told[:place])) for place, meeting in enumerate(told))


def _of_headline(
    article: Article, threads: Sequence[Thread], people: Sequence[Span], told: Sequence[Meeting]
) -> list[Meeting]:
    """The meeting of minutes and the like, which only the headline names and only the line below it dates.

    It is none of those told of in the text where one of them was on its day.
    """
    named = named_in_headline(article)
    if not named or not article.dateline:
        return []
    if not is_record(article) and not pattern("occurs").search(fold(article.dateline.text)):
        return []
    line = Gathering(
        article.seed.span(article.dateline.start, article.dateline.start),
        article.dateline,
        "meeting",
        kind="clause",
    )
    thread = Thread([*named, line, *(known for other in threads for known in other.gatherings)])
    sentences = [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences]
    meeting = _meeting(article, thread, sentences, people)
    days = {other.start_date.value for other in told if other.start_date}
    return [meeting] if meeting and not (meeting.start_date and meeting.start_date.value in days) else []


def _distinct(meeting: Meeting, earlier: Sequence[Meeting]) -> str:
    """The meeting's id, with a number where an earlier meeting of the article bears its name."""
    same = sum(slug(other.name.value) == meeting.id for other in earlier)
    return f"{meeting.id}-{same + 1}" if same else meeting.id


def _meeting(
    article: Article, thread: Thread, sentences: Sequence[Span], people: Sequence[Span]
) -> Meeting | None:
    """The record of one thread; None where too little is told."""
    names = names_of(article, thread, people)
    in_lead = _days_of_lead(article) if thread.named or _is_of_lead(article, thread) else (None, None)
    first, last = _days(article, thread, sentences)
    if first is None:
        first, last = in_lead if in_lead[0] else _closed_by_news(article, thread)
    last = _last_day(article, thread, last) or last
    place = find_place(article, [*thread.telling, *_sittings(article, sentences)], people) or _place_before(
        article, thread, first, people
    )
    if place is None and first and _is_told_in_lead(article, first, in_lead[0]):
        place = find_place(article, [_lead(article)], people)
    if not _is_told(thread, names[0], bool(first), bool(place)):
        return None
    return Meeting(
        id=slug(names[0].value),
        name=names[0],
        aliases=tuple(names[1:]),
        start_date=first,
        end_date=last,
        place=place,
        host=find_host(article, sentences, thread.gatherings),
        participants=find_participants(article, sentences),
        topics=find_topics(article, sentences),
    )


def _is_told(thread: Thread, name: Value, dated: bool, placed: bool) -> bool:
    """Whether enough is told for a record: a full proper name, or a description with a day or a place.

    "The talks" and "Labour Day" need a day, "they met" needs day and place.
    """
    best = min((rank(known) for known in thread.gatherings if known.kind != "clause"), default=4)
    if name.value == "meeting":
        return dated and placed
    if best == 0:
        return dated or any(
            known.head in terms("heads") for known in thread.gatherings if known.kind == "proper"
        )
    return dated or (placed and best < 3)


def _days(article: Article, thread: Thread, sentences: Sequence[Span]) -> Days:
    """The days as its sentences tell them, else as the sentences before them, else a programme's head, do."""
    reckoning, first = reckoning_of(article), thread.gatherings[0]
    days = meeting_days(article.seed, thread.telling, sentences, reckoning)
    if days == (None, None):
        days = meeting_days(article.seed, _before(article, first), sentences, reckoning)
        past = days[0] and reckoning.today and days[0].value <= str(reckoning.today)
        if past and pattern("future").search(fold(first.sentence.text)):
            return None, None
    if days == (None, None) and article.dateline and _is_programme(article, first):
        days = dateline_days(article.seed, article.dateline)
    return days


def _is_told_in_lead(article: Article, first: Value, day: Value | None) -> bool:
    """Whether the lead tells of the same day, or in the same breath of what happened "here"."""
    opened = first.evidence and any(one.span.covers(first.evidence) for one in article.opening)
    return bool(day and first.value == day.value) or bool(opened and is_here(_lead(article)))


def _last_day(article: Article, thread: Thread, last: Value | None) -> Value | None:
    """The day of the news where that is of the gathering's last day, and later than is told otherwise."""
    closing = any(pattern("last_day_of").search(known.before) for known in thread.gatherings)
    day = _days_of_lead(article)[1] if closing else None
    return day if day and last and day.value > last.value else None


def _closed_by_news(article: Article, thread: Thread) -> Days:
    """The days of a gathering that what the lead tells of ended: "The deal closed a two-day meeting"."""
    day = _days_of_lead(article)[1]
    for known in thread.gatherings:
        near = any(paragraph.span.covers(known.span) for paragraph in article.opening)
        if day and near and pattern("closed_by_news").search(known.before):
            return closing_days(article.seed, known.sentence, day)
    return None, None


def _is_of_lead(article: Article, thread: Thread) -> bool:
    """Whether the article opens with the talks of which "the meeting" goes on to tell."""
    first, opening = thread.gatherings[0], article.paragraphs[:2]
    near = first.lead == "the" and any(paragraph.span.covers(first.span) for paragraph in opening)
    return near and any(
        known.head in terms("talks") and not pattern("circumstance").search(known.before)
        for known in phrases_in(article, opening[0].sentences[0])
    )


def _place_before(
    article: Article, thread: Thread, first: Value | None, people: Sequence[Span]
) -> Value | None:
    """The place that the sentence before tells which gives the days, or which opens with a place."""
    before = _before(article, thread.gatherings[0])
    told = [
        clause for clause in before if first and first.evidence and clause.sentence.covers(first.evidence)
    ]
    told = told or [clause for clause in before[-1:] if _SETS_SCENE.match(clause.sentence.text)]
    return find_place(article, told, people) if told else None


def _sittings(article: Article, sentences: Sequence[Span]) -> list[Gathering]:
    """The clauses that tell where a gathering sat: "Sessions were held at the Hotel Azur"."""
    told = [(sentence, pattern("sittings").match(fold(sentence.text))) for sentence in sentences]
    return [
        Gathering(article.seed.span(one.start, one.start + sat.end()), one, "meeting", kind="clause")
        for one, sat in told
        if sat
    ]


def _lead(article: Article) -> Gathering:
    """The article's first sentence as a clause about the gathering that it reports."""
    lead = article.lead
    return Gathering(article.seed.span(lead.start, lead.start), lead, "meeting", kind="clause")


def _days_of_lead(article: Article) -> Days:
    """The days of which the article's first sentence tells, unless they are still to come."""
    reckoning, lead = reckoning_of(article), _lead(article)
    days = {(mention.first, mention.last) for mention in lead.days(reckoning)}
    until = reckoning.today or reckoning.month
    past = all(until and last <= until for _, last in days)
    return meeting_days(article.seed, [lead], [], reckoning) if len(days) == 1 and past else (None, None)


def _before(article: Article, gathering: Gathering) -> list[Gathering]:
    """The clauses for the gathering in the sentences before it in its paragraph."""
    return [
        Gathering(article.seed.span(sentence.end, sentence.end), sentence, gathering.head, kind="clause")
        for paragraph in article.paragraphs
        if paragraph.span.covers(gathering.span)
        for sentence in paragraph.sentences
        if sentence.end <= gathering.span.start
    ]


def _is_programme(article: Article, gathering: Gathering) -> bool:
    rows = sum(
        bool(pattern("agenda_row").match(fold(paragraph.span.text))) for paragraph in article.paragraphs
    )
    return rows > 1 or gathering.sentence.text == gathering.span.text
