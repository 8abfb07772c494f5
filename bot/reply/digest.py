"""The daily digest: what is new, what happened on this day in other years, else a statement not yet shown.

Pure: the same knowledge, day and memory of a channel give the same digest.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.knowledge.base import KnowledgeBase
from bot.models import Answer, Label, Meeting, Quote, Scope, Span, Statement
from bot.reply.scope import meeting_days

NEWS = 5
"""Articles announced in one digest; further ones are announced in the next."""
MEETINGS = 3
"""Meetings of this day recalled in one digest."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of a digest: its heading, and the quote that stands for it."""

    heading: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class _Held:
    """When a meeting was held, and the words that prove it."""

    first: date
    last: date
    proof: Span

    def on_day_of(self, day: date) -> date | None:
        """The meeting's day that has the same place in its year as `day`."""
        years = sorted({self.first.year, self.last.year})
        same = (then for year in years for then in _same_day_in(year, day))
        return next((then for then in same if self.first <= then <= self.last), None)


def digest(
    knowledge: KnowledgeBase, day: date, *, known: Collection[str], shown: Mapping[str, date]
) -> Answer:
    """The digest of `day` for readers who have met the seeds `known` and were shown the quotes `shown`.

    `known` holds file names, `shown` the day on which each quote, by its fingerprint, was last shown.
    Unanswered, with no quote, where the sources have nothing to show.
    """
    fresh = _news(knowledge, known)
    news, recalled = fresh[:NEWS], _on_this_day(knowledge, day)[:MEETINGS]
    if not (news or recalled):
        return _statement_of_the_day(knowledge, day, shown)
    parts = (_titled("New in the sources", news), _titled("On this day", recalled))
    waiting = len(fresh) - len(news)
    return Answer(
        "answered",
        "digest",
        lead=". ".join(filter(None, parts)) + ":",
        why=f"digest of {day}: {len(news)} new in the sources, {len(recalled)} on this day in other years",
        quotes=tuple(dict.fromkeys(item.quote for item in (*news, *recalled))),
        notes=(f"{waiting:,} more new in the sources, for the next digests.",) if waiting else (),
        scope=_scope(knowledge),
    )


def fingerprint(span: Span) -> str:
    """What tells a quote from all others, wherever in its seed it stands."""
    return hashlib.sha256(f"{span.source}\n{span.text}".encode()).hexdigest()


def _news(knowledge: KnowledgeBase, known: Collection[str]) -> list[_Item]:
    """The articles not met before, the latest first, then by file name."""
    files = sorted(file for file in knowledge.seeds if file not in known)
    files.sort(key=lambda file: str(knowledge.source(file).date or ""), reverse=True)
    return [
        _Item(_heading(knowledge, file), _quote(knowledge, opening, "written"))
        for file in files
        if (opening := _opening(knowledge, file))
    ]


def _on_this_day(knowledge: KnowledgeBase, day: date) -> list[_Item]:
    """The meetings held on this day of other years, the latest first."""
    recalled = [
        (then, _Item(f"{meeting.name}, {_written_out(then)}", _quote_around(knowledge, held.proof)))
        for meeting, held in _held_meetings(knowledge)
        if (then := held.on_day_of(day)) and then.year != day.year
    ]
    return [item for _, item in sorted(recalled, key=lambda dated: (-dated[0].toordinal(), dated[1].heading))]


def _statement_of_the_day(knowledge: KnowledgeBase, day: date, shown: Mapping[str, date]) -> Answer:
    statement = _next_in_rotation(_rotation(knowledge), day, shown)
    if statement is None:
        return Answer(
            "unanswered",
            "digest",
            lead="The sources hold no statement to quote.",
            why=f"digest of {day}: no statement whose words stand in a seed",
            scope=_scope(knowledge),
        )
    speaker = knowledge.official(statement.speaker).name.value if statement.speaker else None
    place = _heading(knowledge, statement.span.source)
    label: Label = "said" if statement.kind == "direct" else "reported"
    return Answer(
        "answered",
        "digest",
        lead=f"{speaker}, in {place}:" if speaker else f"In {place}:",
        why=f"digest of {day}: nothing new, no meeting on this day; the next statement of the rotation",
        quotes=(_quote(knowledge, statement.span, label, speaker),),
        scope=_scope(knowledge),
    )


