"""The initiatives of an article: programmes, frameworks, schemes, funds, with acronym and founding year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.acronyms import find_acronyms, find_initials
from bot.draft.article import Article
from bot.draft.founding import find_founding
from bot.draft.initiative_names import BRACKETED, InitiativeName, Reading, names_in
from bot.draft.initiative_words import pattern, terms
from bot.draft.names import slug
from bot.draft.text import fold
from bot.models import Initiative, Span, Value


def find_initiatives(article: Article) -> tuple[Initiative, ...]:
    """The lasting undertakings that the article names, in the order in which it does."""
    names: dict[str, InitiativeName] = {}
    for reading in _readings(article):
        for name in names_in(reading):
            if name.key not in terms("not_initiatives") and (name.certain or name.key not in names):
                names[name.key] = names.get(name.key, name).surer(name)
    found = list[Initiative]()
    for key, name in names.items():
        if any(key != other and key in other for other in names) or _is_alias(name, found):
            continue
        initiative = _initiative(article, name, [other for other in names if other != key])
        if name.certain or initiative.established:
            found.append(initiative)
    return tuple(found)


def _is_alias(name: InitiativeName, found: Sequence[Initiative]) -> bool:
    short = (value for one in found for value in (*one.aliases, one.acronym) if value)
    return any(name.span.text == value.value for value in short)


def _sentences(article: Article) -> list[Span]:
    return [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences]


def _readings(article: Article) -> Iterator[Reading]:
    row = [None, *_sentences(article), None]
    for previous, sentence, following in zip(row, row[1:], row[2:], strict=False):
        if sentence:
            yield Reading(article, sentence, previous, following)


def _initiative(article: Article, name: InitiativeName, others: Sequence[str]) -> Initiative:
    """The record of a name; `others` are the folded names of other initiatives."""
    acronym = _acronym(article, name)
    aliases = _aliases(article, name, acronym)
    sentences = _sentences(article)
    known = [
        BRACKETED.sub("", name.span.text),
        name.span.text,
        *_shortened(BRACKETED.sub("", name.span.text)),
        *(str(alias) for alias in aliases),
        *([acronym.value] if acronym else []),
    ]
    return Initiative(
        id=slug(name.key),
        name=Value(BRACKETED.sub("", name.span.text), name.span),
        acronym=acronym,
        aliases=aliases,
        established=find_founding(article, known, others),
        description=_description(sentences, known),
    )


def _shortened(name: str) -> list[str]:
    """The name without its noun, where two words or more are left: "Grain at Home" for the … Initiative."""
    words = name.split()
    return [" ".join(words[:-1])] if len(words) > 2 and fold(words[-1]) in terms("heads") else []


def _acronym(article: Article, name: InitiativeName) -> Value | None:
    """The short form explained in the name, right after it, or for it; else the initials used for it."""
    for acronym in find_acronyms(article):
        long = acronym.long.evidence
        if long and (fold(long.text) == name.key or name.span.covers(long)):
            return acronym.short
    initials = find_initials(article, name.span)
    return Value(initials.text, initials) if initials else None


def _aliases(article: Article, name: InitiativeName, acronym: Value | None) -> tuple[Value, ...]:
    """The capitalised noun alone ("the Framework"), and acronym and noun ("DCB Initiative")."""
    head = re.escape(BRACKETED.sub("", name.span.text).split()[-1])
    forms = [rf"(?<=\b[Tt]he ){head}(?! \w*[A-Z])\b"]
    if acronym:
        forms.append(rf"\b{re.escape(acronym.value)} {head}\b")
    body = article.seed.text[article.paragraphs[0].span.start : article.paragraphs[-1].span.end]
    found = (re.search(form, body) for form in forms if head[:1].isupper())
    offset = article.paragraphs[0].span.start
    spans = [article.seed.span(offset + match.start(), offset + match.end()) for match in found if match]
    return tuple({span.text: Value(span.text, span) for span in spans}.values())


def _description(sentences: Sequence[Span], known: Sequence[str]) -> Value | None:
    """The first sentence that says of the initiative what it is or does, else the first that names it."""
    named = [sentence for sentence in sentences if any(form in sentence.text for form in known)]
    telling = [sentence for sentence in named if _tells(sentence, known)]
    best = next(iter(telling or named), None)
    return Value(best.text, best) if best else None


def _tells(sentence: Span, known: Sequence[str]) -> bool:
    at = max((sentence.text.find(form) + len(form) for form in known if form in sentence.text), default=0)
    return bool(pattern("describes").search(fold(sentence.text[at : at + 120])))
