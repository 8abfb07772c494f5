"""Statements: what is said in an article, quoted or reported, and by whom where the text proves it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.cues import Cue, find_cues, is_attributed
from bot.draft.discourse import NOBODY, Discourse, Person
from bot.draft.grammar import LINK, WORD
from bot.draft.interviews import interlocutor, questioned, turns_of
from bot.draft.lexicon import forms
from bot.draft.outlines import Outline, Passage, passages_of
from bot.draft.quotations import Quotation
from bot.draft.reported import framing, reports, reports_clause
from bot.draft.scenes import is_elsewhere, meeting_at, tells_when, tells_where
from bot.draft.speech import is_speech
from bot.draft.text import fold
from bot.draft.voices import ROLE_PHRASE, is_acted_on, subject_of, voice_in
from bot.models import Kind, Meeting, Official, Span, Statement

_ADJACENT = re.compile(r"[\W_]*")
_APART = 1000
_INTERVIEWED = "interviewed"
_NEW_CLAUSE = re.compile(r";[^\"]* (?:had|has|have|was|were|is|are|\w+ed)\b")
"""What parts a verb from words that others may have said: "criticised it; the office had promised “…”"."""
_CLAIMANT = re.compile(
    rf",? (?:(?P<voice>he|she)\b"
    rf"|(?:{ROLE_PHRASE}, )?(?:(?!{LINK}){WORD} ){{0,4}}?(?P<named>§++)(?!'s| and\b))"
)
_ADDED = re.compile(
    r"(?:he|she) (?:also |further |then )?(?:added|adds|went on|goes on|continued|continues)\b"
)
_SIGNS = re.compile(r"(?:- ?)?(?P<voice>§++)(?:, |$| \()")
_TOLD = re.compile(r"[.!?:;…][”’\"'»]*$")
"""What no line ends in that only says whose the words above it are."""

_CITING = re.compile(r"(?:quot|cit)(?:ed|es|ing)$")
_JOINT = re.compile(r"(?<! that)(?P<joint>[,;] (?:while|whereas|but|and) )(?:[^,;\"§~]{0,60}, )?\S$")
"""What parts two clauses, up to the first character of the second one's subject."""


class _Said(msgspec.Struct, frozen=True):
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
    elsewhere = False
    for said in _all_said(article, officials):
        statement = Statement(
            id=f"statement-{len(found) + 1}",
            span=said.span,
            kind=said.kind,
            speaker=said.person.official,
            attribution=said.person.named if said.person.official else None,
            meeting=meeting_at(article, meetings, said.span, said.person.official, said.verb),
        )
        last = found[-1] if found and found[-1].speaker == statement.speaker else None
        elsewhere = last is not None and _goes_on_elsewhere(article, last, statement, elsewhere)
        if said.bare and last:
            statement = replace(statement, meeting=last.meeting)
        elif elsewhere:
            statement = replace(statement, meeting=None)
        found.append(statement)
    return tuple(_apart_from_the_first(article, found))[::-1]