def _next_in_rotation(statements: list[Statement], day: date, shown: Mapping[str, date]) -> Statement | None:
    """The statement never shown or longest not shown; among equals, the one whose turn the day is.

    So everything is shown before anything is shown again, and where nothing is remembered, each day
    still brings the next statement.
    """

    def turn(position: int) -> tuple[date, int]:
        last_shown = shown.get(fingerprint(statements[position].span), date.min)
        return last_shown, (position - day.toordinal()) % len(statements)

    return statements[min(range(len(statements)), key=turn)] if statements else None


def _same_day_in(year: int, day: date) -> Iterator[date]:
    """The days of another year that `day` stands for: 28 February for the 29th too, where it has none."""
    if (day.month, day.day) == (2, 28) and calendar.isleap(year) and not calendar.isleap(day.year):
        yield date(year, 2, 29)
    if (day.month, day.day) != (2, 29) or calendar.isleap(year):
        yield day.replace(year=year)


def _held_meetings(knowledge: KnowledgeBase) -> Iterator[tuple[Meeting, _Held]]:
    """The meetings whose first day an article proves."""
    for meeting in knowledge.records.meetings:
        days = meeting_days(meeting)
        proof = meeting.start_date.evidence if meeting.start_date else None
        if days and proof and _stands(knowledge, proof):
            yield meeting, _Held(*days, proof)


def _written_out(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _heading(knowledge: KnowledgeBase, file: str) -> str:
    """What an article is called: its title, else the first meeting that it names, else its file."""
    title = knowledge.source(file).title
    if title and title.evidence and _stands(knowledge, title.evidence):
        return f"“{title.evidence.text}”"
    names = [meeting.name for meeting in knowledge.records.meetings]
    named = (name.evidence for name in names if name.evidence and name.evidence.source == file)
    return next((f"“{name.text}”" for name in named if _stands(knowledge, name)), file)


def _opening(knowledge: KnowledgeBase, file: str) -> Span | None:
    """The article's first sentence, subheads and other lines that are no sentences left aside."""
    sentences = [each for paragraph in knowledge.articles[file].paragraphs for each in paragraph.sentences]
    return next((each for each in sentences if _SENTENCE_END.search(each.text)), None)


def _quote_around(knowledge: KnowledgeBase, words: Span) -> Quote:
    """The sentence that the words stand in; the words alone where they stand in a headline or dateline."""
    paragraphs = knowledge.articles[words.source].paragraphs
    sentences = (each for paragraph in paragraphs for each in paragraph.sentences)
    return _quote(knowledge, next((each for each in sentences if each.covers(words)), words), "written")


def _rotation(knowledge: KnowledgeBase) -> list[Statement]:
    """The statements whose words stand in a seed, in the order of files and words."""
    standing = (each for each in knowledge.records.statements if _stands(knowledge, each.span))
    return sorted(standing, key=lambda statement: statement.span)


def _stands(knowledge: KnowledgeBase, span: Span) -> bool:
    seed = knowledge.seeds.get(span.source)
    return seed is not None and seed.span(span.start, span.end) == span


def _quote(knowledge: KnowledgeBase, span: Span, label: Label, speaker: str | None = None) -> Quote:
    source = knowledge.source(span.source)
    title, stated = source.title, source.date
    return Quote(span, label, speaker, title.value if title else None, stated.value if stated else None)


def _scope(knowledge: KnowledgeBase) -> Scope:
    held = [held for _, held in _held_meetings(knowledge)]
    first = min((each.first for each in held), default=None)
    return Scope(len(knowledge.seeds), first, max((each.last for each in held), default=None))


def _titled(title: str, items: list[_Item]) -> str:
    return f"{title}: {'; '.join(item.heading for item in items)}" if items else ""
