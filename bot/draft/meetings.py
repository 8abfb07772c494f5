"""The meetings that an article reports or announces: name, aliases, days, place, host, participants, topics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.draft.article import Article
from bot.draft.text import fold
from bot.draft.threads import Thread, find_threads
from bot.models import Meeting, Official, Value

_BRACKETED = re.compile(r" \([^)]*\)")


def find_meetings(article: Article, officials: Sequence[Official]) -> tuple[Meeting, ...]:
    """The meetings that the article is about; past and coming editions are none."""
    return tuple(_meeting(article, thread) for thread in find_threads(article))


def _meeting(article: Article, thread: Thread) -> Meeting:
    names = _names(thread)
    first, last = None, None
    if thread.when:
        first, last = thread.when.first, thread.when.last
    return Meeting(
        id=re.sub(r"\W+", "-", fold(names[0].value)).strip("-"),
        name=names[0],
        aliases=tuple(names[1:]),
        start_date=Value(str(first), thread.gatherings[0].span) if first else None,
        end_date=Value(str(last), thread.gatherings[0].span) if last else None,
    )


def _names(thread: Thread) -> list[Value]:
    ranked = sorted(thread.gatherings, key=lambda g: (-(g.own and not g.body), -len(g.span.text)))
    values: list[Value] = []
    for gathering in ranked:
        value = Value(_BRACKETED.sub("", gathering.span.text), gathering.span)
        if fold(value.value) not in {fold(known.value) for known in values}:
            values.append(value)
    return values
