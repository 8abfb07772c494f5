"""Where an article states the office of a person: after the name, right before it, or parted by a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.grammar import LINK, MODIFIERS, POSSESSIVE, ROLE, WORD
from bot.draft.lexicon import either, terms
from bot.draft.names import Naming, is_known
from bot.draft.offices import (
    HEADED,
    HEADS,
    ROLE_FIRST,
    SERVES,
    TENURE,
    belongs,
    clause_end,
    opens_with_person,
    opens_with_rank,
    organisation_end,
    parted,
    parted_with_next,
)
from bot.draft.rosters import bracketed, signed
from bot.draft.text import fold, unbroken
from bot.draft.tokens import Token, tokens_of
from bot.models import Role

_DETERMINER = rf"(?:\b(?:the|its|his|her|their|our|an?)\b|\b{WORD}{POSSESSIVE})"
_HEADING = re.compile(
    rf"(?: -[^-.]{{1,90}}-|,[^,.]{{1,90}},)?,?(?: who)?"
    rf" (?P<role>{HEADS} (?:the|a|an|its|his|her|{WORD}'s)\b[^,;.()\"-]*)"
)
_WHO = re.compile(
    r"(?:, an? (?:[\w-]+ ){0,3}?[\w-]+)?,? who(?: [^,.;()]{3,60} and who)?(?: now| also| currently| today)?"
    rf" (?P<role>(?:{HEADS}|{HEADED}|{SERVES}) (?:[^,;.()\"-]|(?<=\w)-(?=\w))+)"
)
_SINCE = re.compile(
    rf"(?: -[^-.]{{1,90}}-|,[^,.]{{1,90}},)?,?(?: who)?"
    rf" (?P<role>{TENURE} (?:the|a|an|its|his|her|{WORD}'s|)\b[^,;.()\"-]*?)"
    r" (?:since\b|for (?:the (?:past|last) )?(?:\w+ ){1,3}(?:years?|months?|decades?)\b)"
)
_RACES = re.compile(r"\b(?:marathon|race|race|relay|mile|course|gauntlet|risk|errands?|distance)\b")
_PRESIDING = re.compile(r"(?: \([^()]{2,40}\))? in the (?P<role>chair)\b")
_PRESIDES = re.compile(
    r"\b(?P<role>(?:co-?)?chaired|chairmanship|presided over) (?:by|of) [^,;:.]{0,60}$"
    r"|\b(?P<joint>co-?chaired) by [^;:\"]{0,200},? and $"
)
_OF = re.compile(r",? (?:of|from) (?:the )?(?=[A-Z])")
_OF_SMALL = re.compile(
    r",? (?:of|from) (?:the|its|their|his|her)"
    rf" (?P<body>(?:(?!{LINK}){WORD} ){{0,4}}?{either(terms('organisations'))})\b"
)
_IS = re.compile(
    r"(?:,? who)? (?:is|was|has been|had been|remains|became|becomes|serves as"
    r"|(?:has been|was) (?:appointed|named|elected))(?: as)?"
    rf" (?:the |an? |(?:the )?{WORD}'s )?"
    rf"(?P<role>{MODIFIERS}{ROLE}\b[^,;:()\"\t]*)"
)
_AFTER = re.compile(r"(?:(?:, (?:aged )?\d\d)?,| -| \() ?(?P<chunk>[^,;:()\"\t]+)")
_GOVERNED = re.compile(
    r"(?:according to|in the (?:view|words|opinion) of|far from|next to|together with|for|to|with|like"
    r"|unlike|after|before|besides|alongside|behind|beside) (?!all\b)[^,]*$"
)
_SERIES = re.compile(r"(?:, [A-Z][\w-]+){1,3},? and [A-Z][\w-]+(?=[,.;)]| [a-z])")
_ALSO = re.compile(
    rf" and (?:now|today|currently) (?:the |an? )?(?P<role>{MODIFIERS}{ROLE}\b[^,;:()\"\t]*)(?=,)"
)
_BEFORE = re.compile(
    rf"{_DETERMINER} {MODIFIERS}{ROLE}(?: (?:of|for|at|to|in|on|with)\b[^;:!?\"]{{0,110}}?)?,"
)
_OWNER = re.compile(rf"\b(?:the|an?) (?:(?!{LINK}){WORD} ){{0,4}}?$")
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w.&'’/-]*(?: (?:(?:of|for|and|the|to) ){0,2}[A-ZÀ-Þ][\w.&'’/-]*)*$")
_CAPITALS_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w-]* )+$")
_LAND = re.compile(rf"(?<=,) {either(terms('countries'))}(?:'s|')$")
_TRADE = re.compile(rf", (?:(?!{LINK}){WORD} ){{0,4}}{ROLE}$")
_REPRESENTED = re.compile(
    r"(?P<body>[A-ZÀ-Þ][\w.&'’/-]*(?: (?:(?:of|for|and|the) ){0,2}[A-ZÀ-Þ][\w.&'’/-]*)*"
    r"(?: (?:delegation|team|contingent|mission|side|party|group|government|navy|army|command))?)"
    r"(?: \([A-Z]{2,8}\))?,?(?: (?:was|were|is|are))?(?: also)? (?:represented|led|headed)"
    r"(?: (?:at|during|there|in)\b[^,.;:]{0,50})? by (?:the )?$"
)

_REACH = 300
"""Characters before a name in which its office begins."""


def roles_of(article: Article, naming: Naming) -> Iterator[Role]:
    """The offices that the words around this naming state."""
    yield from _after(article, naming)
    yield from bracketed(article, naming)
    yield from _touching(article, naming)
    yield from _before(article, naming)
    yield from signed(article, naming)
    yield from _represented(article, naming)
    yield from _presiding(article, naming)


def _after(article: Article, naming: Naming) -> Iterator[Role]:
    """What follows the name: "who heads …", "of the General Staff", "is Chief of …", ", Director of …"."""
    text = unbroken(article.seed.text)
    folded, end, last = fold(text), naming.span.end, article.sentence_at(naming.span.start).end
    if chair := _PRESIDING.match(folded, end, last):
        yield Role("chair", None, article.seed.span(*chair.span("role")))
    if (since := _SINCE.match(folded, end, last)) and not _RACES.search(since["role"]):
        yield parted(article, *since.span("role"))
        return
    if heading := _HEADING.match(folded, end, last) or _WHO.match(folded, end, last):
        start, verb = heading.start("role"), len(heading["role"].split(" ")[0])
        yield parted(article, start, clause_end(text, start + verb, heading.end("role")))
        return
    of = _OF.match(text, end, last)
    if of and (stop := organisation_end(article, of.end())):
        yield Role(None, text[of.end() : stop], article.seed.span(of.end(), stop))
        end = stop
    elif small := _OF_SMALL.match(folded, end, last):
        body = article.seed.span(*small.span("body"))
        yield Role(None, body.text, body)
        end = small.end()
    if predicate := _IS.match(folded, end, last):
        start = predicate.start("role")
        yield parted(article, start, clause_end(text, start, predicate.end("role")))
    elif after := _AFTER.match(folded, end, last):
        yield from _apposition(article, after, last)


def _apposition(article: Article, after: re.Match[str], last: int) -> Iterator[Role]:
    """The office in the words that a comma, a dash or a bracket sets after the name."""
    text = unbroken(article.seed.text)
    folded, start = fold(text), after.start("chunk")
    series = _SERIES.match(text, after.end("chunk"), last)
    stop = clause_end(text, start, series.end() if series else after.end("chunk"))
    if folded.startswith(("and ", "or ", "but "), start) or opens_with_person(tokens_of(text, start, stop)):
        return
    if _runs_on(article, after, stop):
        return
    if first := ROLE_FIRST.fullmatch(folded, start, stop):
        yield parted_with_next(article, first.start("role"), stop)
        if also := _ALSO.match(folded, stop, last):
            yield parted_with_next(article, *also.span("role"))
    elif text[last - 1] not in ".!?" and (listed := parted_with_next(article, start, stop)).organisation:
        yield listed
    elif organisation_end(article, start) == stop and any(map(is_known, tokens_of(text, start, stop))):
        yield Role(None, text[start:stop], article.seed.span(start, stop))


def _runs_on(article: Article, after: re.Match[str], stop: int) -> bool:
    """Whether what follows is the subject of the sentence that "For Colonel Berg, " opens, and no office."""
    sentence = article.sentence_at(after.start())
    opens = _GOVERNED.match(fold(sentence.text), 0, after.start() - sentence.start)
    return bool(opens) and stop < after.end("chunk")


def _touching(article: Article, naming: Naming) -> Iterator[Role]:
    """The role or service right before rank and name: "State Secretary Tibor Kun", "Air Force Col. Cole"."""
    text = unbroken(article.seed.text)
    taken = _touching_words(article, naming)
    if not taken:
        return
    start, end = taken[0].start, taken[-1].end
    end += text[end] == "." and taken[-1].shouted
    if re.search(rf"\b{ROLE}\b", fold(text[start:end])):
        yield parted(article, start, end)
    elif (
        naming.rank
        and taken[0].capital
        and any(token.folded in terms("organisations", "things") for token in taken)
    ):
        yield Role(None, text[start:end], article.seed.span(start, end))


def _touching_words(article: Article, naming: Naming) -> list[Token]:
    """The words before the name that belong to an office, up to the first that does not."""
    text, edge = unbroken(article.seed.text), naming.span.start
    begin = max(article.sentence_at(edge).start, text.rfind(" ", 0, max(0, edge - _REACH)))
    taken: list[Token] = []
    for token in reversed(tokens_of(text, begin, edge)):
        if not re.fullmatch(r"(?:\.|['’]s)? ", text[token.end : edge]) or not belongs(
            token, taken[0] if taken else None
        ):
            break
        taken.insert(0, token)
        edge = token.start
    loose = [at for at, token in enumerate(taken) if token.folded == "the" and not _continues(taken[:at])]
    taken = taken[loose[-1] + 1 :] if loose else taken
    while taken and taken[0].folded in ("of", "for", "and", "the"):
        taken.pop(0)
    return [] if taken and taken[-1].folded in ("and", "for", "the") else taken


def _continues(tokens: Sequence[Token]) -> bool:
    """Whether an office goes on after these words: "Chief of", with "the General Staff" to come."""
    return len(tokens) > 1 and tokens[-1].folded in ("of", "for")


def _before(article: Article, naming: Naming) -> Iterator[Role]:
    """The role phrase that a comma parts from the name: "the Deputy Chair of the Committee, General Berg"."""
    text = unbroken(article.seed.text)
    begin = article.sentence_at(naming.span.start).start
    before = (
        fold(text[begin : naming.span.start]).removesuffix(" ").removesuffix(" the").removesuffix(" retired")
    )
    before = _LAND.sub("", before)
    trade = _TRADE.search(before, max(0, len(before) - _REACH))
    before = before[: trade.start() + 1] if trade else before
    if not before.endswith(","):
        return
    for determiner in reversed(list(re.finditer(_DETERMINER, before))):
        if _BEFORE.fullmatch(before, determiner.start()):
            owner = _OWNER.search(before[: determiner.start()]) if "'" in determiner[0] else None
            start = owner.start() if owner else determiner.start()
            if "'" in determiner[0] and (capitals := _CAPITALS_BEFORE.search(text, begin, begin + start)):
                start = capitals.start() - begin
            yield parted(article, begin + start, begin + len(before) - 1)
            return
    capitals = _CAPITALS.search(text, begin, begin + len(before) - 1)
    office = capitals and re.search(rf"\b{ROLE}\b", fold(capitals[0]))
    if capitals and office and not opens_with_rank(tokens_of(text, *capitals.span())):
        yield parted(article, *capitals.span())


def _presiding(article: Article, naming: Naming) -> Iterator[Role]:
    """The chair of somebody by whom a sentence says that a meeting was chaired."""
    folded = fold(unbroken(article.seed.text))
    least = max(article.sentence_at(naming.span.start).start, naming.span.start - _REACH)
    if match := _PRESIDES.search(folded, least, naming.span.start):
        yield Role("chair", None, article.seed.span(*match.span("role" if match["role"] else "joint")))


def _represented(article: Article, naming: Naming) -> Iterator[Role]:
    """The country or body that the person represents or leads: "Austria, represented by Colonel Berg"."""
    text = unbroken(article.seed.text)
    least = max(article.sentence_at(naming.span.start).start, naming.span.start - _REACH)
    match = _REPRESENTED.search(text, least, naming.span.start)
    if not match:
        return
    start, end = match.span("body")
    start += 4 if text[start:].startswith("The ") else 0
    if any(token.shouted or is_known(token) for token in tokens_of(text, start, end)):
        yield Role(None, text[start:end], article.seed.span(start, end))
