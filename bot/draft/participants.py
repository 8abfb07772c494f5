"""Who arranged a gathering, and who came: "hosted by …", "Around 120 experts attended"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.calendar_words import is_calendar_word
from bot.draft.dates import find_dates
from bot.draft.gathering_words import pattern, terms
from bot.draft.gatherings import Gathering
from bot.draft.phrases import name_end, tokens
from bot.draft.text import fold, words
from bot.models import Span, Value

_BRACKETED = re.compile(r" \([^)]*\)$")
_LONGEST = 160
"""Characters in the longest phrase for those who came."""

_OPENING = re.compile(
    r"(?:[^–—\n]{3,60} [–—] |[A-Z]{3,}[^-\n]{0,40} --? |[•*-] *|We, "
    r"|(?:During|In|On|At|Over|After|Throughout|Under|For)\b[^,\n]{3,90}, )"
)


def find_host(article: Article, sentences: Sequence[Span], gatherings: Sequence[Gathering]) -> Value | None:
    """Who is said to have hosted, organised or convened the gathering."""
    hosts = [*_agents(article, sentences), *_subjects(article, gatherings)]
    return next(iter(hosts), None)


def _agents(article: Article, sentences: Sequence[Span]) -> Iterator[Value]:
    """The names after "hosted by"."""
    for sentence in sentences:
        match = pattern("hosted_by").search(fold(sentence.text))
        if match:
            yield from _name_at(article, sentence.start + match.end(), sentence.end)


def _subjects(article: Article, gatherings: Sequence[Gathering]) -> Iterator[Value]:
    """The names before "will hold its annual …"."""
    no_names = terms("determiners") | terms("clausal")
    for gathering in gatherings:
        sentence = gathering.sentence
        row = tokens(article.seed.text, sentence.start, sentence.end)
        at = 0
        while at < len(row):
            opens = row[at].folded not in no_names and not is_calendar_word(row[at].folded)
            end = name_end(row, at) if opens else at
            after = fold(article.seed.text[row[end - 1].end : sentence.end]) if end > at else ""
            if after and row[at].start != gathering.span.start and pattern("hosts").match(after):
                yield from _name_at(article, row[at].start, row[end - 1].end)
            at = max(end, at + 1)


def _name_at(article: Article, start: int, end: int) -> Iterator[Value]:
    row = tokens(article.seed.text, start, end)
    first = 1 if row and row[0].folded in terms("determiners") else 0
    last = name_end(row, first) if first < len(row) else 0
    if last > first:
        span = article.seed.span(row[first].start, row[last - 1].end)
        yield Value(_BRACKETED.sub("", span.text), span)


def find_participants(article: Article, sentences: Sequence[Span]) -> tuple[Value, ...]:
    """The people, countries or companies that are said to have come, each as the article puts it."""
    found = [
        span
        for sentence in sentences
        for span in (*find_comers(article, sentence, terms("people")), *_brought(article, sentence))
    ]
    return tuple({span.text: Value(span.text, span) for span in found}.values())


def find_comers(article: Article, sentence: Span, people: frozenset[str]) -> list[Span]:
    """The subject of "met" or "attended", where it holds one of these folded nouns."""
    verb = pattern("came").search(fold(sentence.text))
    if not verb:
        return []
    opening = _OPENING.match(sentence.text)
    start = opening.end() if opening else 0
    for mention in find_dates(sentence.text[: verb.start()]):
        if sentence.text[mention.end :].startswith(","):
            start = max(start, mention.end + 1)
    return list(_people(article, sentence.start + start, sentence.start + verb.start(), people))


def _brought(article: Article, sentence: Span) -> Iterator[Span]:
    """The object of "drew" or "attended by"."""
    for verb in pattern("brought").finditer(fold(sentence.text)):
        end = re.search(
            r"[.;:]|, (?:up|which|who|among|and)\b| (?:to|for|on|at) ", sentence.text[verb.end() :]
        )
        stop = verb.end() + end.start() if end else len(sentence.text)
        if not fold(sentence.text[verb.end() :]).startswith(" by "):
            yield from _people(article, sentence.start + verb.end(), sentence.start + stop, terms("people"))


def _people(article: Article, start: int, end: int, people: frozenset[str]) -> Iterator[Span]:
    """The words between, where they tell of people, and are no quotation, sentence or "the participants"."""
    text = article.seed.text[start:end]
    span = article.seed.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip(" ,")))
    row = {word for word, _, _ in words(span.text)} - terms("determiners")
    if len(span.text) > _LONGEST or len(row) < 2 or re.search(r"[“”\"«»„:]", span.text):
        return
    if row & people and not row & terms("clausal"):
        yield span
