"""Which phrases of an article mean the same gathering: one name within another, "the event", "they met"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import timedelta

import msgspec

from bot.draft.dates import DateMention, find_dates
from bot.draft.gathering_words import pattern, terms
from bot.draft.gatherings import Gathering
from bot.draft.reckoning import Reckoning
from bot.draft.text import fold, words
from bot.models import Span

_NEXT, _LONGEST = timedelta(days=2), timedelta(days=21)
"""How far apart two dates of one gathering lie: as a rule, and where the text says that it goes on."""

_APPOSITION = re.compile(r"^, [^,]{3,80},")

_BESIDE = 45
"""Characters after a phrase within which a month or year is its own."""


class Thread(msgspec.Struct):
    """The phrases and clauses for one gathering, in order, and its date where one stands beside them."""

    gatherings: list[Gathering] = msgspec.field(default_factory=list)
    when: DateMention | None = None

    def add(self, gathering: Gathering, when: DateMention | None) -> None:
        """Go on with one more phrase."""
        self.gatherings.append(gathering)
        self.when = self.when or when

    @property
    def telling(self) -> list[Gathering]:
        """Its phrases without the bodies that are only mentioned: "the Council's staff"."""
        told = {known.sentence for known in self.gatherings if known.kind != "body"}
        telling = [known for known in self.gatherings if known.kind != "body" or _is_of_sentence(known, told)]
        return telling or self.gatherings

    @property
    def named(self) -> bool:
        """Whether a proper name is among its phrases."""
        return any(gathering.kind == "proper" for gathering in self.gatherings)


def continued(
    threads: Sequence[Thread], gathering: Gathering, when: DateMention | None, reckoning: Reckoning
) -> Thread | None:
    """The thread that the phrase goes on with."""
    if not threads or is_other_edition(gathering, reckoning):
        return None
    for thread in reversed(threads):
        if any(_is_same(known, gathering) for known in thread.gatherings):
            return thread if _one_edition(thread, gathering) else None
    latest = threads[-1]
    if gathering.lead in ("its", "their") and latest.gatherings[-1].sentence == gathering.sentence:
        return latest
    lasts = gathering.key & terms("lengths") or pattern("goes_on").search(fold(gathering.sentence.text))
    bounded = gathering.kind == "common" and pattern("begins_or_ends").match(gathering.after)
    agree = _agree(latest.when, when, _LONGEST if lasts or bounded else _NEXT)
    renamed = agree and _is_anaphor(latest, gathering) and not _is_other_time(latest, gathering)
    return latest if renamed else None


def _is_same(known: Gathering, gathering: Gathering) -> bool:
    """Whether two phrases mean one thing: one name within the other, or "the meeting" after a meeting."""
    if "clause" in (known.kind, gathering.kind):
        return False
    if gathering.kind != "common" or known.kind == "proper":
        within = gathering.key <= known.key or (known.kind == gathering.kind and known.key <= gathering.key)
        return gathering.kind != "common" and within
    definite = gathering.lead in ("the", "this", "that", "") or gathering.key == known.key
    return definite and gathering.head == known.head and gathering.key <= known.key


def _one_edition(thread: Thread, gathering: Gathering) -> bool:
    """Whether no ordinals tell the two apart ("the twelfth" and "the thirteenth Conference")."""
    own = gathering.key & terms("ordinals")
    if not own:
        return True
    known = {word for other in thread.gatherings for word in other.key & terms("ordinals")}
    return not known or bool(own & known)


def _is_anaphor(latest: Thread, gathering: Gathering) -> bool:
    """Whether the phrase is another name of the latest gathering: "the event", a proper name, "they met"."""
    if gathering.kind == "clause":
        told = any(known.sentence == gathering.sentence for known in latest.gatherings)
        return not told and not pattern("future").search(gathering.before + gathering.span.text)
    if gathering.kind == "body":
        return False
    if gathering.kind == "proper":
        return not latest.named and (happens(gathering) or "known as" in gathering.before)
    others = gathering.key - {gathering.head}
    plain = others <= terms("plain") | terms("lengths")
    heads = {known.head for known in latest.gatherings} | terms("anaphors")
    return gathering.lead in ("the", "this") and plain and (gathering.head in heads or not latest.named)


def _agree(one: DateMention | None, other: DateMention | None, apart: timedelta) -> bool:
    """Whether two dates may be those of one gathering: no further apart than this, or one is unknown."""
    return not one or not other or (one.first <= other.last + apart and other.first <= one.last + apart)


def is_other_edition(gathering: Gathering, reckoning: Reckoning) -> bool:
    """Whether the phrase itself tells that it means the next, a past, or another year's gathering."""
    row = [word for word, _, _ in words(gathering.span.text)]
    if any(word in terms("other_editions") for word in (gathering.lead, *row[:3])):
        return True
    years = [mention.first.year for mention in find_dates(gathering.span.text) if mention.year_stated]
    return bool(reckoning.today and years and reckoning.today.year not in years)


def _is_other_time(thread: Thread, gathering: Gathering) -> bool:
    """Whether a month or year after the phrase is not that of the thread ("the Summit in July 2021")."""
    after = gathering.sentence.text[gathering.span.end - gathering.sentence.start :][:_BESIDE]
    stated = [mention for mention in find_dates(after) if mention.precision != "day" and mention.year_stated]
    return bool(thread.when and stated and not stated[0].meets(thread.when.first, thread.when.last))


def _is_of_sentence(body: Gathering, told: Set[Span]) -> bool:
    """Whether a sentence that mentions a body tells of its gathering, rather than of what the body owns."""
    return is_meeting(body) or (body.sentence in told and not body.after.startswith("'s"))


def is_meeting(body: Gathering) -> bool:
    """Whether a body is said to gather, right after its name or an apposition."""
    after = _APPOSITION.sub("", body.after).strip()
    held = pattern("body_held").match(body.after)
    return bool(held or pattern("meets").match(after) or pattern("body_meets").match(after))


def happens(gathering: Gathering) -> bool:
    """Whether the sentence says that something takes place."""
    return bool(pattern("happens").search(fold(gathering.sentence.text)))
