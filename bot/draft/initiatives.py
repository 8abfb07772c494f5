"""The initiatives of an article: programmes, frameworks, schemes, funds, with acronym and founding year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.draft.acronyms import find_acronyms
from bot.draft.article import Article
from bot.draft.founding import find_founding
from bot.draft.initiative_words import pattern, terms
from bot.draft.names import slug
from bot.draft.phrases import Token, name_end, tokens
from bot.draft.text import fold
from bot.models import Initiative, Span, Value

_BRACKETED = re.compile(r" ?\([^)]*\)")


@dataclass(frozen=True, slots=True)
class _Name:
    """A proper name that may be an initiative's; `certain` where its own words make it one."""

    span: Span
    certain: bool

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return fold(_BRACKETED.sub("", self.span.text))


def find_initiatives(article: Article) -> tuple[Initiative, ...]:
    """The lasting undertakings that the article names, in the order in which it does."""
    names: dict[str, _Name] = {}
    for sentence in _sentences(article):
        for name in _names_in(article, sentence):
            if name.key not in terms("not_initiatives"):
                names.setdefault(name.key, name)
    found = list[Initiative]()
    for key, name in names.items():
        if any(key != other and key in other for other in names) or _is_alias(name, found):
            continue
        initiative = _initiative(article, name)
        if name.certain or initiative.established:
            found.append(initiative)
    return tuple(found)


def _is_alias(name: _Name, found: Sequence[Initiative]) -> bool:
    return any(name.span.text == alias.value for initiative in found for alias in initiative.aliases)


def _sentences(article: Article) -> list[Span]:
    return [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences]


def _names_in(article: Article, sentence: Span) -> Iterator[_Name]:
    row, at = tokens(article.seed.text, sentence.start, sentence.end), 0
    while at < len(row):
        end = at if row[at].folded in ("the", "a", "an") else name_end(row, at)
        for first, last in _pieces(row, at, end):
            if name := _graded(article, sentence, row, (first, last)):
                yield name
        at = max(end, at + 1)


def _pieces(row: list[Token], at: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a name between its articles and possessives: "Points of Contact for the … Initiative"."""
    cuts = [place for place in range(at, end) if row[place].folded in ("the", "'s")]
    for first, last in zip([at, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True):
        if last - first > 1:
            yield first, last


def _graded(article: Article, sentence: Span, row: list[Token], piece: tuple[int, int]) -> _Name | None:
    """The initiative that the words row[first:last] name, if they may name one."""
    first, last = piece
    core = last - 3 if row[last - 1].text == ")" else last
    head = row[core - 1].folded
    if core - first < 2 or head in terms("organisations"):
        return None
    name = article.seed.span(row[first].start, row[last - 1].end)
    if last < len(row) and row[last].folded in terms("trailing"):
        return _Name(article.seed.span(name.start, row[last].end), certain=True)
    if head in terms("heads") or row[first].folded in terms("heads"):
        return _Name(name, certain=True)
    if pattern("apposition").match(fold(article.seed.text[name.end : sentence.end])):
        return _Name(name, certain=True)
    if head not in terms("grown") and row[first].folded not in terms("grown"):
        return None
    before = fold(article.seed.text[sentence.start : name.start])
    return _Name(name, certain=bool(pattern("founds").search(before)))


def _initiative(article: Article, name: _Name) -> Initiative:
    acronym = _acronym(article, name)
    aliases = _aliases(article, name, acronym)
    sentences = _sentences(article)
    known = [
        _BRACKETED.sub("", name.span.text),
        name.span.text,
        *(str(alias) for alias in aliases),
        *([acronym.value] if acronym else []),
    ]
    return Initiative(
        id=slug(name.key),
        name=Value(_BRACKETED.sub("", name.span.text), name.span),
        acronym=acronym,
        aliases=aliases,
        established=find_founding(article, known),
        description=_description(sentences, known),
    )


def _acronym(article: Article, name: _Name) -> Value | None:
    """The short form explained in the name, right after it, or for it."""
    for acronym in find_acronyms(article):
        long = acronym.long.evidence
        if long and (fold(long.text) == name.key or name.span.covers(long)):
            return acronym.short
    return None


def _aliases(article: Article, name: _Name, acronym: Value | None) -> tuple[Value, ...]:
    """The capitalised noun alone ("the Framework"), and acronym and noun ("DCB Initiative")."""
    head = re.escape(_BRACKETED.sub("", name.span.text).split()[-1])
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
