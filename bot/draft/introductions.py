"""People introduced by their office, whose name only the next sentence gives.

"The Slovenian minister set the tone. “We are ready,” said Jana Kos." The two are one person where the office
is definite and nobody's yet, and the name is new, bears no office of its own, and speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.draft.article import Article
from bot.draft.cues import find_cues
from bot.draft.discourse import Discourse
from bot.draft.lexicon import either, terms
from bot.draft.offices import parted
from bot.draft.outlines import Outline, passages_of
from bot.draft.text import fold
from bot.draft.voices import Voice, subject_of
from bot.models import Official

_INDEFINITE = re.compile(r"(?:an?|one|another|some|this|that|his|her|their)\b")
_LOWER = re.compile(r"\b(?:deputy|vice|assistant|former)\b")
_CIVILIAN = re.compile(rf"\b{either(terms('civilian_roles'))}\b")


def with_introductions(article: Article, officials: Sequence[Official]) -> tuple[Official, ...]:
    """The officials, with the offices under which the sentence before first speaks of them."""
    lines = [line for passage in passages_of(article, officials) for line in passage.lines]
    found = list(officials)
    for one, other in pairwise(lines):
        office = _office(one, found)
        name = _newcomer(other, found, fold(one.words(office.start, office.end))) if office else None
        if (
            office
            and name
            and not (name.rank and _CIVILIAN.search(fold(one.words(office.start, office.end))))
        ):
            role = parted(article, office.start, office.end)
            found[found.index(name)] = replace(name, roles=(role, *name.roles))
    return tuple(found)


def _office(line: Outline, officials: Sequence[Official]) -> Voice | None:
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
