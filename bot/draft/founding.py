"""When an undertaking began: "established at the 2014 Wales Summit", "Launched in 2022 during …, the RBI"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.article import Article
from bot.draft.dates import DateMention, find_dates
from bot.draft.initiative_words import pattern, terms
from bot.draft.lexicon import either
from bot.draft.reckoning import Reckoning, reckoning_of
from bot.draft.text import fold
from bot.models import Span, Value

_REACH = 120
"""Characters at most between an undertaking and the verb, and between the verb and the year."""

_BRACKET = 16
"""Characters at most from it to the verb where only a bracket and "which" may part them."""

_AUXILIARY = 12
"""Characters before a verb that hold "would be"."""

_NOW = 40
"""Characters at most between the verb and a day that is only reckoned."""

_NEAR = 2
"""Sentences at most from the name to "the scheme" or "it"."""

_IT = (
    r"(?:^|(?<=, ))it\b|\bits\b|\bit(?= (?:was|has been|had been)\b)"
    r"|(?<=ed )(?<!adopted )it(?= (?:in|on|at|together|jointly)\b)"
)
_CLAUSE_END = re.compile(r"[,;:.)]?\s*$|[,;:)]\s|\.\s+[A-Z“‘«„\"]")


def find_founding(article: Article, names: Sequence[str], others: Sequence[str]) -> Value | None:
    """The year, or the day, on which what bears these names began; a stated year before a reckoned one.

    `others` are folded names of other undertakings, of whose beginning a list may tell instead.
    """
    found = list(_foundings(article, names, others))
    stated = [value for value in found if value.evidence and value.value[:4] in value.evidence.text]
    return next(iter(stated or found), None)


def _foundings(article: Article, names: Sequence[str], others: Sequence[str]) -> Iterator[Value]:
    reckoning = reckoning_of(article)
    listed = re.compile(
        rf"[\"']?(?:, | and |, and )(?:the )?[\"']?{either(others)}\b(?!.* (?:both|all|were|have)\b)"
    )
    naming = re.compile(rf"\b{either(map(fold, names))}(?!\w)")
    standing = _standing(fold(names[0]).split(" (")[0].split()[-1])
    since = _NEAR + 1
    for paragraph in article.paragraphs:
        for sentence in paragraph.sentences:
            folded = fold(sentence.text)
            since = 0 if naming.search(folded) else since + 1
            named = (
                match
                for match in naming.finditer(folded)
                if not (others and listed.match(folded, match.end()))
            )
            subjects = [*named, *(standing.finditer(folded) if since <= _NEAR else ())]
            verbs = pattern("founded").finditer(folded) if subjects else ()
            for verb in (verb for verb in verbs if not _is_to_come(folded, verb.start())):
                yield from _founding(article, sentence, verb, [match.span() for match in subjects], reckoning)


def _is_to_come(folded: str, at: int) -> bool:
    """Whether the words right before a verb leave its deed to the future: "to be launched in"."""
    return bool(pattern("to_come").search(folded[max(0, at - _AUXILIARY) : at]))


def _standing(head: str) -> re.Pattern[str]:
    """What may stand for an undertaking whose name ends so: "the scheme", "its", "launched it in"."""
    loose = () if head in terms("heads") else terms("loose_anaphors")
    nouns = either((head, *terms("anaphors"), *loose))
    return re.compile(rf"\b(?:the|this) {nouns}\b|{_IT}")


def _founding(
    article: Article,
    sentence: Span,
    verb: re.Match[str],
    subjects: list[tuple[int, int]],
    reckoning: Reckoning,
) -> Iterator[Value]:
    """The beginning that a verb tells of one of the subjects; the words from one to the year prove it."""
    subject = _subject(verb, subjects)
    if subject is None:
        return
    for mention in _when(sentence, verb, max(verb.end(), subject[1]), reckoning):
        clause = _CLAUSE_END.search(sentence.text, mention.end)
        bounds = (
            subject[0],
            verb.start(),
            mention.start,
            subject[1],
            clause.start() if clause else mention.end,
        )
        evidence = article.seed.span(sentence.start + min(bounds), sentence.start + max(bounds))
        day = mention.precision == "day" and mention.first == mention.last
        yield Value(mention.first.isoformat() if day else str(mention.first.year), evidence)
        return


def _subject(verb: re.Match[str], subjects: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Of what the verb tells: the name before it, after a verb that opens the sentence, or its object."""
    reach = _BRACKET if pattern("settled").match(verb[0]) else _REACH
    before = [subject for subject in subjects if 0 <= verb.start() - subject[1] <= reach]
    object_ = [
        subject
        for subject in subjects
        if re.fullmatch(
            r" (?:the |a |an |its |their )?(?:new |joint |so-called )?", verb.string[verb.end() : subject[0]]
        )
    ]
    opened = [subject for subject in subjects if verb.start() == 0 and subject[0] - verb.end() <= _REACH]
    return next(iter([*object_, *before[-1:], *opened]), None)


def _when(sentence: Span, verb: re.Match[str], after: int, reckoning: Reckoning) -> Iterator[DateMention]:
    """The dates after the verb, then those before it, that lie in the past."""
    mentions = [
        mention
        for mention in find_dates(sentence.text, reckoning.today)
        if (reckoning.today is None or mention.first <= reckoning.today)
        and (mention.year_stated or _is_now(mention, verb, after))
    ]
    stop = sentence.text.find(";", verb.end())
    reach = min(after + _REACH, stop if stop > 0 else len(sentence.text))
    yield from (mention for mention in mentions if verb.end() <= mention.start <= reach)
    yield from (mention for mention in mentions if mention.end <= verb.start() and _is_before(mention, verb))


def _is_now(mention: DateMention, verb: re.Match[str], after: int) -> bool:
    """Whether a reckoned day or month is the verb's own: "today launched", "was founded in June"."""
    near = 0 <= mention.start - after <= _NOW or 0 <= verb.start() - mention.end <= _NOW
    told = mention.precision in ("day", "month")
    return bool(told and near and pattern("begun_now").match(verb[0]))


def _is_before(mention: DateMention, verb: re.Match[str]) -> bool:
    """Whether a date before the verb is the verb's own: it opens the sentence, or touches the verb."""
    return mention.start < 20 or verb.start() - mention.end <= 1
