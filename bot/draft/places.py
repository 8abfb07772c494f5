"""Where a gathering took place: "at the Blue Quay Congress Hall in Turku", "by video link"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bot.draft import lexicon
from bot.draft.article import Article
from bot.draft.calendar_words import is_calendar_word
from bot.draft.dates import find_dates
from bot.draft.filed import filed_from, is_here, with_country
from bot.draft.gathering_words import pattern, terms
from bot.draft.gatherings import Gathering, find_gatherings
from bot.draft.phrases import Token, name_end, tokens
from bot.draft.text import fold, words
from bot.models import Span, Value

_BESIDE = re.compile(
    r" ?\((?P<place>[^\W\d_a-z][^()\d\n]{2,50}?),? (?=(?:from |on )?(?:\d|[^\W\d_a-z]\w+ \d))"
)
_LOOSE_END = re.compile(r"(?:[\s,]+(?:for|of|and|the|in|at|to|on))*[\s,]*$")

_HOST_TOWN = re.compile(
    r"(?P<town>[A-ZÀ-Þ][\w'’-]+(?:, [A-ZÀ-Þ][\w'’-]+)?)"
    r" (?:(?:was|is|will be|has been) (?:(?:once )?again )?(?:the )?(?:venue|scene|setting|host)"
    r"|play(?:s|ed) host) "
)
"""“Turku was the venue of the Forum.”"""

_TOWN_REACH = 6
"""Words after a preposition among which "town of" is looked for."""

_CARRIED = 14
"""Words between "brought" and "to", whoever was brought."""

_LEAD = 400
"""Characters from a dateline to a venue that its town completes."""

_NEAR = 120
"""Characters between a gathering and its place, beyond which the place is more likely another thing's."""


class _Place(msgspec.Struct, frozen=True):
    """A phrase for a place; `worth` ranks it among others said of one gathering."""

    span: Span
    worth: int


def find_place(article: Article, gatherings: Sequence[Gathering], people: Sequence[Span]) -> Value | None:
    """The place most fully told in the sentences about the gathering, the first where several are.

    `people` are the mentions of persons, who stand after a comma as countries do.
    """
    taken = [
        *people,
        *(known.span for known in gatherings if known.span.text),
        *(other.span for other in find_gatherings(article) if other.kind in ("proper", "common")),
    ]
    places = [place for gathering in gatherings for place in _places(article, gathering, taken)]
    filed = filed_from(article, gatherings)
    if not places:
        return filed or _line_below(article, gatherings[0])
    best = max(places, key=lambda place: place.worth).span
    if filed and is_here(gatherings[0]) and not _is_venue(best.text):
        return filed
    if filed and filed.evidence and best.end - filed.evidence.start < _LEAD and _lacks_town(best.text):
        return Value(f"{best.text}, {filed.value}", article.seed.span(filed.evidence.start, best.end))
    return Value(best.text, best)


def _is_venue(place: str) -> bool:
    return bool({word for word, _, _ in words(place)} & terms("venues"))


def _lacks_town(place: str) -> bool:
    """Whether it is a venue in town, told without the town."""
    row = {word for word, _, _ in words(place)}
    return bool(row & terms("town_venues")) and "," not in place and not row & {"in", "at"}


def _line_below(article: Article, heading: Gathering) -> Value | None:
    """The line below a programme's heading, where it is nothing but a place."""
    below = [paragraph.span for paragraph in article.paragraphs if paragraph.span.start > heading.span.end]
    if heading.sentence.text != heading.span.text or not below or find_dates(below[0].text):
        return None
    row = tokens(article.seed.text, below[0].start, below[0].end)
    named = all(token.capital or not token.word or token.folded in ("of", "and", "the") for token in row)
    return Value(below[0].text, below[0]) if named and "," in below[0].text else None


def _places(article: Article, gathering: Gathering, taken: Sequence[Span]) -> Iterator[_Place]:
    sentence = gathering.sentence
    occurs = bool(pattern("occurs").search(fold(sentence.text)))
    host = pattern("hosted_by").search(fold(sentence.text))
    row = tokens(article.seed.text, sentence.start, sentence.end)
    for at, token in enumerate(row):
        cue = token.folded in terms("place_cues") or (token.folded == "to" and _visited(row, at))
        cue = cue and not (token.folded == "at" and at and row[at - 1].folded in lexicon.terms("roles"))
        bounds = (_town_of(row, at) or _place_after(row, at)) if cue else None
        if bounds is None:
            continue
        span = _before_gathering(article, row[bounds[0]].start, row[bounds[1] - 1].end, taken)
        inner = span.text.endswith(")") and token.folded == "in"
        if not inner and not find_dates(span.text) and not any(_overlap(span, other) for other in taken):
            full = ("," in span.text) + bool(re.search(r" (?:in|at) ", span.text)) + (token.folded == "at")
            near = 0 <= span.start - gathering.span.end < _NEAR
            of_host = bool(host and span.start - sentence.start > host.end())
            yield _Place(span, 3 * occurs + 2 * near + full - 2 * of_host)
    beside = _BESIDE.match(sentence.text, gathering.span.end - sentence.start)
    if beside and not is_calendar_word(fold(beside["place"])):
        yield _Place(
            article.seed.span(sentence.start + beside.start("place"), sentence.start + beside.end("place")), 8
        )
    if town := _HOST_TOWN.search(sentence.text):
        start, end = (sentence.start + offset for offset in town.span("town"))
        yield _Place(article.seed.span(start, end), 3)
    virtual = pattern("virtual").search(fold(sentence.text))
    if virtual and occurs:
        yield _Place(article.seed.span(sentence.start + virtual.start(), sentence.start + virtual.end()), 4)


