"""People by name: where an article names one, with rank or honorific, and what proves that it is a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.grammar import LINK, ROLE, SAYING, WORD
from bot.draft.lexicon import either, forms, hyphenated, terms
from bot.draft.namesakes import is_borne_by_thing, is_remembered, is_town
from bot.draft.text import fold, words
from bot.draft.tokens import Token, article_end, phrase, runs_of, tokens_of
from bot.models import Span

Gender = Literal["he", "she"]

_LONGEST_PREFIX = 4
_CREDIT = 80
_SAID_BY = re.compile(rf"[\"',] (?:{SAYING}) $")
_SAYS = re.compile(rf",? (?:{SAYING})\b")
_AFTER = re.compile(
    rf",? (?:who|whose)\b| (?:{SAYING})\b|(?:'s)?(?:(?:, \d\d)?,| -| \() ?"
    rf"(?:(?!{LINK}){WORD} ){{0,6}}?{ROLE}\b"
    rf"|, one of (?:the|its|their|his|her|our|{WORD}'s) (?:(?!{LINK}){WORD} ){{0,3}}?{ROLE}s\b"
)
_BEFORE = re.compile(
    rf"[\"',] ?(?:{SAYING}) (?:by )?(?:[\w.]+'s )?$"
    rf"|\b{ROLE} $"
    rf"|(?:^|\n)(?:the )?{hyphenated(terms('list_offices'))}: $"
    rf"|\b{either(terms('portfolios'))} (?:of|for) (?:the )?(?:{either(terms('things') | {'and'})} ){{1,4}}$"
    r"|\" ?- ?$|\b(?:his|her) name (?:is|was) $"
    rf"|(?:\b(?:the|its|his|her|their|our|an?)|'s|s') (?:(?!{LINK}){WORD} ){{0,7}}?{ROLE}"
    rf"(?: (?:of|for|at|to|in|on)\b[^;:.!?\"]{{0,90}})?, (?:{either(terms('countries'))}(?:'s|') )?$"
    r"|\b(?:led|chaired|headed|moderated|opened|closed|presented|written|drafted|delivered|given|succeeded|replaced"
    r"|represented|introduced|joined|accompanied|facilitated) by $"
)
_DEED = either(terms("saying_verbs", "clause_verbs") - terms("auxiliaries"))
_MEMBER = re.compile(
    rf" (?:of|from) the (?:(?!{LINK}){WORD} ){{0,4}}?{either(terms('organisations'))}"
    rf"(?:,? (?:also|later|then|who))? {_DEED}\b"
)
_ADDRESSED = re.compile(rf"\b{either(terms('addresses'))} $")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|the|around|outside|across|throughout|aboard|under|an?) $")


class Naming(msgspec.Struct, frozen=True):
    """A place that may name a person: `span` with the rank, `name` without.

    `proven` says that rank, office or the words around it show a person.
    """

    span: Span
    name: Span
    rank: Span | None
    gender: Gender | None
    tokens: tuple[Token, ...]
    proven: bool

    @property
    def key(self) -> tuple[str, ...]:
        """The folded words of the name, without joined articles, by which namings of one person meet."""
        return tuple(token.folded[article_end(token.folded) :] for token in self.tokens)


@cache
def _known() -> frozenset[str]:
    """Words that are no part of a person's name."""
    known = terms(
        "organisations", "things", "nationalities", "countries", "openers", "roles", "ranks", "headline_verbs"
    )
    return known - terms("given_names_she", "given_names_he")


def slug(name: str) -> str:
    """A name as an id: lower case, no accents, words joined by hyphens."""
    return "-".join(word for word, _, _ in words(name))


@lru_cache(maxsize=8)
def find_namings(article: Article) -> tuple[Naming, ...]:
    """Every place in the body that looks like a person's name, whether or not that is proven."""
    text = article.seed.text
    return tuple(
        naming
        for paragraph in article.paragraphs
        for run in runs_of(text, tokens_of(text, paragraph.span.start, paragraph.span.end))
        if (naming := _naming(article, run))
    )


def is_known(token: Token) -> bool:
    """Whether a word is one of offices, organisations, places and things, not of a person's name."""
    parts = token.folded.strip("-").split("-")
    return (
        all(part in _known() for part in parts)
        or (len(parts) > 1 and parts[-1] in terms("compounds"))
        or phrase([token]) in _known()
    )


def speaks(article: Article, naming: Naming) -> bool:
    """Whether words are said by whom a naming names, right before or after it."""
    text = fold(article.seed.text)
    said = _SAID_BY.search(text, max(0, naming.span.start - _CREDIT), naming.span.start)
    return bool(said or _SAYS.match(text, naming.span.end))


def _naming(article: Article, run: Sequence[Token]) -> Naming | None:
    """The person that a run of capitalised words names, if its last words can be a name."""
    prefix = _prefix(article.seed.text, run)
    name = _name_after(run[prefix.end :]) if prefix else []
    if not name:
        prefix, name = None, _name_alone(run)
    start = (run[prefix.start] if prefix else (name or run)[0]).start
    if not name or is_borne_by_thing(article.seed.text, start, name):
        return None
    text = fold(article.seed.text)
    credited = forms("credit_forms").search(text, max(0, run[0].start - _CREDIT), name[0].start)
    rank_end = _rank_end(article.seed.text, run, prefix) if prefix and prefix.ranked else start
    return Naming(
        span=article.seed.span(start, name[-1].end),
        name=article.seed.span(name[0].start, name[-1].end),
        rank=article.seed.span(start, rank_end) if rank_end > start else None,
        gender=prefix.gender if prefix else None,
        tokens=tuple(name),
        proven=not credited
        and not is_remembered(text, start, run[0].start)
        and not is_town(text, start, name)
        and (prefix is not None or _is_proven(text, name)),
    )


