"""Who took the floor at a meeting: those whose words are given, and those said or listed to have spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.lexicon import forms
from bot.draft.outlines import Outline, Passage, passages_of
from bot.draft.scenes import scene_at
from bot.models import Meeting, Official, Span, Statement, Value

_TIME = re.compile(r"\d{1,2}[:.h]\d\d\b")


def with_speakers(
    article: Article,
    meetings: Sequence[Meeting],
    officials: Sequence[Official],
    statements: Sequence[Statement],
) -> tuple[Meeting, ...]:
    """The meetings, each with the officials who spoke there, in the order of the article."""
    took = sorted(
        (*_quoted(statements), *_on_the_floor(article, meetings, officials)), key=lambda one: one[1].start
    )
    return tuple(
        replace(
            meeting,
            speakers=_once([Value(official, span) for official, span, where in took if where == meeting.id]),
        )
        for meeting in meetings
    )


def _once(values: Sequence[Value]) -> tuple[Value, ...]:
    return tuple({value.value: value for value in reversed(values)}.values())[::-1]


def _quoted(statements: Sequence[Statement]) -> Iterator[tuple[str, Span, str]]:
    for statement in statements:
        if statement.speaker and statement.meeting and statement.attribution:
            yield statement.speaker, statement.attribution, statement.meeting


def _on_the_floor(
    article: Article, meetings: Sequence[Meeting], officials: Sequence[Official]
) -> Iterator[tuple[str, Span, str]]:
    """Officials who are said to have welcomed, opened, briefed, presented, or whom an agenda lists."""
    slot = False
    for passage in passages_of(article, officials):
        slot = bool(_TIME.match(passage.paragraph.span.text)) or (slot and _is_listed(passage))
        for line in passage.lines:
            where = scene_at(article, meetings, line.sentence.start)
            for span, official in line.mentions:
                if where and (slot or _takes_floor(line, span)):
                    yield official, span, where


def _is_listed(passage: Passage) -> bool:
    """Whether a line is an entry of an agenda: it opens with a name and is no sentence."""
    return passage.lines[0].drawn.startswith("§") and not passage.paragraph.span.text.endswith(
        (".", "!", "?")
    )


def _takes_floor(line: Outline, mention: Span) -> bool:
    """Whether the words beside a name say that the person spoke, at this meeting and no other."""
    if forms("other_time_forms").search(line.drawn):
        return False
    before = line.between(line.sentence.start, mention.start)
    after = forms("floor_after_forms").match(line.drawn, mention.end - line.sentence.start)
    return bool(after or forms("floor_before_forms").search(before))
