"""The words of an office: where such a phrase ends, and how it parts into title and organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.draft.article import Article
from bot.draft.grammar import MODIFIERS, ROLE
from bot.draft.lexicon import either, terms
from bot.draft.names import is_known
from bot.draft.text import fold, unbroken
from bot.draft.tokens import Token, phrase, tokens_of
from bot.models import Role

HEADS = r"(?:heads|leads|chairs|directs|commands|runs|manages|oversees|coordinates)"

HEADED = (
    r"(?:headed|led|chaired|directed|commanded|ran|managed|oversaw|coordinated)"
    r"(?! (?:it|them|this|that|away|out|off|up)\b)"
)
"""What is an office only of somebody "who" did it."""

TENURE = (
    r"(?:has|had) (?:\w+ly |long |now )?(?:headed|led|chaired|directed|commanded|run|managed|overseen"
    r"|coordinated|presided over|been in charge of|been responsible for)"
)
"""What is an office only where it is told since when, or for how long."""

SERVES = (
    r"(?:advises|represents|represented|spoke for|speaks for|teaches|taught|works (?:for|at|on)"
    r"|serves (?:at|on|with))"
)
"""The same of what anybody may do for a friend for a day."""

ROLE_FIRST = re.compile(
    rf"(?:(?:the|an?|its|his|her|their|our|now|then|also) )?(?P<role>{MODIFIERS}{ROLE}\b.*)"
)
"""Words that open with an office."""

_CLAUSE = re.compile(
    r"(?:^|(?<= ))(?:who|which|that|where|when|since|until|said|says|told|but"
    r"|and (?:no|not|who|one|has|is|was|today|now|currently|formerly|later|previously)"
    rf"|{either(terms('clause_verbs'))})\b"
)
_CAPITAL = r"[A-ZÀ-Þ][\w.&'’/-]*"
_ORGANISATION = re.compile(rf"(?:the )?{_CAPITAL}(?: (?:(?:of|for|and|the|on|&) ){{0,2}}{_CAPITAL})*")
_COMMA = re.compile(r", (?:the )?(?=[A-Z])")
_SPLITS = (
    re.compile(r" at (?:the |its |his |her )?"),
    re.compile(r" (?:of|for|in|with|from|to|on) (?:the|its|our|his|her|their) "),
    re.compile(r" (?:of|for|with|from) (?=[A-Z])"),
)
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their|our) ", re.IGNORECASE)
_OWNED = re.compile(
    r"(?:(?:the|The|a|an|A|An) )?(?P<owner>(?:(?! of | at )[^,]){2,60}?)(?:['’]s|(?<=s)['’]) (?P<title>.+)"
)


def parted(article: Article, start: int, end: int) -> Role:
    """A role phrase parted: "Director of Plans at the General Staff" is that title at that organisation."""
    words = unbroken(article.seed.text)[start:end]
    title, organisation = words, None
    owned = _OWNED.fullmatch(words)
    if owned and not re.match(HEADS, words):
        title, organisation = owned["title"], owned["owner"]
    for split in _SPLITS:
        at = split.search(title) if not organisation else None
        if at and (split is not _SPLITS[-1] or _is_organisation(title[at.end() :])):
            organisation = re.split(r" in (?=[A-Z])", title[at.end() :])[0]
            title = title[: at.start()]
    article_word = _ARTICLE.match(title)
    return Role(
        title[article_word.end() :] if article_word else title, organisation, article.seed.span(start, end)
    )


def parted_with_next(article: Article, start: int, end: int) -> Role:
    """The role, with the organisation that may follow after a comma: "Director, NIMS"."""
    text, role = unbroken(article.seed.text), parted(article, start, end)
    comma = _COMMA.match(text, end, article.sentence_at(start).end)
    stop = organisation_end(article, comma.end()) if comma and not role.organisation else None
    if not comma or not stop or text[stop : stop + 1] not in ("", ",", ";", ".", ")", " "):
        return role
    if re.search(rf"\b{ROLE}\b", fold(text[comma.end() : stop])):
        return role
    return Role(role.title, text[comma.end() : stop], article.seed.span(start, stop))


def organisation_end(article: Article, start: int) -> int | None:
    """The end of the organisation named from `start` on: capitals, linked by of, for, and, the."""
    text = unbroken(article.seed.text)
    run = _ORGANISATION.match(text, start, article.sentence_at(start).end)
    words = tokens_of(text, start, run.end()) if run else []
    if not run or not any(token.capital and (is_known(token) or token.shouted) for token in words):
        return None
    if opens_with_rank(words):
        return None
    return run.end() - (text[run.end() - 1] == ".")


def opens_with_rank(tokens: Sequence[Token]) -> bool:
    """Whether words open with a rank or honorific, so that a person follows."""
    openings = (phrase(tokens[:length]) for length in range(1, min(4, len(tokens)) + 1))
    return any(opening in terms("ranks", "honorifics_he", "honorifics_she") for opening in openings)


def opens_with_person(tokens: Sequence[Token]) -> bool:
    """Whether words open with a rank and a name, as in a list of people: "Colonel Ada Berg"."""
    ranks = [at for at in range(1, min(4, len(tokens))) if phrase(tokens[:at]) in terms("ranks")]
    following = tokens[ranks[-1]] if ranks else None
    return following is not None and following.capital and not is_known(following)


def clause_end(text: str, start: int, end: int) -> int:
    """Where a phrase gives way to a clause: before "who", a verb or the like; trailing blanks left out.

    A verb that is written large is part of a name: "the Met Office".
    """
    clauses = (one.start() for one in _CLAUSE.finditer(fold(text), start, end))
    stop = next((at for at in clauses if not text[at].isupper()), end)
    return start + len(fold(text)[start:stop].rstrip(" -.\"'"))


def belongs(token: Token, following: Token | None) -> bool:
    """Whether a word can be part of an office before a name: "Kremlin spokesman", "Prime Minister"."""
    if token.folded in ("of", "for", "and", "the") or token.folded in _role_words():
        return True
    if token.folded in terms("openers"):
        return False
    if token.capital:
        named = following is not None and following.folded in _role_words() and not following.capital
        return is_known(token) or token.shouted or named
    return all(part in terms("organisations", "things") for part in token.folded.split("-"))


@cache
def _role_words() -> frozenset[str]:
    return frozenset(word for role in terms("roles") for word in role.split())


def _is_organisation(words: str) -> bool:
    """Whether words in capitals name an organisation rather than a field of work: "Fleet Forces Command"."""
    tokens = tokens_of(words, 0, len(words))
    return tokens[0].shouted or (
        len(tokens) > 1 and any(token.folded in terms("organisations") for token in tokens)
    )
