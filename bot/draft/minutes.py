"""Minutes: a document whose headline tells, with the body above it, of which meeting it is the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.gathering_words import terms
from bot.draft.gatherings import Gathering, phrases_in
from bot.draft.lexicon import forms
from bot.draft.text import fold

_COUNTED = re.compile(r"\d+(?:st|nd|rd|th)\b")


def is_record(article: Article) -> bool:
    """Whether the article is the minutes of a meeting."""
    if not article.title or forms("record_forms").match(fold(article.title.text)):
        return article.title is not None
    above = (one for one in article.boilerplate if one.start < article.title.start)
    return any(forms("record_label_forms").match(fold(one.text)) for one in above)


def named_in_headline(article: Article) -> list[Gathering]:
    """The proper names of gatherings in the headline; of minutes the counted meeting of the body above it."""
    named = list(phrases_in(article, article.title)) if article.title else []
    proper = [known for known in named if known.kind == "proper"]
    counted = [known for known in named if known.key & terms("ordinals") or _COUNTED.match(known.span.text)]
    if proper or not counted or not is_record(article):
        return proper
    above = list(phrases_in(article, article.letterhead)) if article.letterhead else []
    bodies = [body for body in above if body.kind == "body"]
    return [*_joined(article, counted[0], bodies[0])] if bodies else counted[:1]


def _joined(article: Article, meeting: Gathering, body: Gathering) -> Iterator[Gathering]:
    """Its meeting and the body, as if one sentence told of both."""
    whole = article.seed.span(body.sentence.start, meeting.sentence.end)
    yield replace(meeting, lead="its", sentence=whole)
    yield replace(body, sentence=whole)
