"""On which days a gathering took place, by the dates, ends and lengths that its sentences tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from bot.draft.dates import DateMention, find_dates
from bot.draft.gathering_words import lexicon, pattern
from bot.draft.gatherings import Gathering
from bot.draft.reckoning import Reckoning
from bot.draft.text import fold
from bot.models import Seed, Span, Value

_CUE_REACH = 90
"""Characters before a date in which words can make it a beginning, an end, or another thing's date."""

_LONGEST = timedelta(days=21)

Days = tuple[Value | None, Value | None]
"""The first and the last day, each with the words that tell it."""


class _Telling(msgspec.Struct, frozen=True):
    """A date said of a gathering: its first day, its last day, or all its days; `worth` ranks it."""

    first: date
    last: date
    span: Span
    part: Literal["first", "last", "all"]
    worth: int


def meeting_days(
    seed: Seed, gatherings: Sequence[Gathering], around: Sequence[Span], reckoning: Reckoning
) -> Days:
    """The days of the gathering that all these phrases mean; of the sentences around only a length counts."""
    tellings = [telling for gathering in gatherings for telling in _tellings(seed, gathering, reckoning)]
    if not tellings:
        return None, None
    best = max(tellings, key=lambda telling: telling.worth)
    length = _length(seed, [known.sentence for known in gatherings])
    if best.part == "all" and (best.first < best.last or not length):
        return Value(str(best.first), best.span), Value(str(best.last), best.span)
    length = length or _length(seed, around)
    first = best if best.part != "last" else _partner(tellings, best, "first")
    last = best if best.part == "last" else _partner(tellings, best, "last")
    return _end(first, last, length, -1), _end(last, first, length, 1)


def closing_days(seed: Seed, sentence: Span, day: Value) -> Days:
    """The days of a gathering that ended on a day, by its length where its sentence tells one."""
    length = _length(seed, [sentence])
    first = Value(str(date.fromisoformat(day.value) - length[0]), length[1]) if length else day
    return first, day


def dateline_days(seed: Seed, line: Span) -> Days:
    """The days that a programme states in its head."""
    for mention in find_dates(line.text):
        if mention.precision == "day" and mention.year_stated:
            span = seed.span(line.start + mention.start, line.start + mention.end)
            return Value(str(mention.first), span), Value(str(mention.last), span)
    return None, None


def _tellings(seed: Seed, gathering: Gathering, reckoning: Reckoning) -> Iterator[_Telling]:
    sentence = gathering.sentence
    occurs = bool(pattern("occurs").search(fold(sentence.text)))
    mentions = [mention for mention in gathering.days(reckoning) if _may_date(sentence, mention)]
    for rank, mention in enumerate(sorted(mentions, key=gathering.gap)):
        span = seed.span(sentence.start + mention.start, sentence.start + mention.end)
        several, explicit = mention.first < mention.last, bool(re.search(r"\d", span.text))
        worth = 3 * (rank == 0) + occurs + 2 * explicit + 2 * several
        part = "all" if several else _part(gathering, mention, nearest=rank == 0)
        first = mention.first - _days_before(sentence, mention)
        yield _Telling(first, mention.last, span, part, worth)


def _may_date(sentence: Span, mention: DateMention) -> bool:
    return not pattern("not_when").search(_cue(sentence, mention))


def _cue(sentence: Span, mention: DateMention) -> str:
    """The folded words right before a date."""
    return fold(sentence.text[max(0, mention.start - _CUE_REACH) : mention.start])


def _part(gathering: Gathering, mention: DateMention, *, nearest: bool) -> Literal["first", "last", "all"]:
    """Whether a gathering began or ended on a day, by the words right before that, or before its name."""
    cue = _cue(gathering.sentence, mention)
    if pattern("ends").search(cue) or (nearest and pattern("closes_it").search(gathering.before)):
        return "last"
    opened = nearest and pattern("opens_it").search(gathering.before)
    return "first" if opened or pattern("starts").search(cue) else "all"


def _days_before(sentence: Span, mention: DateMention) -> timedelta:
    """How many days of the gathering lie before a date: one before that of "the second day, 8 March"."""
    day = pattern("nth_day").search(_cue(sentence, mention))
    return timedelta(days=lexicon()["ordinals"].index(day["nth"]) if day else 0)


def _partner(tellings: Sequence[_Telling], known: _Telling, part: str) -> _Telling | None:
    """The other end of a gathering whose one end is known."""
    for telling in tellings:
        apart = telling.first - known.first if part == "last" else known.first - telling.first
        if telling.part == part and timedelta() < apart < _LONGEST:
            return telling
    return None


def _end(
    own: _Telling | None, other: _Telling | None, length: tuple[timedelta, Span] | None, sign: int
) -> Value | None:
    """One end: as told, or reckoned from the other end and the length, or the same day."""
    if own:
        return Value(str(own.first if sign < 0 else own.last), own.span)
    if other and length:
        return Value(str(other.first + sign * length[0]), length[1])
    return Value(str(other.first), other.span) if other else None


def _length(seed: Seed, sentences: Sequence[Span]) -> tuple[timedelta, Span] | None:
    """How long after its first day the gathering ends, and the words that say so ("two-day meeting")."""
    for sentence in sentences:
        match = pattern("length").search(fold(sentence.text))
        days = lexicon()["lengths"].get(match["count"]) if match else None
        if match and days:
            span = seed.span(sentence.start + match.start(), sentence.start + match.end())
            return timedelta(days=days - 1), span
    return None
