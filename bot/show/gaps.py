"""Gaps → lines for people, and records for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from bot.dates_in_words import day_name
from bot.reports import Gap


def gap_lines(gaps: Sequence[Gap]) -> Iterator[str]:
    """Each gap on a line: how often, an example, why there is no answer, and when it was asked."""
    for gap in gaps:
        yield f"{gap.count:5,} ×  {gap.example}  ({', '.join(gap.troubles)}; {asked_on(gap)})"
    if not gaps:
        yield "Nothing was asked that has no answer."


def gap_records(gaps: Sequence[Gap]) -> Iterator[str]:
    """Each gap as a line of JSON; days in ISO 8601."""
    for gap in gaps:
        yield json.dumps(asdict(gap), ensure_ascii=False, default=str)


def asked_on(gap: Gap) -> str:
    """The days between which a gap was asked about: "3 May 2024 – 9 May 2024"."""
    return " – ".join(dict.fromkeys((day_name(gap.first), day_name(gap.last))))
