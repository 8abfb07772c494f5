"""Statements: what is said in an article, in quotation marks or reported, and by whom where the text proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.draft.article import Article, Paragraph
from bot.draft.cues import Cue, find_cues
from bot.draft.discourse import NOBODY, Discourse, Person
from bot.draft.names import find_namings
from bot.draft.outlines import Outline, outline
from bot.draft.quotations import Quotation, find_quotations
from bot.draft.reported import reports
from bot.draft.scenes import meeting_at
from bot.draft.speech import is_speech
from bot.draft.voices import subject_of
from bot.models import Kind, Meeting, Official, Span, Statement

_ADJACENT = re.compile(r"[\W_]*")
_APART = 1000
_INTERVIEWED = "interviewed"
_TURN = re.compile(r"\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement as it is found. `verb` reports it; without one it is `bare`, and `before` spoke last.

    `alone` says that it is all there is in its sentence, `open` that it goes on in the next paragraph.
    """

    span: Span
    kind: Kind
    person: Person
    verb: str | None = None
    bare: bool = False
    alone: bool = False
    open: bool = False
    before: Person = NOBODY


def find_statements(
    article: Article, officials: Sequence[Official], meetings: Sequence[Meeting]
) -> tuple[Statement, ...]:
    """The statements of an article in reading order."""
    found: list[Statement] = []
    said_ = tuple(_all_said(article, officials))
    interviewed = {said.person.official for said in said_ if said.verb == _INTERVIEWED}
    for said in said_:
        statement = Statement(
            id=f"statement-{len(found) + 1}",
            span=said.span,
            kind=said.kind,
            speaker=said.person.official,
            attribution=said.person.named if said.person.official else None,
            meeting=meeting_at(
                article,
                meetings,
                said.span,
                said.person.official,
                _INTERVIEWED if said.person.official in interviewed else said.verb,
            ),
        )
        goes_on = said.bare and found and found[-1].speaker == statement.speaker
        found.append(replace(statement, meeting=found[-1].meeting) if goes_on else statement)
    return tuple(found)


def _all_said(article: Article, officials: Sequence[Official]) -> Iterator[_Said]:
    mentions = tuple((span, official.id) for official in officials for span in official.mentions)
    strangers = tuple(naming.span for naming in find_namings(article) if not naming.proven)
    turns = _turns(article, mentions)
    discourse = Discourse(officials)
    waiting: list[_Said] = []
    for paragraph in article.paragraphs:
        quotations = find_quotations(article.seed.text, paragraph.span.start, paragraph.span.end)
        if turn := turns.get(paragraph.span.start):
            waiting.append(turn)
        else:
            waiting += _paragraph(article, paragraph, quotations, mentions, strangers, discourse)
        if not quotations or quotations[-1].closed:
            yield from _settled(waiting)
            waiting = []
    yield from _settled(waiting)


def _turns(article: Article, mentions: Sequence[tuple[Span, str]]) -> dict[int, _Said]:
    """The turns of an interview, "Berg: We begin in May.", by where their paragraphs start."""
    turns = {}
    for paragraph in article.paragraphs:
        for span, official in mentions:
            label = _TURN.match(article.seed.text, span.end, paragraph.span.end)
            if span.start == paragraph.span.start and label:
                said = article.seed.span(label.end(), paragraph.span.end)
                turns[span.start] = _Said(said, "direct", Person(official, span), verb=_INTERVIEWED)
    return turns if len(turns) > 1 else {}


def _paragraph(
    article: Article,
    paragraph: Paragraph,
    quotations: Sequence[Quotation],
    mentions: Sequence[tuple[Span, str]],
    strangers: Sequence[Span],
    discourse: Discourse,
) -> list[_Said]:
    """The statements of a paragraph, sentence by sentence; the discourse is carried on."""
    found = []
    for sentence in paragraph.sentences:
        line = outline(article, sentence, quotations, mentions, strangers)
        cues = find_cues(line)
        inside = [quotation for quotation in quotations if sentence.start <= quotation.start < sentence.end]
        said = [one for quotation in inside if (one := _direct(article, line, quotation, cues, discourse))]
        said = said or list(_indirect(line, cues, discourse))
        discourse.read(line, cues, [one.person for one in said])
        found += said
    return found


def _direct(
    article: Article, line: Outline, quotation: Quotation, cues: Sequence[Cue], discourse: Discourse
) -> _Said | None:
    """The statement in a pair of marks, if it is one."""
    cue = min(cues, key=lambda cue: _distance(line, cue, quotation), default=None)
    if not is_speech(line, quotation, cue):
        return None
    span = _trimmed(article, quotation.start, min(quotation.end, line.sentence.end))
    if cue:
        return _Said(span, "direct", discourse.resolve(line, cue.voice), cue.verb)
    before = line.drawn[: quotation.start - line.sentence.start].rstrip('" ')
    voice = subject_of(line) if before.endswith(":") else None
    if voice:
        return _Said(span, "direct", discourse.resolve(line, voice), "said")
    alone = not re.search(r"[\w§¤]", line.drawn)
    person = discourse.speaking if alone else NOBODY
    return _Said(
        span, "direct", person, bare=True, alone=alone, open=not quotation.closed, before=discourse.speaking
    )


def _trimmed(article: Article, start: int, end: int) -> Span:
    """The words of [start, end) without the blanks around them."""
    words = article.seed.text[start:end]
    start += len(words) - len(words.lstrip())
    return article.seed.span(start, start + len(words.strip()))


def _distance(line: Outline, cue: Cue, quotation: Quotation) -> int:
    """How many characters part a verb with its voice from a quotation; words between make more."""
    first, last = min(cue.start, cue.voice.start), max(cue.end, cue.voice.end)
    if last <= quotation.start:
        return quotation.start - last
    between = line.drawn[quotation.end - line.sentence.start : first - line.sentence.start]
    return max(0, first - quotation.end) + (0 if _ADJACENT.fullmatch(between) else _APART)


def _indirect(line: Outline, cues: Sequence[Cue], discourse: Discourse) -> Iterator[_Said]:
    """The sentence, if somebody known is reported to have said what it says."""
    for cue in cues:
        if reports(line, cue) and "\t" not in line.sentence.text:
            person = discourse.resolve(line, cue.voice)
            if person.official:
                yield _Said(line.sentence, "indirect", person, cue.verb)
                return


def _settled(waiting: Sequence[_Said]) -> Iterator[_Said]:
    """The statements, those that stood bare given to whom the words right after them name."""
    for place, said in enumerate(waiting):
        following = next((one.person for one in waiting[place + 1 :] if not one.bare), NOBODY)
        unknown = said.bare and (said.open or not said.person.official) and following.official
        if unknown and (said.alone or said.before.official == following.official):
            yield replace(said, person=following)
        else:
            yield said
