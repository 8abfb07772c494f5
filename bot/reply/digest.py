"""The daily digest: what is new, what happened on this day in other years, else a statement not yet shown.

Pure: the same knowledge, day and memory of a channel give the same digest.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain, islice

import msgspec

from bot.dates_in_words import day_name
from bot.knowledge.base import KnowledgeBase
from bot.models import Answer, Meeting, Outcome, Span
from bot.question.index import Index, index_of
from bot.question.meetings import meeting_days
from bot.question.passages import Passage
from bot.reply.compose import passages_at, quote, scope, stands
from bot.reply.wording import dated_name, meeting_name, source_name

NEWS = 5
"""Articles announced in one digest; further ones are announced in the next."""
MEETINGS = 3
"""Meetings of this day recalled in one digest."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


class _Item(msgspec.Struct, frozen=True):
    """An entry of a digest: its heading, and the passage that is quoted for it."""

    heading: str
    passage: Passage


def digest(
    knowledge: KnowledgeBase, day: date, *, known: Collection[str] | None, shown: Collection[str]
) -> Answer:
    """The digest of `day` for readers who have met the seeds `known` and were shown the quotes `shown`.

    `known` holds file names, or is None where they have met all; `shown` holds fingerprints. Unanswered, with
    no quote, where the sources have nothing to show that these readers have not had.
    """
    index = index_of(knowledge)
    fresh = [] if known is None else _news(index, known)
    news, recalled = fresh[:NEWS], list(islice(_on_this_day(index, day), MEETINGS))
    if not (news or recalled):
        return _statement_of_the_day(index, day, shown)
    headings = (_headed("New in the sources", news), _headed("On this day in other years", recalled))
    waiting = len(fresh) - len(news)
    return _answer(
        index,
        lead=". ".join(filter(None, headings)) + ":",
        why=f"digest of {day}: {len(news)} new in the sources, {len(recalled)} on this day in other years",
        passages=[item.passage for item in (*news, *recalled)],
        notes=(f"{waiting:,} more new in the sources, for the next digests.",) if waiting else (),
    )


def heartbeat(knowledge: KnowledgeBase, last: date | None) -> str:
    """One line for readers of whom the last digest was that of the day `last`, and for whom there is none."""
    count = len(knowledge.seeds)
    held = f"{count:,} {'article' if count == 1 else 'articles'}"
    if last is None:
        return f"Daily digest: nothing to quote so far. The sources hold {held}; what is new will stand here."
    return (
        f"Daily digest: nothing new in the sources since {day_name(last)}. They hold {held}, and all that "
        "is said in them has stood here."
    )


def fingerprint(span: Span) -> str:
    """What tells a quote from all others, wherever in its seed it stands."""
    return hashlib.sha256(f"{span.source}\n{span.text}".encode()).hexdigest()


def _news(index: Index, known: Collection[str]) -> list[_Item]:
    """The articles not met before, the latest first, then by file name."""
    knowledge = index.knowledge
    files = sorted(file for file in knowledge.seeds if file not in known)
    files.sort(key=lambda file: str(knowledge.source(file).date or ""), reverse=True)
    return [_Item(_called(index, file), opening) for file in files if (opening := _opening(index, file))]


def _on_this_day(index: Index, day: date) -> Iterator[_Item]:
    """The meetings held on this day of other years, the latest first."""
    held = [
        (then, meeting)
        for meeting in index.knowledge.records.meetings.several(index.dated_alike("meetings", day))
        if (then := _day_held(meeting, day)) and then.year != day.year
    ]
    held.sort(key=lambda dated: (-dated[0].toordinal(), dated[1].id))
    for _, meeting in held:
        if all(stands(proof, index) for proof in _proofs(meeting)):
            for passage in passages_at(_proofs(meeting), index)[:1]:
                yield _Item(dated_name(meeting), passage)


def _statement_of_the_day(index: Index, day: date, shown: Collection[str]) -> Answer:
    passage = _next_in_rotation(index, day, shown)
    if passage is None:
        lead, why = "The sources hold nothing to quote today.", f"digest of {day}: no statement not yet shown"
        return _answer(index, lead, why, ())
    speaker, place = quote(passage, index).speaker, _called(index, passage.span.source)
    return _answer(
        index,
        lead=f"{speaker}, in {place}:" if speaker else f"In {place}:",
        why=f"digest of {day}: nothing new, no meeting on this day; the next statement of the rotation",
        passages=[passage],
    )


def _answer(
    index: Index, lead: str, why: str, passages: Sequence[Passage], notes: tuple[str, ...] = ()
) -> Answer:
    quotes = tuple(quote(passage, index) for passage in dict.fromkeys(passages))
    outcome: Outcome = "answered" if quotes else "unanswered"
    return Answer(outcome, "digest", lead, why, quotes, notes, scope=scope(index))


def _next_in_rotation(index: Index, day: date, shown: Collection[str]) -> Passage | None:
    """Of the sentences in which something is said and that were never shown, the one whose turn the day is.

    So nothing is shown twice, and where nothing is remembered, each day still brings the next passage.
    """
    said = index.knowledge.store.numbers("said", "")
    turn = day.toordinal() % len(said) if said else 0
    waiting = (index.passages[said[at]] for at in chain(range(turn, len(said)), range(turn)))
    return next((one for one in waiting if fingerprint(one.span) not in shown and _holds(one, index)), None)


def _holds(passage: Passage, index: Index) -> bool:
    """Whether what is said in a passage is still what its seed has there."""
    return all(stands(statement.span, index) for statement in passage.statements)


def _day_held(meeting: Meeting, day: date) -> date | None:
    """The meeting's day that has the same place in its year as `day`."""
    days = meeting_days(meeting)
    if days is None:
        return None
    first, last = days
    same = (then for year in sorted({first.year, last.year}) for then in _same_day_in(year, day))
    return next((then for then in same if first <= then <= last), None)


def _proofs(meeting: Meeting) -> list[Span]:
    """The words that date a meeting; then those that name it, for dates that stand in no sentence."""
    values = (meeting.start_date, meeting.end_date, meeting.name)
    return [value.evidence for value in values if value and value.evidence]


def _same_day_in(year: int, day: date) -> Iterator[date]:
    """The days of another year that `day` stands for: 28 February for the 29th too, where it has none."""
    if (day.month, day.day) == (2, 28) and calendar.isleap(year) and not calendar.isleap(day.year):
        yield date(year, 2, 29)
    if (day.month, day.day) != (2, 29) or calendar.isleap(year):
        yield day.replace(year=year)


def _called(index: Index, file: str) -> str:
    """What an article is called: its headline, else the first meeting that it names, else its file."""
    source = index.knowledge.source(file)
    named = index.knowledge.store.numbers("meeting named in", file)
    if source.title or not named:
        return source_name(source)
    return meeting_name(index.knowledge.records.meetings[named[0]])


def _opening(index: Index, file: str) -> Passage | None:
    """The article's first sentence, headline, subheads and other lines that are no sentences left aside."""
    body = (passage for passage in index.article(file) if passage.paragraph >= 0)
    return next((passage for passage in body if _SENTENCE_END.search(passage.span.text)), None)


def _headed(title: str, items: Sequence[_Item]) -> str:
    return f"{title}: {'; '.join(item.heading for item in items)}" if items else ""
