"""Whether a quotation is in the sources: word for word, altered, or not at all; where, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from bot.knowledge.base import KnowledgeBase
from bot.models import Answer, Quote, Span, Statement
from bot.question.index import Index, index_of
from bot.question.quotation import Difference, Match, matches, nearest, quoted_parts
from bot.reply.compose import MOST_QUOTES, gated, passages_over, quote, scope
from bot.reply.wording import fill, source_name

LONGEST = 2_000
"""Characters of a quotation that is checked."""

MOST_DIFFERENCES = 8
"""Altered words that are told; a quotation with more is better read beside its source."""


def check_quotation(text: str, knowledge: KnowledgeBase) -> Answer:
    """The sentences that a quotation stands in, and what it altered; unanswered where no source has it."""
    index = index_of(knowledge)
    if len(text) > LONGEST:
        return _unanswered(fill("quotation_too_long", most=str(LONGEST)), "longer than is checked", index)
    parts = quoted_parts(text, index)
    if not parts:
        return _unanswered(fill("quotation_empty"), "no words", index)
    found = {part: _found(part, index) for part in parts}
    if not any(found.values()):
        return _unanswered(fill("quotation_unknown"), "in no source", index)
    return gated(_answered(found, index), index)


def _unanswered(lead: str, why: str, index: Index) -> Answer:
    return Answer("unanswered", "quote", lead, why, scope=scope(index))


def _found(part: str, index: Index) -> tuple[Match, ...]:
    exact = matches(part, index)
    altered = None if exact else nearest(part, index)
    return (altered,) if altered else exact


def _answered(found: Mapping[str, tuple[Match, ...]], index: Index) -> Answer:
    """Every place of a quotation in one part; of several parts those places that belong together."""
    chosen = next(iter(found.values())) if len(found) == 1 else tuple(_together(found))
    altered = any(match.differences for match in chosen)
    missing = [part for part in found if not found[part]]
    template = "quotation_partly" if missing else "quotation_altered" if altered else "quotation_verbatim"
    quotes = _sentences(chosen, index)
    notes = (*(fill("quotation_missing", words=part) for part in missing), *_alterations(chosen))
    return Answer(
        "answered",
        "quote",
        fill(template, places=_places([match.span for match in chosen[:MOST_QUOTES]], index)),
        "altered" if altered or missing else "word for word",
        quotes[:MOST_QUOTES],
        (*notes, *(_in_parts(chosen, index) if len(found) > 1 else ())),
        scope=scope(index),
        more=quotes[MOST_QUOTES:],
        officials=tuple(dict.fromkeys(who for match in chosen if (who := _speaker(match.span, index)))),
    )


def _together(found: Mapping[str, tuple[Match, ...]]) -> Iterator[Match]:
    """Of each part's places the one after the part before, in the article that has the longest part."""
    longest = max((part for part in found if found[part]), key=len)
    file, reached = found[longest][0].span.source, 0
    for places in filter(None, found.values()):
        here = [match for match in places if match.span.source == file]
        chosen = next((match for match in here if match.span.start >= reached), (here or places)[0])
        reached = chosen.span.end
        yield chosen


def _sentences(chosen: Sequence[Match], index: Index) -> tuple[Quote, ...]:
    """The whole sentences that the matches stand in, each once."""
    passages = (passage for match in chosen for passage in passages_over(match.span, index))
    return tuple(quote(passage, index) for passage in dict.fromkeys(passages))


def _places(spans: Sequence[Span], index: Index) -> str:
    """Whose words they are, and where they stand."""
    places = (
        fill(
            "quotation_place",
            whose=whose,
            source=source,
            where=", ".join(_characters(one) for one in several),
        )
        for (whose, source), several in groupby(spans, key=lambda span: _origin(span, index))
    )
    return "; ".join(places)


def _characters(span: Span) -> str:
    return fill("quotation_characters", start=str(span.start), end=str(span.end))


def _origin(span: Span, index: Index) -> tuple[str, str]:
    """Whose words they are, and the article that has them."""
    source = source_name(index.knowledge.source(span.source))
    statement = _statement(span, index)
    if not statement:
        return fill("quotation_written"), source
    if not statement.speaker:
        return fill("quotation_unnamed"), source
    person = str(index.knowledge.official(statement.speaker).name)
    return person if statement.kind == "direct" else fill("quotation_reported", person=person), source


def _statement(span: Span, index: Index) -> Statement | None:
    """The statement that the words are part of: rather what is quoted than what is reported."""
    told = {one for passage in passages_over(span, index) for one in passage.statements}
    covering = sorted((one for one in told if one.span.covers(span)), key=lambda one: (one.span, one.id))
    return min(covering, key=lambda one: one.kind != "direct", default=None)


def _speaker(span: Span, index: Index) -> str | None:
    statement = _statement(span, index)
    return statement.speaker if statement else None


def _alterations(chosen: Sequence[Match]) -> Iterator[str]:
    """The words that differ from the source's; where none does, whether anything else does."""
    told = [one for match in chosen for one in match.differences]
    yield from map(_difference, told[:MOST_DIFFERENCES])
    if len(told) > MOST_DIFFERENCES:
        yield fill("quotation_differs_more", count=str(len(told) - MOST_DIFFERENCES))
    if not told and any(match.retouched for match in chosen):
        yield fill("quotation_retouched")


def _difference(one: Difference) -> str:
    name = "replaced" if one.given and one.source else "added" if one.given else "left_out"
    return fill(f"quotation_{name}", given=one.given, source=one.source)


def _in_parts(chosen: Sequence[Match], index: Index) -> Iterator[str]:
    """Whether the parts were never said together, or in another order."""
    if len({match.span.source for match in chosen}) > 1 or len(_voices(chosen, index)) > 1:
        yield fill("quotation_spliced")
    elif any(one.span > other.span for one, other in pairwise(chosen)):
        yield fill("quotation_reordered")


def _voices(chosen: Sequence[Match], index: Index) -> set[str | None]:
    """Whose words they are, None being the article's; a speaker not named may be any of them."""
    statements = [_statement(match.span, index) for match in chosen]
    return {one.speaker if one else None for one in statements if not one or one.speaker}
