"""Who took the floor at a meeting: those whose words are given, and those said or scheduled to have spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.draft.article import Article
from bot.draft.lexicon import forms
from bot.draft.quotations import find_quotations
from bot.draft.scenes import scene_at
from bot.draft.voices import outline
from bot.models import Meeting, Official, Span, Statement, Value


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
    """Officials of whom the text says that they welcomed, opened, briefed, presented, or whom an agenda lists."""
    mentions = tuple((span, official.id) for official in officials for span in official.mentions)
    for paragraph in article.paragraphs:
        quotations = find_quotations(article.seed.text, paragraph.span.start, paragraph.span.end)
        for sentence in paragraph.sentences:
            line = outline(article, sentence, quotations, mentions)
            if forms("other_time_forms").search(line.drawn):
                continue
            for span, official in line.mentions:
                where = scene_at(article, meetings, sentence.start)
                if where and _takes_floor(line.drawn, span.start - sentence.start, span.end - sentence.start):
                    yield official, span, where


def _takes_floor(drawn: str, start: int, end: int) -> bool:
    if re.match(r"\d{1,2}[:.h]\d\d", drawn) and "\t" in drawn[:start]:
        return True
    if forms("floor_after_forms").match(drawn, end):
        return True
    return bool(forms("floor_before_forms").search(drawn[:start]))
