"""What there is to look through: meetings, officials and initiatives in order, and what is told of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.models import Initiative, Meeting, Official, Quote, Span
from bot.question.index import Index
from bot.question.meetings import meeting_evidence
from bot.question.passages import Passage
from bot.reply.about import telling
from bot.reply.compose import passages_at, quote, stands


def meetings_by_date(index: Index) -> Sequence[int]:
    """The numbers of all meetings, the latest first; those whose day no source gives come last."""
    return index.ordered("meetings by date")


def officials_by_name(index: Index) -> Sequence[int]:
    """The numbers of all officials, by their names without rank."""
    return index.ordered("officials by name")


def initiatives_by_name(index: Index) -> Sequence[int]:
    """The numbers of all initiatives, by their names."""
    return index.ordered("initiatives by name")


def told_of_meeting(meeting: Meeting, index: Index) -> list[Passage]:
    """When and where the meeting was, and what it was about."""
    return passages_at(telling(meeting), index)


def speakers_at(meeting: Meeting, index: Index) -> list[str]:
    """Who spoke at the meeting, by their ids, in the order in which its articles have them speak."""
    said = (sorted(filter(None, one.speakers)) for one in _reports(meeting, index))
    listed = (speaker.value for speaker in meeting.speakers)
    return list(dict.fromkeys([*(who for several in said for who in several), *listed]))


def said_at(meeting: Meeting, official_id: str | None, index: Index) -> list[Passage]:
    """What an official said at the meeting, or, for None, those whom the articles do not name.

    Where no words are reported, what proves that the official spoke.
    """
    said = [one for one in _reports(meeting, index) if official_id in one.speakers]
    proofs = (speaker.evidence for speaker in meeting.speakers if speaker.value == official_id)
    return said or passages_at(proofs, index)


def told_of_official(official: Official, index: Index) -> list[Passage]:
    """The offices of an official, and then what the official said."""
    offices = passages_at((role.evidence for role in official.roles), index)
    named = _articles((span.source for span in official.mentions), index)
    said = [one for one in named if official.id in one.speakers]
    return list(dict.fromkeys([*offices, *said])) or passages_at([official.name.evidence], index)


def told_of_initiative(initiative: Initiative, index: Index) -> list[Passage]:
    """What the initiative is, since when, and where it is named."""
    single = (initiative.description, initiative.established, initiative.name, initiative.acronym)
    values = [*(value for value in single if value), *initiative.aliases]
    return passages_at((value.evidence for value in values), index)


def quotes_of(passages: Iterable[Passage], index: Index) -> tuple[Quote, ...]:
    """The passages as quotes, cut from their seeds now; those that are no longer there are left out."""
    return tuple(quote(one, index) for one in passages if stands(one.span, index))


def _reports(meeting: Meeting, index: Index) -> list[Passage]:
    """The passages of the meeting's articles that report on it."""
    spans: list[Span | None] = [*meeting_evidence(meeting), *(one.evidence for one in meeting.speakers)]
    files = (span.source for span in spans if span)
    return [one for one in _articles(files, index) if meeting.id in one.meetings]


def _articles(files: Iterable[str], index: Index) -> Iterator[Passage]:
    """The passages of some articles in reading order."""
    for file in sorted({*files}, key=index.stretch):
        yield from index.article(file)
