"""Where something was said: the meeting that the article is speaking of at that place."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.draft.article import Article
from bot.draft.lexicon import forms, terms
from bot.draft.sources import read_source
from bot.draft.text import fold
from bot.models import Meeting, Span, Value

_CITY = re.compile(
    r"(?:^|(?:said|told \w+|spoke|speaking|argued|added) )[Ii]n (?P<city>[A-ZÀ-Þ][\w-]+)(?=,| that| on)"
)
_TOWN = re.compile(
    r"(?:Back |Down |Up |Over |Out |Meanwhile,? )?[Ii]n (?:the (?:town|village|port|city|suburb) of )?"
    r"(?P<city>[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?),"
    r" (?:where|(?:just |some |about |\d)[^,.]{2,40} (?:away|from|north|south|east|west)|an? [^,.]{0,40}?"
    r"\b(?:town|village|port|city|suburb|island|hamlet))\b"
)
_FILED_BY = re.compile(r"\((?P<agency>[A-Z][^()\d]{1,30})\)")
_ORIGIN = re.compile(r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ' -]*(?:,[^–—-]{2,40})? ?[–—-] ?")


_SECTION = re.compile(r"(?:\d+\.\s+)?[A-ZÀ-Þ]{3,}[A-ZÀ-Þ' /-]*: [^.!?]{3,70}")
"""A heading that sets a section in a town: "2. CATANIA: NEW RADIO NET"."""


def meeting_at(
    article: Article, meetings: Sequence[Meeting], span: Span, speaker: str | None, verb: str | None
) -> str | None:
    """The meeting at which something was said, by its place; None where its words place it elsewhere."""
    if not meetings or speaker is None or verb in terms("written_or_present_verbs"):
        return None
    if is_elsewhere(article, span):
        return None
    sentence = article.sentence_at(span.start).text
    where = scene_at(article, meetings, span.start)
    places = {meeting.id: meeting.place for meeting in meetings}
    if where and _is_in_other_town(article, span, places[where]):
        return None
    return None if where and _is_in_other_city(article, sentence, places[where]) else where


def _is_in_other_town(article: Article, span: Span, place: Value | None) -> bool:
    """Whether the paragraph opens in a town that is not the meeting's: "In Lund, where boats rot, …"."""
    paragraph = next(one for one in article.paragraphs if one.span.covers(span)).span
    town = _TOWN.match(paragraph.text)
    if not town or not place or fold(town["city"]) in terms("months", "organisations", "things", "countries"):
        return False
    origin = article.origin or article.dateline
    here = f"{place.value} {origin.text if origin else ''}".lower()
    return town["city"].lower() not in here and not tells_where(article, span)


def _is_in_other_city(article: Article, sentence: str, place: Value | None) -> bool:
    """Whether a sentence sets its speech in a city that is not the meeting's: "said in Washington"."""
    city = _CITY.search(sentence)
    if not city or not place or fold(city["city"]) in terms("months", "organisations", "things"):
        return False
    origin = article.origin or article.dateline
    return city["city"] not in place.value and not (origin and city["city"].lower() in origin.text.lower())


def is_elsewhere(article: Article, span: Span) -> bool:
    """Whether the sentence sets its speech apart from any meeting: in a paper, or told to the agency."""
    sentence, line = article.sentence_at(span.start).text, article.origin or article.dateline
    agency = _FILED_BY.search(line.text) if line else None
    to_agency = agency and f" told {agency['agency']} " in sentence
    paper = _to_paper(article)
    return bool(to_agency) or bool(paper and paper.search(sentence)) or _is_set_apart(sentence)


@lru_cache(maxsize=8)
def _to_paper(article: Article) -> re.Pattern[str] | None:
    """What says that something was told to the paper whose article it is: "told Harbour Weekly".

    With an article before it the name must be a paper's: "told the Rope Group" was said where it met.
    """
    publisher = read_source(article).publisher
    name = re.sub(r"^(?i:the )", "", publisher.value) if publisher else ""
    if not name or fold(name) in terms("addressees", "organisations"):
        return None
    names, last = [f"(?i:{re.escape(name)})"], name.split()[-1]
    if fold(last) in terms("papers"):
        names = [f"(?:[Tt]he )?{names[0]}", f"[Tt]he {re.escape(last.capitalize())}"]
    return re.compile(
        r"\b(?:told|tells|(?:interview|conversation) with"
        rf"|(?:[Ss]peaking|spoke|speaks|[Tt]alking|talked|talks) (?:to|with)) (?:{'|'.join(names)})(?!\w)"
    )


def tells_where(article: Article, span: Span) -> bool:
    """Whether the sentence tells to which people something was said: "told the conference"."""
    return bool(forms("among_people_forms").search(fold(article.sentence_at(span.start).text)))


def tells_when(article: Article, span: Span) -> bool:
    """Whether the sentence turns to another time or place than the one before: "In a paper, …", "later"."""
    return bool(forms("turns_forms").search(fold(article.sentence_at(span.start).text)))


@lru_cache(maxsize=256)
def _is_set_apart(sentence: str) -> bool:
    return bool(forms("elsewhere_forms").search(fold(sentence)))


def scene_at(article: Article, meetings: Sequence[Meeting], offset: int) -> str | None:
    """The meeting last spoken of before `offset`; the first where none has been.

    A paragraph under a dateline of its own speaks only of the meetings that it names; what is told of a
    meeting's eve was not said there.
    """
    before = bisect(article.paragraphs, offset, key=lambda paragraph: paragraph.span.start)
    around = article.paragraphs[max(0, before - 1)].span
    if _is_on_eve(article, meetings, around, article.sentence_at(offset).end):
        return None
    own = around.start <= offset < around.end and _ORIGIN.match(around.text)
    least = around.start if own else _section_start(article, offset)
    spoken = [
        (start, meeting.id)
        for meeting in meetings
        for start in _places_named(article, meeting, offset)
        if least is None or least <= start
    ]
    if spoken:
        return max(spoken)[1]
    return meetings[0].id if meetings and least is None else None


def _section_start(article: Article, offset: int) -> int | None:
    """Where the section begins that holds the offset, where sections bear the names of towns."""
    heads = [one.span.start for one in article.paragraphs if _SECTION.fullmatch(one.span.text)]
    return max((start for start in heads if start <= offset), default=None) if len(heads) > 1 else None


def _is_on_eve(article: Article, meetings: Sequence[Meeting], paragraph: Span, end: int) -> bool:
    """Whether the last naming of a meeting in a paragraph, up to an offset, only says what came before it."""
    eves = [*forms("eve_forms").finditer(fold(article.seed.text), paragraph.start, end)]
    named = [start for meeting in meetings for start in _places_named(article, meeting, end)] if eves else []
    return bool(eves) and max(named, default=0) == eves[-1].end()


def _places_named(article: Article, meeting: Meeting, before: int) -> Iterator[int]:
    """Where the article names a meeting, its place or its days, up to an offset."""
    folded = fold(article.seed.text)
    for value in (meeting.name, *meeting.aliases, meeting.place):
        if value:
            name = fold(value.value)
            found = _places_of(folded, name)
            yield from found[: bisect(found, before - len(name))]
    stated = (meeting.name, meeting.place, meeting.start_date, meeting.host)
    yield from (
        value.evidence.start for value in stated if value and value.evidence and value.evidence.start < before
    )


@lru_cache(maxsize=256)
def _places_of(folded: str, name: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", folded))
