"""Whether two articles mean the same person, meeting, initiative or acronym: something must tie them.

What is the same has a key in common, so that nothing need be compared with all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from bot.data import read_yaml
from bot.draft.text import VOCABULARY, words
from bot.knowledge.alike import Likeness
from bot.models import Acronym, Initiative, Meeting, Official, Role, Value

_SAME_OFFICE = 85
"""Token-set ratio at which "Director General of the IMS" and "IMS Director General" are one office."""

_SMALL = frozenset({"the", "a", "an", "of", "in", "at", "and"})
"""Words in which two tellings of one thing may differ."""


def same_person(one: Official, other: Official) -> bool:
    """Whether two articles mean one person.

    The full name ties them, unless rank, service, form of address or office speak against it; with an
    initial or a middle name in one of them, or the family name first, office or rank must be shared too;
    with the surname alone, the office.
    """
    names = folded_words(one.name.value), folded_words(other.name.value)
    if not {*names[0]} & {*names[1]} or _ranks_clash(one.rank, other.rank):
        return False
    office = _share_office(one.roles, other.roles)
    if min(map(len, names)) < 2:
        return office and names[0][-1:] == names[1][-1:]
    if names[0] == names[1]:
        return office or not _walks_of_life_differ(one, other)
    agree = _names_agree(*names) or sorted(names[0]) == sorted(names[1])
    return agree and (office or _same_rank(one.rank, other.rank))


def same_meeting(one: Meeting, other: Meeting) -> bool:
    """Whether two articles mean one meeting: a name in common, and dates that overlap."""
    return _dates_overlap(one, other) and bool(_designations(one) & _designations(other))


def maybe_same_meeting(one: Meeting, other: Meeting) -> bool:
    """Whether two articles name a meeting alike and one does not date it, so that only a person can tell."""
    dated = one.start_date is not None and other.start_date is not None
    return not dated and bool(_designations(one) & _designations(other))


def same_initiative(one: Initiative, other: Initiative) -> bool:
    """Whether two articles mean one initiative: a name in common, or acronym and the gist of the name."""
    if _names_of(one) & _names_of(other):
        return True
    acronyms = {folded(each.acronym.value) for each in (one, other) if each.acronym}
    mine, theirs = (set(folded_words(each.name.value)) - acronyms for each in (one, other))
    shared = one.acronym is not None and other.acronym is not None and len(acronyms) == 1
    return shared and (mine <= theirs or theirs <= mine)


def same_acronym(one: Acronym, other: Acronym) -> bool:
    """Whether short and long form are the same."""
    return one.short.value == other.short.value and folded(one.long.value) == folded(other.long.value)


def disagree(one: str, other: str, dates: bool = False) -> bool:
    """Whether two articles cannot both be right: neither tells what the other does, only more fully."""
    if dates:
        return not (one.startswith(other) or other.startswith(one))
    mine, theirs = ({*folded_words(each)} - _SMALL for each in (one, other))
    return not (mine <= theirs or theirs <= mine)


@lru_cache(maxsize=VOCABULARY)
def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents and marks."""
    return tuple(word for word, _, _ in words(name))


def folded(name: str) -> str:
    """A name as it is compared: its words in lower case, without accents, marks and a leading "the"."""
    parts = folded_words(name)
    return " ".join(parts[1:] if parts[:1] == ("the",) else parts)


def _person_keys(official: Official) -> Iterator[object]:
    """The last word of the name, and all its words whatever their order."""
    parts = folded_words(official.name.value)
    if parts:
        yield parts[-1]
        yield tuple(sorted(parts))


def _meeting_keys(meeting: Meeting) -> Iterator[object]:
    """Each name in each month in which the meeting may have been."""
    return product(_designations(meeting), _months(meeting))


def _initiative_keys(initiative: Initiative) -> Iterator[object]:
    """The names, and the acronym apart from them."""
    yield from _names_of(initiative)
    if initiative.acronym:
        yield "acronym", folded(initiative.acronym.value)


def _acronym_key(acronym: Acronym) -> Iterator[object]:
    yield acronym.short.value, folded(acronym.long.value)


