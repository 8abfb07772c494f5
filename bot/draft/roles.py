"""Offices: the words before or after a name that say what the person is, parted into title and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.draft.article import Article
from bot.draft.lexicon import either, terms
from bot.draft.names import Naming, is_known
from bot.draft.text import fold
from bot.draft.tokens import Token, tokens_of
from bot.models import Role

_ROLE = either(terms("roles"))
_LINK = r"(?:by|of|in|for|where|when|which|that|with|or|to|from|on|at|as|is|was|were|are|has|had|will|not)\b"
_WORD = r"[\w.&'/-]+"
_MODIFIERS = rf"(?:(?!{_LINK}){_WORD} ){{0,7}}?"
_DETERMINER = rf"(?:\b(?:the|its|his|her|their|our|an?)\b|\b{_WORD}(?:'s|s'))"
_HEADS = r"(?:heads|leads|chairs|directs|commands|runs|manages|oversees|coordinates)"

_HEADING = re.compile(
    rf"(?: -[^-.]{{1,90}}-|,[^,.]{{1,90}},)?,?(?: who)? (?P<role>{_HEADS} (?:the|a|an|its|his|her|{_WORD}'s)\b[^,;.()\"-]*)"
)
_AFTER = re.compile(r"(?:,| -| \() ?(?P<chunk>[^,;:()\"\t]+)")
_IS = re.compile(
    rf" (?:is|was|became|becomes|serves as|has been (?:appointed|named|elected)|was (?:appointed|named|elected))(?: as)? (?:the |an? )?(?P<role>{_MODIFIERS}{_ROLE}\b[^,;:()\"\t]*)"
)
_ALSO = re.compile(
    rf" and (?:now|today|currently) (?:the |an? )?(?P<role>{_MODIFIERS}{_ROLE}\b[^,;:()\"\t]*)(?=,)"
)
_SERIES = re.compile(r"(?:, [A-Z][\w-]+){1,3},? and [A-Z][\w-]+(?=[,.;)]| [a-z])")
_SIGNED = re.compile(r"\W*(?:[Ff]or |[Oo]n behalf of )?(?:the )?(?P<body>[A-ZÀ-Þ][^:,.]{2,60}): ")
_ROLE_FIRST = re.compile(
    rf"(?:(?:the|an?|its|his|her|their|our|now|then|also) )?(?P<role>{_MODIFIERS}{_ROLE}\b.*)"
)
_BEFORE = re.compile(
    rf"{_DETERMINER} {_MODIFIERS}{_ROLE}(?: (?:of|for|at|to|in|on|with)\b[^;:!?\"]{{0,110}}?)?,$"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<= ))(?:who|which|that|where|when|said|says|told|and (?:no|not|who|one|has|is|was|today|now|currently|formerly|later|previously)|but|{either(terms('clause_verbs'))})\b"
)
_OF = re.compile(r" (?:of|from) (?:the )?(?=[A-Z])")
_SPLIT = (
    re.compile(r" at (?:the |its |his |her )?"),
    re.compile(r" (?:of|for|in|with|from|to|on) (?:the|its|our|his|her|their) "),
    re.compile(r" (?:of|for|with|from) (?=[A-Z])"),
)
_OWNED = re.compile(
    r"(?:(?:the|The|a|an|A|An) )?(?P<owner>(?:(?! of | at )[^,]){2,60}?)(?:['’]s|(?<=s)['’]) (?P<title>.+)"
)


def roles_of(article: Article, naming: Naming) -> Iterator[Role]:
    """The offices that the words around this naming state."""
    yield from _role_after(article, naming)
    yield from _role_touching(article, naming)
    yield from _role_before(article, naming)
    yield from _role_signed(article, naming)


def _role_signed(article: Article, naming: Naming) -> Iterator[Role]:
    """The country or body for which a list names its people: "For Albania: Arben Kola"."""
    begin = article.sentence_at(naming.span.start).start
    signed = _SIGNED.fullmatch(article.seed.text, begin, naming.span.start)
    if signed and any(
        token.capital and is_known(token) for token in tokens_of(signed["body"], 0, len(signed["body"]))
    ):
        yield Role(None, signed["body"], article.seed.span(*signed.span("body")))


def _role_after(article: Article, naming: Naming) -> Iterator[Role]:
    text, folded = article.seed.text, fold(article.seed.text)
    end, last = naming.span.end, article.sentence_at(naming.span.start).end
    if heading := _HEADING.match(folded, end, last):
        yield parted(
            article,
            heading.start("role"),
            _clause_end(folded, heading.start("role") + 8, heading.end("role")),
        )
        return
    of = _OF.match(text, end, last)
    if of and (stop := _organisation_end(text, of.end())):
        yield Role(None, text[of.end() : stop], article.seed.span(of.start() + 1, stop))
        end = stop
    if predicate := _IS.match(folded, end, last):
        stop = _clause_end(folded, predicate.start("role"), predicate.end("role"))
        yield parted(article, predicate.start("role"), stop)
        return
    after = _AFTER.match(folded, end, last)
    if not after:
        return
    series = _SERIES.match(text, after.end("chunk"), last)
    chunk_end = series.end() if series else after.end("chunk")
    start, stop = after.start("chunk"), _clause_end(folded, after.start("chunk"), chunk_end)
    if folded.startswith(("and ", "or ", "but "), start):
        return
    if first := _ROLE_FIRST.fullmatch(folded, start, stop):
        yield _with_organisation(article, first.start("role"), stop)
        if also := _ALSO.match(folded, stop, last):
            yield _with_organisation(article, *also.span("role"))
    elif text[last - 1] not in ".!?" and (listed := _with_organisation(article, start, stop)).organisation:
        yield listed
    elif _organisation_end(text, start) == stop:
        yield Role(None, text[start:stop], article.seed.span(start, stop))


def _clause_end(folded: str, start: int, end: int) -> int:
    """Where a phrase gives way to a clause: before "who", a verb or the like; trailing blanks left out."""
    clause = _CLAUSE.search(folded, start, end)
    stop = clause.start() if clause else end
    return start + len(folded[start:stop].rstrip(" -.\"'"))


def _organisation_end(text: str, start: int) -> int | None:
    """The end of the organisation named from `start` on: capitals, linked by of, for, and, the."""
    run = re.compile(
        r"(?:the )?[A-ZÀ-Þ][\w.&'’/-]*(?: (?:(?:of|for|and|the|on|&) ){0,2}[A-ZÀ-Þ][\w.&'’/-]*)*"
    ).match(text, start)
    if not run or not any(
        token.capital and (is_known(token) or token.shouted) for token in tokens_of(text, start, run.end())
    ):
        return None
    return run.end() - (text[run.end() - 1] == ".")


def _with_organisation(article: Article, start: int, end: int) -> Role:
    """The role, with the organisation that follows after a comma: "Director, NIMS"."""
    text, role = article.seed.text, parted(article, start, end)
    comma = re.compile(r", (?:the )?(?=[A-Z])").match(text, end)
    stop = _organisation_end(text, comma.end()) if comma and not role.organisation else None
    if not comma or not stop or text[stop : stop + 1] not in ("", ",", ";", ".", "\n", "\r", ")"):
        return role
    if re.search(rf"\b{_ROLE}\b", fold(text[comma.end() : stop])):
        return role
    return Role(role.title, text[comma.end() : stop], article.seed.span(start, stop))


def parted(article: Article, start: int, end: int) -> Role:
    """A role phrase parted: "Director of Plans at the General Staff" is that title at that organisation."""
    words = article.seed.text[start:end]
    title, organisation = words, None
    owned = _OWNED.fullmatch(words)
    if owned and not re.match(_HEADS, words):
        title, organisation = owned["title"], owned["owner"]
    for split in _SPLIT:
        at = split.search(title) if not organisation else None
        if at and (split is not _SPLIT[-1] or _is_organisation(title[at.end() :])):
            organisation = re.split(r" in (?=[A-Z])", title[at.end() :])[0]
            title = title[: at.start()]
    title = re.sub(r"^(?:the|an?|its|his|her|their|our) ", "", title, flags=re.IGNORECASE)
    return Role(title, organisation, article.seed.span(start, end))


def _is_organisation(words: str) -> bool:
    """Whether words in capitals name an organisation rather than a field of work: "NIMS", "Fleet Forces Command"."""
    tokens = tokens_of(words, 0, len(words))
    return tokens[0].shouted or (
        len(tokens) > 1 and any(token.folded in terms("organisations") for token in tokens)
    )


def _role_before(article: Article, naming: Naming) -> Iterator[Role]:
    """The role phrase that a comma parts from the name: "the Deputy Chair of the Committee, General Berg"."""
    text = article.seed.text
    begin = article.sentence_at(naming.span.start).start
    before = fold(text[begin : naming.span.start]).removesuffix(" ")
    if not before.endswith(","):
        return
    starts = [match.start() for match in re.finditer(_DETERMINER, before)]
    for start in reversed(starts):
        phrase = _BEFORE.match(before, start)
        if phrase and phrase.end() == len(before):
            start = _owner_start(before, start)
            yield parted(article, begin + start, naming.span.start - 2)
            return
    yield from _role_shouted(article, begin, naming.span.start - 2)


def _owner_start(before: str, start: int) -> int:
    """The start of "the Agency's" where only "Agency's" was found."""
    owner = re.search(rf"\b(?:the|an?) (?:{_WORD} ){{0,4}}?$", before[:start])
    return owner.start() if owner and re.match(rf"{_WORD}(?:'s|s')", before[start:]) else start


def _role_shouted(article: Article, begin: int, end: int) -> Iterator[Role]:
    """A role in capitals without an article: "NATO Military Committee Chair, Admiral Berg"."""
    text = article.seed.text
    run = re.search(
        r"[A-ZÀ-Þ][\w.&'’/-]*(?: (?:(?:of|for|and|the|to) )?[A-ZÀ-Þ][\w.&'’/-]*)*$", text[begin:end]
    )
    if run and re.search(rf"\b{_ROLE}\b", fold(run[0])):
        yield parted(article, begin + run.start(), end)


def _role_touching(article: Article, naming: Naming) -> Iterator[Role]:
    """The role or service right before rank and name: "State Secretary Tibor Kun", "Italian Air Force Col. Cole"."""
    text = article.seed.text
    before = tokens_of(text, article.sentence_at(naming.span.start).start, naming.span.start)
    taken: list[Token] = []
    edge = naming.span.start
    for token in reversed(before):
        if not re.fullmatch(r"\.? ", text[token.end : edge]) or not _belongs(
            token, taken[0] if taken else None
        ):
            break
        taken.insert(0, token)
        edge = token.start
    while taken and not taken[0].capital and taken[0].folded in ("of", "for", "and", "the"):
        taken.pop(0)
    if not taken:
        return
    words = text[taken[0].start : taken[-1].end]
    end = taken[-1].end + (text[taken[-1].end] == "." and taken[-1].shouted)
    if re.search(rf"\b{_ROLE}\b", fold(words)):
        yield parted(article, taken[0].start, end)
    elif (
        naming.rank
        and taken[0].capital
        and any(token.folded in terms("organisations", "things") for token in taken)
    ):
        yield Role(None, words, article.seed.span(taken[0].start, end))


def _belongs(token: Token, following: Token | None) -> bool:
    """Whether a word can be part of a role that touches the name."""
    if token.folded in ("of", "for", "and") or token.folded in _role_words():
        return True
    if token.folded in terms("openers"):
        return False
    if token.capital:
        return is_known(token) or token.shouted or bool(following and not following.capital)
    return all(part in terms("organisations", "things") for part in token.folded.split("-"))


@cache
def _role_words() -> frozenset[str]:
    return frozenset(word for role in terms("roles") for word in role.split())