def _apart_from_the_first(article: Article, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, last first; whose speaker goes on elsewhere was there before, unless it is told."""
    following: Statement | None = None
    elsewhere = False
    for one in reversed(statements):
        joined = elsewhere and following is not None and _is_same_breath(article, one, following)
        apart = joined and not tells_where(article, one.span)
        yield replace(one, meeting=None) if apart else one
        elsewhere = apart or (is_elsewhere(article, one.span) and not tells_when(article, one.span))
        following = one


def _is_same_breath(article: Article, one: Statement, other: Statement) -> bool:
    """Whether one speaker says both in one paragraph."""
    return one.speaker == other.speaker and "\n" not in article.seed.text[one.span.end : other.span.start]


def _goes_on_elsewhere(article: Article, last: Statement, statement: Statement, elsewhere: bool) -> bool:
    """Whether its speaker was `last` heard elsewhere, in the same paragraph: "told the radio …. “…”".

    `elsewhere` says so of the last statement itself.
    """
    joined = _is_same_breath(article, last, statement) or _adds(article, last, statement)
    return joined and (elsewhere or is_elsewhere(article, last.span))


def _adds(article: Article, last: Statement, statement: Statement) -> bool:
    """Whether the next paragraph opens with what the same speaker added: "She added that"."""
    sentence = article.sentence_at(statement.span.start)
    between = article.seed.text[article.sentence_at(last.span.start).end : sentence.start]
    return _ADDED.match(fold(sentence.text)) is not None and not re.search(r"\w", between)


def _all_said(article: Article, officials: Sequence[Official]) -> Iterator[_Said]:
    """Every statement; those of a paragraph whose quotation runs on wait for where it runs to."""
    turns = turns_of(article, officials)
    interviewed = {person.official for _, person in turns.values()} | questioned(article, officials)
    other = interlocutor(article, officials)
    discourse = Discourse(officials)
    waiting: list[_Said] = []
    opener, above = "", -1
    passages = tuple(passages_of(article, officials))
    signed = _signed_below(article, passages)
    for passage in passages:
        if passage.is_within(opener):
            discourse.forget()
        opener = passage.opener
        if turn := turns.get(passage.paragraph.span.start):
            waiting.append(_Said(turn[0], "direct", turn[1], _INTERVIEWED))
        else:
            below = signed.get(passage.paragraph.span.start)
            found = _said_in(article, passage, discourse)
            waiting += (
                [replace(one, person=below, verb="said", bare=False) for one in found] if below else found
            )
            if above in signed:
                discourse.speaking = NOBODY
        above = passage.paragraph.span.start
        if not opener:
            yield from _settled(waiting, interviewed, other)
            waiting = []
    yield from _settled(waiting, interviewed, other)


def _signed_below(article: Article, passages: Sequence[Passage]) -> dict[int, Person]:
    """Who is named on the line below a quotation that is a line of its own, by where that line starts."""
    found: dict[int, Person] = {}
    for one, other in pairwise(passages):
        text = article.seed.text[one.paragraph.span.end : other.paragraph.span.start]
        alone = len(one.lines) > 0 and all(not re.search(r"[\w§¤]", line.drawn) for line in one.lines)
        if text.count("\n") == 1 and alone and (name := _SIGNS.match(other.lines[0].drawn)):
            voice = voice_in(other.lines[0], name, "name")
            if not _TOLD.search(other.paragraph.span.text):
                found[one.paragraph.span.start] = Person(
                    voice.official, other.lines[0].span(voice.start, voice.end)
                )
    return found


def _said_in(article: Article, passage: Passage, discourse: Discourse) -> list[_Said]:
    """The statements of a paragraph, sentence by sentence; the discourse is carried on."""
    found: list[_Said] = []
    for line in passage.lines:
        cues = find_cues(line)
        direct = (_direct(article, line, quotation, cues, discourse) for quotation in line.quotations)
        said = [one for one in direct if one]
        said = [*_led_in(article, line, cues, said, discourse), *said] or list(
            _indirect(article, line, cues, discourse)
        )
        claim = forms("refers_back_forms").match(line.drawn)
        if claim and found and found[-1].alone:
            found[-1] = _claimed(line, found[-1], claim, discourse)
        spoke = [one for one in said if one.person.official or (one.verb and not _CITING.match(one.verb))]
        discourse.read(line, cues, [one.person for one in spoke])
        found += said
    return found


def _direct(
    article: Article, line: Outline, quotation: Quotation, cues: Sequence[Cue], discourse: Discourse
) -> _Said | None:
    """The statement in a pair of marks, if it is one."""
    near = [cue for cue in cues if not _NEW_CLAUSE.search(line.between(cue.last, quotation.start))]
    cue = min(near, key=lambda cue: _distance(line, cue, quotation), default=None)
    if not is_speech(line, quotation, cue):
        return None
    span = _trimmed(article, quotation.start, min(quotation.end, line.sentence.end))
    if cue:
        person = discourse.resolve(line, cue.voice)
        cites = _CITING.match(cue.verb) and re.search(r"\w", line.between(cue.last, quotation.start))
        hearsay = bool(cites) or any(
            discourse.resolve(line, one.voice).official != person.official for one in framing(line, cue, cues)
        )
        return _Said(span, "direct", NOBODY if hearsay else person, cue.verb)
    introduced = line.between(line.sentence.start, quotation.start).rstrip('" ').endswith(":")
    if introduced and (voice := subject_of(line)) and not is_acted_on(line, voice):
        return _Said(span, "direct", discourse.resolve(line, voice), "said")
    alone = not re.search(r"[\w§¤]", line.drawn)
    if is_attributed(line, quotation):
        return _Said(span, "direct", NOBODY)
    said = _Said(span, "direct", discourse.speaking if alone else NOBODY, bare=True, alone=alone)
    return replace(said, open=not quotation.closed, before=discourse.speaking)


def _claimed(line: Outline, said: _Said, claim: re.Match[str], discourse: Discourse) -> _Said:
    """Words that stood alone, given to whom the next sentence names: "With this sentence, Berg opened …"."""
    named = _CLAIMANT.match(line.drawn, claim.end())
    if not named:
        return said
    voice = voice_in(line, named, "pronoun") if named["voice"] else voice_in(line, named, "name", "named")
    person = discourse.resolve(line, voice)
    return replace(said, person=person, verb="said", bare=False) if person.official else said


def _trimmed(article: Article, start: int, end: int) -> Span:
    """The words of [start, end) without the blanks around them."""
    words = article.seed.text[start:end]
    start += len(words) - len(words.lstrip())
    return article.seed.span(start, start + len(words.strip()))


def _distance(line: Outline, cue: Cue, quotation: Quotation) -> int:
    """How many characters part a verb with its voice from a quotation; words after it part more."""
    if cue.last <= quotation.start:
        return quotation.start - cue.last
    adjacent = _ADJACENT.fullmatch(line.between(quotation.end, cue.first))
    return max(0, cue.first - quotation.end) + (0 if adjacent else _APART)


def _led_in(
    article: Article, line: Outline, cues: Sequence[Cue], said: Sequence[_Said], discourse: Discourse
) -> Iterator[_Said]:
    """What the words up to a colon report of a speaker whose own words follow: "argued that …: “We …”"."""
    for one in said:
        before = line.between(line.sentence.start, one.span.start).rstrip('" ')
        end = line.sentence.start + len(before) - 1
        led = [cue for cue in cues if reports_clause(line, cue) and cue.end < end]
        cites = one.verb and _CITING.match(one.verb)
        person = discourse.resolve(line, led[-1].voice) if led and cites else one.person
        if person.official and led and before.endswith(":"):
            span = article.seed.span(line.sentence.start, end)
            yield replace(one, span=span, kind="indirect", person=person)
            return


def _indirect(article: Article, line: Outline, cues: Sequence[Cue], discourse: Discourse) -> Iterator[_Said]:
    """The sentence, or its clauses, if somebody known is reported to have said what they say."""
    if "\t" in line.sentence.text:
        return
    start, last = line.sentence.start, NOBODY
    found: list[_Said] = []
    for cue in cues:
        person = discourse.resolve(line, cue.voice) if reports(line, cue) else NOBODY
        joint = _JOINT.search(line.between(start, cue.first + 1)) if found else None
        if person.official and (not found or (joint and person.official != last.official)):
            if joint:
                found[-1] = replace(found[-1], span=article.seed.span(start, start + joint.start()))
                start += joint.end("joint")
            found.append(_Said(article.seed.span(start, line.sentence.end), "indirect", person, cue.verb))
            last = person
    yield from found


def _settled(waiting: Sequence[_Said], interviewed: Collection[str | None], other: Person) -> Iterator[_Said]:
    """The statements, those that stood bare given to whom the words right after them name.

    Where these name nobody, what stands alone is the `other` one's in an interview.
    """
    for place, said in enumerate(waiting):
        following = next((one.person for one in waiting[place + 1 :] if not one.bare), NOBODY)
        unknown = said.bare and (said.open or not said.person.official) and following.official
        joined = unknown and (said.alone or said.before.official == following.official)
        person = following if joined else said.person
        if said.bare and said.alone and not person.official:
            person = other
        verb = _INTERVIEWED if person.official in interviewed else said.verb
        yield replace(said, person=person, verb=verb)