def _months(meeting: Meeting) -> range:
    """The months from start to end, counted from the year 0; of a year alone all of its months."""
    if meeting.start_date is None:
        return range(0)
    ends = [str(one) for one in (meeting.start_date, meeting.end_date or meeting.start_date)]
    months = [12 * int(end[:4]) + int(end[5:7] or month) for end, month in zip(ends, (1, 12), strict=True)]
    return range(min(months), max(months) + 1)


def _names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Same surname, and first names that agree as far as both are given: "L. J. Smith", "Lance Smith"."""
    firsts = zip(one[:-1], other[:-1], strict=False)
    return one[-1] == other[-1] and all(
        mine == theirs or (mine[0] == theirs[0] and 1 in (len(mine), len(theirs))) for mine, theirs in firsts
    )


def _share_office(mine: Iterable[Role], theirs: Iterable[Role]) -> bool:
    return any(
        fuzz.token_set_ratio(_office(one), _office(other)) >= _SAME_OFFICE
        for one, other in product(mine, theirs)
    )


def _office(role: Role) -> str:
    return folded(f"{role.title or ''} {role.organisation or ''}")


def _walks_of_life_differ(one: Official, other: Official) -> bool:
    """One wears a rank, the other is introduced with an office and none: officers are introduced by rank."""
    return any(_is_rank(a.rank) and b.rank is None and b.roles for a, b in ((one, other), (other, one)))


def _same_rank(one: Value | None, other: Value | None) -> bool:
    return one is not None and other is not None and _rank(one) == _rank(other)


def _is_rank(rank: Value | None) -> bool:
    return rank is not None and any(_rank(rank) in ladder for ladder in _lists()["services"].values())


def _ranks_clash(one: Value | None, other: Value | None) -> bool:
    """Two services, too many promotions, or "Mr" and "Ms"."""
    if one is None or other is None:
        return False
    if {_address(one), _address(other)} == {"he", "she"}:
        return True
    if not (_is_rank(one) and _is_rank(other)):
        return False
    ladders = [
        ladder for ladder in _lists()["services"].values() if _rank(one) in ladder and _rank(other) in ladder
    ]
    return all(
        abs(ladder.index(_rank(one)) - ladder.index(_rank(other))) > _lists()["promotions"]
        for ladder in ladders
    )


def _rank(rank: Value) -> str:
    """A rank as the lists have it: "Lt. Gen." and "Lieutenant-General" are "lieutenant general"."""
    return " ".join(_lists()["abbreviations"].get(word, word) for word in folded_words(rank.value))


def _address(rank: Value) -> str | None:
    first = (*folded_words(rank.value), "")[0]
    return next((who for who, forms in _lists()["addresses"].items() if first in forms), None)


def _designations(meeting: Meeting) -> set[str]:
    """The names that pick out a meeting; "the Forum", a single plain word, could be any."""
    others = [alias.value for alias in meeting.aliases]
    telling = [name for name in others if len(folded_words(name)) > 1 or sum(map(str.isupper, name)) > 1]
    return {folded(name) for name in (meeting.name.value, *telling)}


def _dates_overlap(one: Meeting, other: Meeting) -> bool:
    """ISO dates, perhaps of month or year only, which stand for all their days."""
    if one.start_date is None or other.start_date is None:
        return False
    starts = [str(each.start_date) for each in (one, other)]
    ends = [str(each.end_date or each.start_date) + "~" for each in (one, other)]
    return starts[0] <= ends[1] and starts[1] <= ends[0]


def _names_of(initiative: Initiative) -> set[str]:
    return {
        folded(name.value)
        for name in (initiative.name, *initiative.aliases)
        if len(folded_words(name.value)) > 1
    }


@cache
def _lists() -> Any:
    return read_yaml(Path(__file__).with_name("ranks.yaml"))


PEOPLE = Likeness(same_person, _person_keys)
MEETINGS = Likeness(same_meeting, _meeting_keys)
INITIATIVES = Likeness(same_initiative, _initiative_keys)
ACRONYMS = Likeness(same_acronym, _acronym_key)
UNDATED = Likeness(maybe_same_meeting, _designations)
"""What may be the same: by their names alone, where a date is missing."""
