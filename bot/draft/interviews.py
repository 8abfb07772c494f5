"""Interviews: whose turn it is to speak, and whom a reporter has questioned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.discourse import Person
from bot.draft.lexicon import either, terms
from bot.draft.text import fold
from bot.models import Official, Span

_ANSWER = re.compile(r"A(?:nswer)?\s*[:.]\s+(?=\S)")
_QUESTION = re.compile(r"Q(?:uestion)?\s*[:.]\s+(?=\S)")
_QUESTIONS = 2
_REACH = 120
_SPOKEN_TO = re.compile(
    r"\b(?:(?:spoke|speaks?|talked|talks?) (?:to|with)|interview(?:ed|s)?(?: with)?|sat down with|asked)\b"
    r"[^.;?!]*$"
)
_MET = re.compile(
    r"\b(?:we|i) (?:met|spoke (?:to|with)|talked (?:to|with)|caught up with|reached|visited) (?:her|him)\b"
)
_BY_US = re.compile(
    r"\b(?:our|this (?:paper|newspaper|magazine|journal|website|newsletter)'s) (?:[\w-]+ ){0,3}?"
    rf"{either(terms('interviewers'))}\b[^.;?!\"]{{0,60}}? (?:met|interviewed|visited|reached|caught up with"
    r"|sat down with|(?:spoke|talked) (?:to|with)) (?P<pronoun>(?:her|him)\b)?"
)
_OPENING = 2
_TURN = re.compile(r"\s*:\s+(?=\S)")

Turn = tuple[Span, Person]
"""What is said in a turn, and who says it."""


def turns_of(article: Article, officials: Sequence[Official]) -> dict[int, Turn]:
    """The turns of an interview, by where their paragraphs start; the words after a name or after "A:"."""
    turns = dict(_named_turns(article, officials))
    return turns if len(turns) > 1 else dict(_answers(article, officials))


def _named_turns(article: Article, officials: Sequence[Official]) -> Iterator[tuple[int, Turn]]:
    """Turns under a name: "Berg: We begin in May."."""
    opening = {span.start: (span, official.id) for official in officials for span in official.mentions}
    for paragraph in article.paragraphs:
        span, official = opening.get(paragraph.span.start, (None, None))
        label = _TURN.match(article.seed.text, span.end, paragraph.span.end) if span else None
        if span and label:
            yield span.start, (article.seed.span(label.end(), paragraph.span.end), Person(official, span))


def _answers(article: Article, officials: Sequence[Official]) -> Iterator[tuple[int, Turn]]:
    """Turns under "A:", given to the one person whom the words before the first question name."""
    text = article.seed.text
    asked = [paragraph.span for paragraph in article.paragraphs if _QUESTION.match(paragraph.span.text)]
    if len(asked) < _QUESTIONS:
        return
    named = [
        Person(official.id, official.mentions[0])
        for official in officials
        if official.mentions[0].end <= asked[0].start
    ]
    answering = named[0] if len(named) == 1 else Person(None, None)
    for paragraph in article.paragraphs:
        label = _ANSWER.match(text, paragraph.span.start, paragraph.span.end)
        if label and label.start() > asked[0].start:
            yield label.start(), (article.seed.span(label.end(), paragraph.span.end), answering)


def interlocutor(article: Article, officials: Sequence[Official]) -> Person:
    """The one person whom a paper's reporter met; what stands alone in quotation marks is theirs."""
    mentions = sorted((mention.start, official.id) for official in officials for mention in official.mentions)
    met = set(_met_by_us(article, mentions))
    known = [Person(official.id, official.mentions[0]) for official in officials if official.id in met]
    return known[0] if len(known) == 1 else Person(None, None)


def questioned(article: Article, officials: Sequence[Official]) -> set[str | None]:
    """Whom the reporter "spoke to", where questions stand between an article's paragraphs.

    Where the article opens with the paper's own reporter and whom they met, it needs no questions.
    """
    mentions = sorted((mention.start, official.id) for official in officials for mention in official.mentions)
    by_us: set[str | None] = {*_met_by_us(article, mentions)}
    if by_us:
        return by_us
    asked = sum(paragraph.span.text.endswith("?") for paragraph in article.paragraphs)
    if asked < _QUESTIONS:
        return set()
    folded = fold(article.seed.text)
    named: set[str | None] = {
        official for start, official in mentions if _SPOKEN_TO.search(folded, max(0, start - _REACH), start)
    }
    met = [[official for start, official in mentions if start < one.start()] for one in _MET.finditer(folded)]
    return named | {known[-1] for known in met if known}


def _met_by_us(article: Article, mentions: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Whom the paper's reporter is said to have met in an article's first paragraphs."""
    text = fold(article.seed.text)
    for paragraph in article.paragraphs[:_OPENING]:
        for met in _BY_US.finditer(text, paragraph.span.start, paragraph.span.end):
            known = [official for start, official in mentions if start < met.start()]
            named = [official for start, official in mentions if start == met.end()]
            yield from known[-1:] if met["pronoun"] else named
