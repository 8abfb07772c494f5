"""Questions without a good answer → gaps: those that ask the same, counted together, and nobody named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import msgspec
from rapidfuzz import fuzz, utils
from sqlalchemy import Engine

from bot.ledger.feedback import complaints
from bot.ledger.questions import unanswered
from bot.reports import Gap

SIMILAR = 85
"""Percent: wordings with fewer letters in common, whatever the order of their words, ask different things."""

_ADDRESSED = re.compile(r"@\S+")


class _Asked(msgspec.Struct, frozen=True):
    """A question as it was asked: its words, how it was understood, and what was wrong with its answer."""

    words: str
    alone: bool
    reading: str
    trouble: str
    day: date


def gaps_in(ledger: Engine, *, asked_by: tuple[str, str] | None = None) -> tuple[Gap, ...]:
    """The gaps that the ledger knows of, those asked about most first.

    With `asked_by`, a workspace and a person of it, only of what this person asked.
    """
    groups: list[list[_Asked]] = []
    for asked in sorted(_asked(ledger, asked_by), key=lambda one: (one.day, one.words)):
        group = next((group for group in groups if _asks_the_same(asked, group)), None)
        if group is None:
            groups.append([asked])
        else:
            group.append(asked)
    return tuple(sorted(map(_gap, groups), key=lambda gap: (-gap.count, -gap.last.toordinal(), gap.example)))


def _asked(ledger: Engine, asked_by: tuple[str, str] | None) -> Iterator[_Asked]:
    for kept in unanswered(ledger):
        if asked_by in (None, (kept.workspace, kept.user)):
            yield _one(kept.questions, kept.reading, kept.rule, kept.at)
    for verdict in complaints(ledger):
        if asked_by in (None, (verdict.workspace, verdict.user)):
            yield _one(verdict.questions, verdict.reading, verdict.reason or "found unhelpful", verdict.at)


def _one(talk: Sequence[str], reading: str, trouble: str, at: float) -> _Asked:
    words = _ADDRESSED.sub("@…", " – ".join(talk[-2:]))
    return _Asked(words, len(talk) == 1, reading.casefold(), trouble, datetime.fromtimestamp(at, UTC).date())


def _asks_the_same(asked: _Asked, group: Sequence[_Asked]) -> bool:
    """Whether a question is understood as one of the group is, or much like the first of it in its words."""
    if any(asked.reading == other.reading for other in group if ";" in other.reading):
        return True
    ratio = fuzz.token_sort_ratio(asked.words, group[0].words, processor=utils.default_process)
    return ratio >= SIMILAR


def _gap(group: Sequence[_Asked]) -> Gap:
    """The gap; its example is the wording used most, rather one that stands alone."""
    wordings = Counter(asked.words for asked in group)
    standing_alone = {asked.words for asked in group if asked.alone}
    example = max(wordings, key=lambda words: (words in standing_alone, wordings[words]))
    troubles = Counter(asked.trouble for asked in group)
    days = [asked.day for asked in group]
    return Gap(example, len(group), min(days), max(days), tuple(one for one, _ in troubles.most_common()))
