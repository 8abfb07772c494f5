"""Fixed sentences, filled from evidenced values: nothing else is ever said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from bot.data import read_yaml
from bot.dates_in_words import DATES_AS_WRITTEN, dates_form, dates_in, day_name
from bot.models import Meeting, Official, Source
from bot.question.index import Index
from bot.question.meetings import meeting_days
from bot.word_lists import word_list


def fill(template: str, **slots: str) -> str:
    """The template of that name, its slots filled."""
    return _templates()[template].format(**slots)


def listed(names: Sequence[str], link: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {link} {names[-1]}"


def period(first: date, last: date) -> str:
    """“9 November 2022”, “2–4 June 2024”, “30 May – 2 June 2025”; in other forms both days in full."""
    if first == last:
        return day_name(first)
    if dates_form() != DATES_AS_WRITTEN or first.year != last.year:
        return f"{day_name(first)} – {day_name(last)}"
    if first.month == last.month:
        return f"{first.day}–{day_name(last)}"
    return f"{day_name(first).removesuffix(f' {first.year}')} – {day_name(last)}"


def person(official: Official) -> str:
    """The full name, with the rank where a source gives one."""
    return f"{official.rank} {official.name}" if official.rank else str(official.name)


def people(ids: Iterable[str], index: Index) -> str:
    """The full names of officials, listed."""
    return listed([str(index.knowledge.official(one).name) for one in ids])


def meeting_name(meeting: Meeting) -> str:
    """The meeting's name as it stands in a sentence."""
    return f"the {meeting.name}" if not str(meeting.name).lower().startswith("the ") else str(meeting.name)


@dates_in(DATES_AS_WRITTEN)
def short_name(meeting: Meeting, index: Index) -> str:
    """The shortest name that no other meeting bears, as a question would have it; else the name and date."""
    frequency = index.knowledge.store.frequency
    every = (meeting.name, *meeting.aliases)
    names = [name for name in every if frequency("meeting name", str(name).casefold()) == 1]
    if names:
        return meeting_name(replace(meeting, name=min(names, key=lambda name: len(str(name)))))
    when = meeting_when(meeting)
    return f"{meeting_name(meeting)} of {when}" if when else meeting_name(meeting)


def meeting_names(ids: Iterable[str], index: Index) -> list[str]:
    """The meetings' names, each with its date, which tells editions apart."""
    return [dated_name(index.knowledge.meeting(one)) for one in ids]


def dated_name(meeting: Meeting) -> str:
    """The meeting's name with its date in brackets."""
    when = meeting_when(meeting)
    return f"{meeting_name(meeting)} ({when})" if when else meeting_name(meeting)


def meeting_when(meeting: Meeting) -> str:
    """The meeting's days in words; the stated value where it is no day; "" where no source gives any."""
    days = meeting_days(meeting)
    if days:
        return period(*days)
    return str(meeting.start_date) if meeting.start_date else ""


def source_name(source: Source) -> str:
    """The article's headline, or its file where it has none."""
    return f"“{source.title}”" if source.title else source.file


def sentence_case(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


@word_list
def _templates() -> dict[str, str]:
    content: dict[str, str] = read_yaml(Path(__file__).with_name("templates.yaml"))
    return content
