"""What a gathering is called: its fullest name, its short forms, or the people who met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.acronyms import is_short_for
from bot.draft.article import Article
from bot.draft.coreference import Thread
from bot.draft.gathering_words import terms
from bot.draft.gatherings import Gathering
from bot.draft.participants import find_comers
from bot.draft.text import fold
from bot.models import Span, Value

_FINAL_BRACKET = re.compile(r" \((?P<short>[^)]*)\)$")
_SHORT = re.compile(r"\b[A-Z][A-Z0-9&-]{2,9}\b")


def names_of(article: Article, thread: Thread, people: Sequence[Span]) -> list[Value]:
    """The name and the aliases: the fullest proper name first, then descriptions, bodies and short forms.

    Where no phrase names the gathering, the people who met do: "meeting of the chiefs of defence".
    """
    phrases = [known for known in thread.gatherings if known.kind != "clause"]
    ranked = sorted(phrases, key=lambda known: (rank(known), -len(known.span.text)))
    telling = [known for known in ranked if known is ranked[0] or _tells(known)]
    values = [*_of_bodies(article, ranked), *(_phrase(article, known) for known in telling)]
    values += [short for known in ranked for short in _short_forms(article, known)]
    values = values or [_people_met(article, thread.gatherings[0], people)]
    unique: dict[str, Value] = {}
    for value in values:
        unique.setdefault(fold(value.value), value)
    return list(unique.values())


def _of_bodies(article: Article, ranked: Sequence[Gathering]) -> Iterator[Value]:
    """A full name for "its fifth plenary": the body that holds it belongs to the name."""
    for known in ranked:
        if known.lead in ("its", "their") and rank(ranked[0]) > 0:
            for body in ranked:
                if (
                    body.kind == "body"
                    and body.sentence == known.sentence
                    and body.span.end < known.span.start
                ):
                    name = _FINAL_BRACKET.sub("", body.span.text)
                    proof = article.seed.span(body.span.start, known.span.end)
                    yield Value(f"{known.span.text} of the {name}", proof)


def rank(known: Gathering) -> int:
    """How good a name a phrase is, best first: a proper name, a description, a body, "the Forum"."""
    if len(known.key - terms("modifiers")) == 1:
        return 3
    return ("proper", "common", "body", "clause").index(known.kind)


def _tells(known: Gathering) -> bool:
    """Whether a phrase says more than "the meeting"."""
    return known.kind != "common" or not known.key <= terms("plain") | terms("lengths") | {known.head}


def _phrase(article: Article, known: Gathering) -> Value:
    """The phrase without a final bracket; a proper name without "annual" or "smaller" before it."""
    text = _FINAL_BRACKET.sub("", known.span.text)
    start = 0
    if known.kind != "common":
        start = next((word.start() for word in re.finditer(r"\S+(?= )", text) if _belongs(word[0])), 0)
    span = article.seed.span(known.span.start + start, known.span.end)
    return Value(text[start:], span)


def _belongs(word: str) -> bool:
    return not word[0].islower() or fold(word) in terms("ordinals")


def _short_forms(article: Article, known: Gathering) -> Iterator[Value]:
    """The acronyms that stand for the gathering, and "DCB meeting" where one stands within its name."""
    short = _FINAL_BRACKET.search(known.span.text)
    if short:
        start = known.span.start + short.start("short")
        yield Value(short["short"], article.seed.span(start, start + len(short["short"])))
    if known.kind == "common":
        yield from (Value(f"{acronym.text} {known.head}", known.span) for acronym in known.acronyms)
    if known.kind == "proper":
        for paragraph in article.paragraphs:
            for match in _SHORT.finditer(paragraph.span.text):
                if is_short_for(match[0], _FINAL_BRACKET.sub("", known.span.text)):
                    start = paragraph.span.start + match.start()
                    yield Value(match[0], article.seed.span(start, start + len(match[0])))


def _people_met(article: Article, clause: Gathering, people: Sequence[Span]) -> Value:
    """A description from the people, or the person, of whom a clause says that they met."""
    comers = find_comers(article, clause.sentence, terms("people") | terms("bodies"))
    before = article.seed.span(clause.sentence.start, clause.span.start)
    who = next(iter([*comers, *(person for person in reversed(people) if before.covers(person))]), None)
    if who is None:
        return Value(clause.head, clause.span)
    article_word = who.text.split()[0].lower() in terms("determiners")
    named = who.text[0].lower() + who.text[1:] if article_word else who.text
    return Value(f"{clause.head} of {named}", article.seed.span(who.start, clause.span.end))
