"""People whose office and name stand in two sentences.

"The Slovenian minister set the tone. “We are ready,” said Jana Kos." The two are one person where the office
is definite and nobody's yet, and the name is new, bears no office of its own, and speaks. Where the office
comes second, "Then there was Colonel Kos. The director of the school called it late", the words must say that
she is introduced, or that the same speech goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.cues import find_cues
from bot.draft.discourse import Discourse
from bot.draft.grammar import MODIFIERS, ROLE
from bot.draft.lexicon import either, forms, terms
from bot.draft.offices import parted
from bot.draft.outlines import Outline, passages_of
from bot.draft.text import fold
from bot.draft.voices import Voice, subject_of
from bot.models import Official, Role

_INDEFINITE = re.compile(r"(?:an?|one|another|some|this|that|his|her|their)\b")
_LOWER = re.compile(r"\b(?:deputy|vice|assistant|former)\b")
_LARGE = re.compile(r" [A-ZÀ-Þ]")
_NAMED = re.compile(r"\b(?:his|her) name (?:is|was) (?=§)")
_TRADE = re.compile(rf"\b(?:an?|the|one) (?P<role>{MODIFIERS}{ROLE})\b")
_BECAME = re.compile(
    r"(?:[^§¤\"~;:]{0,60}? )?(?:he|she) (?:is|became|has been|was (?:named|appointed|elected|made)"
    r"|took over as|(?:now |currently )?serves as)(?: now| currently| today)? (?:the |an? )?"
    r"(?:(?:first|second|third|new|next|current|youngest|founding) )?"
    rf"(?P<role>{MODIFIERS}{ROLE} (?:of|at) [^,;:()\"~§¤.]+?)(?: (?:in|at|of|for|near|on))?"
    r" ?(?=[,;:()\"~§¤.]|$)"
)
_ENDED = re.compile(r"\b(?:until|till|before)\b")
_CIVILIAN = re.compile(rf"\b{either(terms('civilian_roles'))}\b")


def with_introductions(article: Article, officials: Sequence[Official]) -> tuple[Official, ...]:
    """The officials, with the offices under which the sentence before first speaks of them."""
    lines = [line for passage in passages_of(article, officials) for line in passage.lines]
    found = list(officials)
    for one, other in pairwise(lines):
        office = unheld_office(one, found)
        name = _newcomer(other, found, fold(one.words(office.start, office.end))) if office else None
        if (
            office
            and name
            and not (name.rank and _CIVILIAN.search(fold(one.words(office.start, office.end))))
        ):
            role = parted(article, office.start, office.end)
            found[found.index(name)] = replace(name, roles=(role, *name.roles))
        for person, role in [*_told_apart(article, one, other, found), *_told_of(article, one, other, found)]:
            found[found.index(person)] = replace(person, roles=(*person.roles, role))
    return tuple(found)


def _told_apart(
    article: Article, one: Outline, other: Outline, officials: Sequence[Official]
) -> Iterator[tuple[Official, Role]]:
    """Offices that another sentence states than the name's: "a pilot. Her name is Kos", "Kos. The head"."""
    people = {official.id: official for official in officials}
    named, trades = _NAMED.search(other.drawn), list(_TRADE.finditer(one.drawn))
    official = other.official_at(other.sentence.start + named.end()) if named else None
    if official and len(trades) == 1:
        start, end = (one.sentence.start + offset for offset in trades[-1].span("role"))
        yield people[official], parted(article, start, end)
    introduced = {official for _, official in one.mentions}
    person = people[introduced.pop()] if len(introduced) == 1 and not other.mentions else None
    if not person or not person.rank or person.roles or not _goes_on(one, other, person, officials):
        return
    office = unheld_office(other, officials)
    if office and _may_hold(other.words(office.start, office.end)):
        yield person, parted(article, office.start, office.end)


def _told_of(
    article: Article, one: Outline, other: Outline, officials: Sequence[Official]
) -> Iterator[tuple[Official, Role]]:
    """The office at a named body that a sentence tells of its pronoun: "Kos is a diver. She heads …"."""
    became = None if other.mentions else _BECAME.match(other.drawn)
    subject = subject_of(one)
    people = {official for _, official in one.mentions}
    if not became or _ENDED.search(other.drawn) or not subject or people != {subject.official}:
        return
    start, end = (other.sentence.start + offset for offset in became.span("role"))
    person = next(official for official in officials if official.id == subject.official)
    role = parted(article, start, end)
    known = {(stated.title, stated.organisation) for stated in person.roles}
    if (role.title, role.organisation) not in known and _LARGE.search(other.words(start, end)):
        yield person, role


def _may_hold(office: str) -> bool:
    """Whether words are the office of somebody in uniform, at a body that is named: no "owner of the dog"."""
    return len(_LARGE.findall(office)) > 1 and not _CIVILIAN.search(fold(office))


def _goes_on(one: Outline, other: Outline, person: Official, officials: Sequence[Official]) -> bool:
    """Whether a sentence introduces a person, or is of a speech that the next one goes on to tell of."""
    before = one.between(one.sentence.start, one.mentions[0][0].start)
    if forms("introduces_forms").search(before):
        return True
    alone = all(
        official.mentions[0].start >= other.sentence.end for official in officials if official != person
    )
    spoke = any(cue.voice.official == person.id for cue in find_cues(one))
    return bool(alone and spoke and forms("same_speech_forms").match(fold(other.sentence.text)))


def unheld_office(line: Outline, officials: Sequence[Official]) -> Voice | None:
    """The office, nobody's so far, whose holder speaks or acts in a sentence that names no one."""
    if line.mentions:
        return None
    voices = [cue.voice for cue in find_cues(line)] + [voice for voice in [subject_of(line)] if voice]
    for voice in voices:
        held = Discourse(officials).resolve(line, voice).official
        if (
            voice.kind == "role"
            and not held
            and not _INDEFINITE.match(fold(line.words(voice.start, voice.end)))
        ):
            return voice
    return None


def _newcomer(line: Outline, officials: Sequence[Official], office: str) -> Official | None:
    """The one person who speaks in a sentence, if it is the first to name them and states no other office."""
    voices = {cue.voice.official for cue in find_cues(line) if cue.voice.kind == "name"}
    for official in officials:
        if voices == {official.id} and official.mentions[0].start >= line.sentence.start:
            stated = [role.title or "" for role in official.roles if line.sentence.covers(role.evidence)]
            return official if all(title and _is_short_for(fold(title), office) for title in stated) else None
    return None


def _is_short_for(title: str, office: str) -> bool:
    """Whether a title is the noun of an office: "Commissioner" of "the bloc's fisheries commissioner"."""
    return bool(re.search(rf"\b{re.escape(title)}\b", office)) and not _LOWER.search(office)
