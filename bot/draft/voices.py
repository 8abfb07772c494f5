"""Voices: the words beside a speech verb that say whose speech it is, and the verbs they belong to.

A sentence is searched in its outline: a string of its length in which every quoted character is `~`, every
mark `"`, every character that names an official `§`, and of a name that is nobody's known `¤`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.draft.article import Article
from bot.draft.lexicon import either, terms
from bot.draft.quotations import Quotation
from bot.draft.text import fold
from bot.models import Span

VoiceKind = Literal["name", "stranger", "pronoun", "role", "many", "other"]

_WORD = r"[\w.&'/-]+"
_PERSON = either(terms("roles", "people_nouns"))
_PEOPLE = either(terms("people_plurals"))
_LINK = (
    r"(?:by|of|in|for|where|when|which|that|with|or|to|from|on|at|as|is|was|were|are|has|had|will|not|who)\b"
)
_MODIFIERS = rf"(?:(?!{_LINK}){_WORD} ){{0,7}}?"
_DETERMINER = rf"(?:\b(?:the|its|his|her|their|our|an?|one|another|this|that|some)\b|(?:\b(?:the|an?) (?:{_WORD} ){{0,4}}?)?{_WORD}(?:'s|s'))"
_TAIL = r"(?:(?: (?:of|for|at|to|in|on|with|from)\b[^,;:!?\"§~]{0,90}?)?)"
_OFFICE = rf"{_DETERMINER} {_MODIFIERS}{_PERSON}\b"
_ROLE = rf"{_OFFICE}{_TAIL}"
_ADVERB = r"(?: (?:also|then|later|further|however|has|had|have|once|again|still|even|now|recently|earlier|today|yesterday|too|himself|herself|in turn|meanwhile|therefore|and|first|rightly|nonetheless|\w+ly))*?"

_VERB = re.compile(rf"\b(?P<verb>{either(terms('speech_verbs'))})\b")
_PARTICIPLE = re.compile(rf"\b(?P<verb>{either(terms('speech_participles'))})\b")
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|to|not|n't|did|having|would|will|could|should|might|can|must|may)(?: \w+ly| also)?$"
)

_LEFT_PRONOUN = re.compile(rf"\b(?P<voice>he|she|they|we|it){_ADVERB}$")
_LEFT_WHO = re.compile(rf"(?P<voice>§+)(?:'s)?(?:,[^\"§~]{{1,120}})?,? who{_ADVERB}$")
_LEFT_MANY = re.compile(
    rf"(?P<voice>(?:§+|{_ROLE}),? (?:and|&) (?:[\w.' -]{{0,40}} )?§+|\b(?:the |both |all |several |many |some |\w+ )?(?:\w+ )?{_PEOPLE}){_ADVERB}$"
)
_LEFT_NAME = re.compile(rf"(?P<voice>§+){_ADVERB}$")
_LEFT_ASIDE = re.compile(
    rf"(?:^|[;:\"]|, | - |\b(?:and|but|while|that|as|when|where|because) )[^§~\"]*?(?P<voice>§+)(?: of [^,\"§]{{1,90}})?(?:(?:,| -| \()[^~\"]*?)?[,)-]{_ADVERB}$"
)
_LEFT_BARE_ASIDE = re.compile(
    rf"(?P<voice>§+) (?:of|from|at) [^,\"§~]{{1,90}}?{_ADVERB}$"
    rf"|(?:^|[;:\"]|, )(?P<described>§+), [^,\"~§]{{3,140}}?{_ADVERB}$"
)
_LEFT_STRANGER = re.compile(rf"(?:^|[ \"(])(?P<voice>¤+){_ADVERB}$")
_LEFT_ROLE = re.compile(rf"(?:^|[ \"(])(?P<voice>{_ROLE})(?:,[^~\"§]{{1,140}},)?{_ADVERB}$")
_RIGHT = re.compile(
    rf" (?:by )?(?P<voice>(?P<pronoun>he|she|they)\b|(?P<stranger>¤+)(?= ?[.,])|§+|(?:(?!{_LINK}){_WORD} |of (?=\w)|for (?=\w)){{1,7}}§+|(?!that )(?P<role>{_OFFICE})(?P<named>{_TAIL}(?:,| -) (?:{_WORD} ){{0,5}}?§+)?)"
)
_ACCORDING = re.compile(
    rf"\baccording to (?:(?P<role>{_ROLE}(?:, |$))?(?:{_WORD} ){{0,4}}?(?P<voice>§+)|(?P<pronoun>him|her)\b|(?P<other>{_ROLE}))"
    rf"|\b(?:in|to) (?P<owner>§+|his|her)(?:'s?)? (?:own )?(?:view|words|opinion|mind|judgment|judgement|eyes|experience|estimate)\b"
    rf"|\b(?P<source>§+(?='s)|his|her)(?:'s)? (?:own )?(?:\w+ )?(?:message|words|answer|reply|conclusion|advice|verdict|response|appeal|warning|comment|plea|summary)\b[^\"§;]{{0,40}}:"
)
_GOVERNED = re.compile(
    r"\b(?:for|of|to|by|with|from|against|about|behind|under|after|before|than|like|beside|alongside|on|at|in)(?: (?:the|former|then|u\.s\.|[\w.]+))?(?: [\w.]+)? $"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose speech a verb reports: the words [start, end) of the article; `official` only where they are a name."""

    start: int
    end: int
    kind: VoiceKind
    official: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports speech at [start, end), and its subject."""

    start: int
    end: int
    verb: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Outline:
    """A sentence as it is searched, and the mentions of officials in it."""

    sentence: Span
    drawn: str
    mentions: tuple[tuple[Span, str], ...]

    def official_at(self, offset: int) -> str | None:
        """The official whose mention covers the article's character at `offset`."""
        return next((official for span, official in self.mentions if span.start <= offset < span.end), None)