class _Prefix(msgspec.Struct, frozen=True):
    """Rank or honorific before a name: the tokens [start, end) of a run."""

    start: int
    end: int
    ranked: bool
    gender: Gender | None = None


def _prefix(text: str, run: Sequence[Token]) -> _Prefix | None:
    """The last rank or honorific of a run that words follow: "Maj. Gen." in "Air Force Maj. Gen. Cole"."""
    for end in range(len(run) - 1, 0, -1):
        for start in range(max(0, end - _LONGEST_PREFIX), end):
            if prefix := _prefix_at(text, run, start, end):
                return _whole(text, run, prefix)
    return None


def _whole(text: str, run: Sequence[Token], prefix: _Prefix) -> _Prefix:
    """The prefix with the ranks and honorifics right before it: "Colonel (MC) Dr.", "Hon. Dr."."""
    for start in range(max(0, prefix.start - _LONGEST_PREFIX), prefix.start):
        before = _prefix_at(text, run, start, prefix.start)
        if before:
            return replace(prefix, start=start, ranked=prefix.ranked or before.ranked)
    return prefix


def _prefix_at(text: str, run: Sequence[Token], start: int, end: int) -> _Prefix | None:
    """The tokens [start, end) of a run as a prefix, if they are a rank or an honorific."""
    words_ = phrase(run[start:end])
    if words_ in terms("ranks") and not _is_office(run, start, end):
        return _Prefix(start, end, ranked=True)
    if words_ in terms("honorifics_he"):
        return _Prefix(start, end, ranked=False, gender="he")
    if words_ in terms("honorifics_she"):
        return _Prefix(start, end, ranked=False, gender="she")
    abbreviated = words_ != "he" or "." in text[run[start].start : run[start].end]
    return _Prefix(start, end, ranked=False) if words_ in terms("honorifics_any") and abbreviated else None


def _is_office(run: Sequence[Token], start: int, end: int) -> bool:
    """Whether a rank is the tail of an office: "General" in "Secretary General"."""
    return start > 0 and any(
        phrase(run[first:end]) in terms("roles") for first in range(max(0, start - 2), start)
    )


def _rank_end(text: str, run: Sequence[Token], prefix: _Prefix) -> int:
    """Where the rank ends, its full stop or its "(Ret.)" included."""
    return run[prefix.end - 1].end + len(text[run[prefix.end - 1].end : run[prefix.end].start].rstrip())


def _name_after(tokens: Sequence[Token]) -> list[Token]:
    """The words after a rank or honorific that make the name, up to the first that cannot be part of one."""
    name: list[Token] = []
    for token in tokens:
        if token.capital and is_known(token) and not _may_end(name, token):
            break
        name.append(token)
    while name and (not name[-1].capital or _is_service(name)):
        name.pop()
    return name if len(name) <= 6 else []


def _may_end(name: Sequence[Token], token: Token) -> bool:
    """Whether a known word can be the surname after a first name: "John Hall", "Homer Jordan"."""
    given = bool(name) and name[0].folded in terms("given_names_she", "given_names_he")
    known = given and token.folded not in terms("landforms")
    return len(name) == 1 and (known or token.folded in terms("countries"))


def _is_service(name: Sequence[Token]) -> bool:
    """Whether a name ends in the letters of a service: "Melissa Ross RNZN"."""
    plain = [token for token in name[:-1] if token.capital and not token.shouted]
    lettered = name[-1].shouted and len(name[-1].folded) < 6
    return lettered and name[-1].folded not in terms("numerals") and len(plain) > 1


def _name_alone(run: Sequence[Token]) -> list[Token]:
    """The last words of a run that can make a name without rank: "Tibor Kun" after "State Secretary"."""
    known = [place for place, token in enumerate(run) if token.capital and is_known(token)]
    name = list(run[known[-1] + 1 :] if known else run)
    while name and not name[0].capital:
        name.pop(0)
    acronym = all(token.shouted for token in name) or any(
        token.shouted and len(token.folded) < 4 for token in name
    )
    numbered = any(character.isdigit() for token in name for character in token.folded)
    return [] if len(name) > 6 or acronym or numbered else name


def _is_proven(folded: str, name: Sequence[Token]) -> bool:
    """Whether the words around a bare name of two words or more, or its first name, show a person."""
    before = folded[max(0, name[0].start - 160) : name[0].start]
    if len([token for token in name if token.capital]) < 2:
        return bool(_ADDRESSED.search(before))
    if _BEFORE.search(before):
        return True
    if _PLACE_BEFORE.search(before):
        return False
    if _AFTER.match(folded, name[-1].end) or _MEMBER.match(folded, name[-1].end):
        return True
    return name[0].folded in terms("given_names_she", "given_names_he") and not name[0].shouted
