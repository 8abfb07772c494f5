"""Offices as lists of people state them: before a colon, or in a bracket behind another office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.draft.article import Article
from bot.draft.lexicon import terms
from bot.draft.names import Naming, is_known
from bot.draft.offices import ROLE_FIRST, opens_with_rank, parted
from bot.draft.text import fold, unbroken
from bot.draft.tokens import tokens_of
from bot.models import Role

_CAPITALISED = r"[A-ZÀ-Þ][\w.&'’/-]*(?: (?:(?:of|for|and|the|to|in|at|on|de) ){0,2}[A-ZÀ-Þ][\w.&'’/-]*)*"
_BRACKETED = re.compile(rf"(?P<listed>(?:, {_CAPITALISED}){{1,3}}) \((?P<role>[^()]{{3,40}})\)")
_OF_LAND = re.compile(rf" \([^()]{{2,40}}\), (?P<role>{_CAPITALISED}|[a-z][\w -]{{2,60}})(?=[,.;]|$)")
_SIGNED = re.compile(r"\W*(?:[Ff]or |[Oo]n behalf of )?(?:the )?(?P<body>[A-ZÀ-Þ][^:,.]{2,60}): ")


def bracketed(article: Article, naming: Naming) -> Iterator[Role]:
    """The office that a list sets in a bracket behind another, or behind a bracket.

    "Ada Berg, Head of Plans (Chair)", "Ada Berg (Norway), Chair".
    """
    text = unbroken(article.seed.text)
    last = article.sentence_at(naming.span.start).end
    land = _OF_LAND.match(text, naming.span.end, last)
    if land and ROLE_FIRST.fullmatch(fold(land["role"])):
        yield parted(article, *land.span("role"))
    match = _BRACKETED.match(text, naming.span.end, last)
    if not match or not ROLE_FIRST.fullmatch(fold(match["role"])):
        return
    parts = (part.strip() for part in match["listed"].split(",")[1:])
    if not any(opens_with_rank(tokens_of(part, 0, len(part))) for part in parts):
        yield parted(article, *match.span("role"))


def signed(article: Article, naming: Naming) -> Iterator[Role]:
    """The country, body or office under which a list names its people: "For Albania: Arben Kola"."""
    text = unbroken(article.seed.text)
    match = _SIGNED.fullmatch(text, article.sentence_at(naming.span.start).start, naming.span.start)
    if not match:
        return
    span, words = match.span("body"), fold(match["body"])
    if ROLE_FIRST.fullmatch(words):
        yield parted(article, *span)
    elif words not in terms("people_plurals") and any(
        token.capital and is_known(token) for token in tokens_of(text, *span)
    ):
        yield Role(None, match["body"], article.seed.span(*span))