def outline(
    article: Article,
    sentence: Span,
    quotations: Sequence[Quotation],
    mentions: Sequence[tuple[Span, str]],
    strangers: Sequence[Span] = (),
) -> Outline:
    """The outline of a sentence: quoted words and names blotted out."""
    drawn = list(fold(article.seed.text)[sentence.start : sentence.end])
    inside = [(span, official) for span, official in mentions if sentence.covers(span)]

    def blot(start: int, end: int, mark: str) -> None:
        for at in range(max(start, sentence.start), min(end, sentence.end)):
            drawn[at - sentence.start] = mark

    for span in strangers:
        blot(span.start, span.end, "¤")
    for span, _ in inside:
        blot(span.start, span.end, "§")
    for quotation in quotations:
        blot(quotation.start, quotation.end, "~")
        blot(quotation.start - 1, quotation.start, '"')
        blot(quotation.end, quotation.end + quotation.closed, '"')
    spoken = tuple(
        (span, official) for span, official in inside if not any(q.holds(span.start) for q in quotations)
    )
    return Outline(sentence, "".join(drawn).replace("\n", " ").replace("\r", " "), spoken)


def find_cues(line: Outline) -> tuple[Cue, ...]:
    """The verbs of a sentence that report speech and have a voice, in reading order."""
    cues: list[Cue] = []
    for match in sorted((*_VERB.finditer(line.drawn), *_PARTICIPLE.finditer(line.drawn)), key=re.Match.start):
        voice = _voice(line, match, cues)
        if voice:
            base = line.sentence.start
            cues.append(Cue(base + match.start(), base + match.end(), match["verb"], voice))
    cues.extend(_according(line))
    cues.extend(_signed(line))
    return tuple(sorted(cues, key=lambda cue: cue.start))


def _voice(line: Outline, verb: re.Match[str], cues: Sequence[Cue]) -> Voice | None:
    left = line.drawn[: verb.start()].rstrip()
    quoted = left.rstrip(",").endswith('"')
    if verb.re is _PARTICIPLE:
        near = _LEFT_NAME.search(left)
        return _named(line, *near.span("voice")) if near else _subject_so_far(line, verb, cues)
    if _PASSIVE.search(left):
        return None
    right = _right_voice(line, verb.end()) if quoted or left.endswith(",") else None
    if right and quoted:
        return right
    if re.search(rf"\b(?:and|but|then){_ADVERB}$", left):
        return _subject_so_far(line, verb, cues)
    return _left_voice(line, left) or right


def _subject_so_far(line: Outline, verb: re.Match[str], cues: Sequence[Cue]) -> Voice | None:
    """The voice that a verb without a subject of its own shares with what stands before it."""
    return cues[-1].voice if cues else subject_of(line, verb.start())


def _right_voice(line: Outline, at: int) -> Voice | None:
    """The voice after the verb: "said Colonel Berg", "observed the Committee's chairman, Tibor Kun"."""
    match = _RIGHT.match(line.drawn, at)
    if not match:
        return None
    if match["pronoun"]:
        return _voiced(line, match, "voice", "pronoun")
    if match["stranger"]:
        return _voiced(line, match, "voice", "stranger")
    if match["role"] and not match["named"]:
        return _voiced(line, match, "role", "role")
    if match["role"] and re.match(r"(?:an?|one|another|some)\b", match["role"]) and not match["named"]:
        return _voiced(line, match, "role", "role")
    name = re.compile(r"§+").search(line.drawn, match.start("voice"), match.end("voice"))
    if not name:
        return None
    if line.drawn.startswith("'s", name.end()):
        return None
    if re.match(r",? and §", line.drawn[name.end() :]):
        return Voice(line.sentence.start + name.start(), line.sentence.start + name.end(), "many")
    return _named(line, name.start(), name.end())