def _visited(row: list[Token], at: int) -> bool:
    """Whether "to" stands after a visit, an arrival, or people who were brought."""
    brought = any(token.folded in terms("carriers") for token in row[max(0, at - _CARRIED) : at])
    verb = at - 1 - (at > 1 and row[at - 1].folded in ("up", "down", "over", "out"))
    return at > 0 and (row[verb].folded in terms("arrivals") or brought)


def _town_of(row: list[Token], at: int) -> tuple[int, int] | None:
    """The bounds of the name after "in the Lithuanian port city of"."""
    for town in range(at + 1, min(at + _TOWN_REACH, len(row) - 2)):
        if not row[town].word or row[town].folded in terms("stops"):
            return None
        if row[town].folded in terms("towns") and row[town + 1].folded == "of" and row[town + 2].capital:
            return town + 2, with_country(row, name_end(row, town + 2))
    return None


def _before_gathering(article: Article, start: int, end: int, taken: Sequence[Span]) -> Span:
    """The place without a gathering that follows it: "the Diving School for the Salvage Week"."""
    end = min([end, *(other.start for other in taken if start < other.start < end)])
    return article.seed.span(start, start + len(_LOOSE_END.sub("", article.seed.text[start:end])))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _place_after(row: list[Token], at: int) -> tuple[int, int] | None:
    """The bounds of the place after a preposition: a venue, a town, or both, with the country."""
    begin = at + 1
    while begin < len(row) and begin - at < 4 and not row[begin].capital and row[begin].word:
        if row[begin].folded in terms("venues"):
            break
        if row[begin].folded in terms("complements"):
            return None
        begin += 1
    article = begin > at + 1
    if begin >= len(row) or (article and row[at + 1].folded not in terms("determiners")):
        return None
    if is_calendar_word(row[begin].folded) or _is_described(row, begin):
        return None
    end = _owned_end(row, _venue_end(row, begin))
    venue = end > begin and row[end - 1].folded.rstrip(")") in terms("venues")
    if row[at].folded == "of" and row[at - 1].folded != "premises":
        return None
    owner = end < len(row) and row[end].folded == "'s"
    if (
        end == begin
        or owner
        or (end == begin + 1 and row[begin].folded in terms("not_places"))
        or (row[at].folded == "in" and not venue and _names_a_thing(row, begin, end))
        or (article and row[at].folded == "in" and not venue)
    ):
        return None
    if end < len(row) - 1 and row[end].folded in ("in", "at") and row[end + 1].capital:
        end = name_end(row, end + 1)
    return begin, with_country(row, end)


def _names_a_thing(row: list[Token], begin: int, end: int) -> bool:
    """Whether what stands after "in" is an undertaking, "in Operation Fjord", not a town that hosts one."""
    last = next((at for at in range(begin, end) if not row[at].capital), end) - 1
    return row[last].folded in lexicon.terms("things")


def _is_described(row: list[Token], begin: int) -> bool:
    """Whether a town is only told by its nation: "the Peruvian port city"."""
    after = [token.folded for token in row[begin + 1 : begin + 4]]
    kinds = [at for at, word in enumerate(after[:2]) if word in terms("towns")]
    named = bool(kinds) and after[kinds[-1] + 1 : kinds[-1] + 2] == ["of"]
    return bool(kinds) and not named and row[begin].folded in lexicon.terms("nationalities")


def _venue_end(row: list[Token], begin: int) -> int:
    """The index after the name at `begin` and a noun that follows it: "the Alliance's headquarters"."""
    end = name_end(row, begin)
    if (
        end + 1 < len(row)
        and row[end].folded in terms("venue_kinds")
        and row[end + 1].folded in terms("venues")
    ):
        return end + 2
    for after in (end, end + 1):
        owned = after == end or (end < len(row) and row[end].folded == "'s")
        if after < len(row) and owned and row[after].folded in terms("venues"):
            return after + 1
    return end


def _owned_end(row: list[Token], end: int) -> int:
    """The index after the venue that a town owns: "Turku's old Customs House"; `end` for none."""
    begin = end + 1
    while end < len(row) and row[end].folded == "'s" and begin < min(end + 3, len(row)):
        if row[begin].capital:
            further = name_end(row, begin)
            return further if row[further - 1].folded in terms("venues") else end
        begin += 1
    return end
