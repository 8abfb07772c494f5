"""Everything that a question names, in order: dates, people, meetings, initiatives, acronyms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from bot.draft.calendar_words import parts_in
from bot.draft.dates import DateMention
from bot.draft.text import fold
from bot.question.dates import asked_dates, day_begins, in_figures
from bot.question.index import Index
from bot.question.mentions import PRONOUNS, Mention, taken
from bot.question.names import find_names
from bot.question.roles import find_roles
from bot.question.spelling import Word
from bot.question.things import find_acronyms, find_things


def find_mentions(
    text: str, words: Sequence[Word], index: Index, today: date | None
) -> tuple[list[Mention], list[tuple[DateMention, str]]]:
    """The mentions, none over another, and the dates among them, each with its words."""
    dates = _dates(text, words, today)
    found = [mention for mention, _, _ in dates]
    dated = taken(found)
    found += [one for one in find_names(words, index) if dated.isdisjoint(range(one.first, one.last))]
    for finder in (find_things, find_roles, find_acronyms):
        found += finder(words, index, taken(found))
    found += _pronouns(words, found)
    ordered = sorted(found, key=lambda mention: mention.first)
    return _with_offices(ordered), [(one, said) for _, one, said in dates]


def _with_offices(mentions: Sequence[Mention]) -> list[Mention]:
    """“The Canadian envoy Lund”: an office right before a name is part of how the person is named."""
    merged: list[Mention] = []
    for one in mentions:
        before = merged[-1] if merged else None
        if (
            before
            and before.kind == "role"
            and one.kind == "official"
            and before.last == one.first
            and one.ids
        ):
            merged[-1] = replace(one, first=before.first)
        else:
            merged.append(one)
    return merged


def _pronouns(words: Sequence[Word], found: Sequence[Mention]) -> list[Mention]:
    """“He”, “her”: somebody whom only the thread can name; unless the question names its people itself."""
    if any(one.kind in {"official", "role"} for one in found):
        return []
    places = [at for at, word in enumerate(words) if word.read in PRONOUNS]
    return [Mention("official", (), at, at + 1) for at in places[:1]]


def _dates(text: str, words: Sequence[Word], today: date | None) -> list[tuple[Mention, DateMention, str]]:
    """The dates, looked for in the words as they were meant, each with its words: "9 novmber" is a date.

    Days in words are looked for in figures, and told as they were typed.
    """
    meant, places, last = "", list[tuple[int, int]](), 0
    read = [word.read for word in words]
    figures = in_figures(read)
    if not (any(figures) or parts_in(" ".join(read))):
        return []
    for word, figure in zip(words, figures, strict=True):
        meant += " " if figure or word.start < last else text[last : word.start]
        places.append((len(meant), len(meant) + len(figure or word.read)))
        meant += figure or word.read
        last = word.end
    found = []
    for one in asked_dates(meant, today):
        inside = [at for at, (start, end) in enumerate(places) if start < one.end and one.start < end]
        if inside:
            first = day_begins(read, inside[0])
            mention = Mention("date", (), first, inside[-1] + 1)
            in_words = any(figures[at] for at in inside)
            said = mention.words(words) if in_words else meant[one.start : one.end]
            found.append((mention, one, fold(said)))
    return found