def _left_voice(line: Outline, left: str) -> Voice | None:
    """The voice before the verb, an apposition between them passed over."""
    if match := _LEFT_WHO.search(left):
        return _named(line, match.start("voice"), match.end("voice"))
    if match := _LEFT_PRONOUN.search(left):
        return _voiced(
            line,
            match,
            "voice",
            "many" if match["voice"] in ("they", "we") else "other" if match["voice"] == "it" else "pronoun",
        )
    if match := _LEFT_MANY.search(left):
        return _voiced(line, match, "voice", "many")
    if (match := _LEFT_NAME.search(left)) and not _GOVERNED.search(left[: match.start("voice")]):
        return _named(line, match.start("voice"), match.end("voice"))
    if (match := _LEFT_STRANGER.search(left)) and not _GOVERNED.search(left[: match.start("voice")]):
        return _voiced(line, match, "voice", "stranger")
    if match := _LEFT_ROLE.search(left):
        return _voiced(line, match, "voice", "role")
    for pattern in (_LEFT_ASIDE, _LEFT_BARE_ASIDE):
        match = pattern.search(left)
        group = match.lastgroup if match else None
        if match and group and not _GOVERNED.search(left[: match.start(group)]):
            return _named(line, *match.span(group))
    return None


def _voiced(line: Outline, match: re.Match[str], group: str, kind: VoiceKind) -> Voice:
    return Voice(line.sentence.start + match.start(group), line.sentence.start + match.end(group), kind)


def _named(line: Outline, start: int, end: int) -> Voice:
    base = line.sentence.start
    return Voice(base + start, base + end, "name", line.official_at(base + start))


def _according(line: Outline) -> Iterator[Cue]:
    """Phrases that attribute without a verb: "according to Colonel Berg", "in her view"."""
    base = line.sentence.start
    for match in _ACCORDING.finditer(line.drawn):
        group = next((name for name in ("owner", "source") if match[name]), "pronoun")
        owner = match[group]
        if match["voice"] or (owner and owner.startswith("§")):
            voice = _named(line, *match.span("voice" if match["voice"] else group))
        elif owner:
            voice = _voiced(line, match, group, "pronoun")
        else:
            voice = _voiced(line, match, "other", "role")
        yield Cue(base + match.start(), base + match.end(), "according", voice)


_SIGNATURE = re.compile(r"\" ?- ?(?:\w+ ){0,3}?(?P<voice>§+)")


def _signed(line: Outline) -> Iterator[Cue]:
    """Names that a dash sets under a quotation."""
    base = line.sentence.start
    for match in _SIGNATURE.finditer(line.drawn):
        yield Cue(
            base + match.start() + 1, base + match.start("voice"), "-", _named(line, *match.span("voice"))
        )


_SUBJECT = re.compile(
    rf"(?P<pair>§+(?:, [^§,]{{1,80}})?,? and (?:[^§,]{{1,80}}, )?(?:{_WORD} ){{0,3}}?§+)|(?P<name>§++)(?!'s|')|\b(?P<pronoun>he|she)\b|(?:^|, )(?P<role>{_ROLE})(?=,| \w+(?:ed|s|d|t)\b)"
)


_AGENT = re.compile(r"(?:ed|en|led|held|made|put|read) by (?:[^§.;:\"]{0,140},? )?(?P<name>§++)")


_APART = re.compile(r"(?:;|\b(?:and|but|while|whereas)\b)[^§\"~]{0,40}(?P<name>§++)(?!'s|')(?=,? ?(?:of|from|who|\w+(?:ed|s|d|t)\b))")


def acts_apart(line: Outline) -> bool:
    """Whether a second person acts in a clause of their own, so that neither alone is the subject."""
    actors = {line.official_at(line.sentence.start + match.start("name")) for match in _APART.finditer(line.drawn)}
    return len(actors | {official for _, official in line.mentions[:1]}) > 1


def subject_of(line: Outline, before: int | None = None) -> Voice | None:
    """The first person of a sentence that no preposition governs, quoted words left aside."""
    for match in _SUBJECT.finditer(line.drawn, 0, before if before is not None else len(line.drawn)):
        if match["pair"] and not _GOVERNED.search(line.drawn[: match.start()]):
            return _voiced(line, match, "pair", "many")
        if match["name"] and not _GOVERNED.search(line.drawn[: match.start()]):
            return _named(line, match.start(), match.end())
        if match["pronoun"]:
            return _voiced(line, match, "pronoun", "pronoun")
        if match["role"] and not re.match(r",? (?:[\w.'-]+ ){0,4}§", line.drawn[match.end() :]):
            return _voiced(line, match, "role", "role")
    agent = _AGENT.search(line.drawn, 0, before if before is not None else len(line.drawn))
    return _named(line, agent.start("name"), agent.end("name")) if agent else None
