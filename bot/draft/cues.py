"""Cues: verbs and phrases that report speech, each with its voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from bot.draft.grammar import LINK, SAYING, WORD
from bot.draft.lexicon import either, terms
from bot.draft.outlines import Outline
from bot.draft.quotations import Quotation
from bot.draft.voices import (
    ADVERBS,
    REACH,
    ROLE_PHRASE,
    Voice,
    VoiceKind,
    is_acted_on,
    left_voice,
    right_voice,
    subject_of,
    voice_in,
)

_VERB = re.compile(rf"(?<!-)\b(?P<verb>{either(terms('speech_verbs'))})\b")
_PARTICIPLE = re.compile(rf"\b(?P<verb>{either(terms('speech_participles'))})\b")
_NOT_SAID = re.compile(
    r"\b(?:was|were|is|are|been|being|be|not|n't|did|having|would|will|could|should|might|can|must|may"
    r"|(?<!used )(?<!liked )(?<!likes )to)(?: \w+ly| also)?$"
)
_GOES_ON = re.compile(rf"\b(?:and|but|then){ADVERBS}$")
_NAME_BESIDE = re.compile(rf"(?P<voice>§+){ADVERBS}$")
_OWNER = r"(?P<voice>§++(?='s)|(?P<pronoun>his|her)\b)(?:'s)? (?:own )?"
_TITLE = rf"(?:(?!(?:{LINK}|an?|one|some|whom|whose|friends?|and)\b){WORD} |(?:of|for) (?=\w)){{0,6}}?"
"""Words of an office before a name; "a friend of" makes it somebody else's."""

_COPULA = r"(?:is|was|are|were|remains|remained|means|meant|amounts to)"
SIGNED = "signed"
"""What stands for the verb where only a dash attributes words: "“…” – Ada Berg"."""

_SAYS = re.compile(rf"\b{SAYING}[,:]? $")
_SAID = re.compile(rf",? [^\"~;:]{{1,120}}? {SAYING}(?:[.,:]|$)")
_MESSAGE = rf"{either(terms('messages'))}\b"
_AND = r"(?:(?<=\band )|(?<=\bbut )|(?<=\bso ))"
_TOPIC = r" (?:on|upon|with|around|about)\b"
"""After a message that somebody else's verb governs, this explains it: "based her speech on a test: …"."""

_SIGNATURE = re.compile(r"\" ?- ?(?:\w+ ){0,3}?(?P<voice>§+)")
_PHRASES = (
    re.compile(rf"\baccording to (?:(?:{ROLE_PHRASE}, )?{_TITLE}(?P<voice>§+)|(?P<pronoun>him|her)\b)"),
    re.compile(rf"\baccording to (?P<voice>{ROLE_PHRASE})"),
    re.compile(rf"\b(?:in|to) {_OWNER}{either(terms('views'))}\b"),
    re.compile(rf"\bin the {either(terms('views'))} of {_TITLE}(?P<voice>§+)"),
    re.compile(rf"(?:^|(?<=[,;:.-] )|{_AND}){_OWNER}(?:\w+ )?{_MESSAGE}[^\"§;]{{0,60}}:"),
    re.compile(rf"(?<=[\w§] )(?!{_AND}){_OWNER}(?:\w+ )?{_MESSAGE}(?!{_TOPIC})[^\"§;]{{0,60}}:"),
    re.compile(rf"^(?:for|to) {_TITLE}(?P<voice>§+), (?=[^;\"]{{2,80}} {_COPULA} (?:\w+ ){{0,3}}\")"),
    re.compile(rf"\",? (?:was|is|came) {_OWNER}(?:\w+ )?{either(terms('messages'))}\b"),
)


class Cue(msgspec.Struct, frozen=True):
    """A verb or phrase that reports speech, at [start, end) of the article, and its voice."""

    start: int
    end: int
    verb: str
    voice: Voice

    @property
    def first(self) -> int:
        """Where verb and voice together begin."""
        return min(self.start, self.voice.start)

    @property
    def last(self) -> int:
        """Where verb and voice together end."""
        return max(self.end, self.voice.end)


@lru_cache(maxsize=1024)
def find_cues(line: Outline) -> tuple[Cue, ...]:
    """The cues of a sentence in reading order; a verb without a voice is none."""
    base, cues = line.sentence.start, list[Cue]()
    verbs = (*_VERB.finditer(line.drawn), *_PARTICIPLE.finditer(line.drawn))
    for verb in sorted(verbs, key=re.Match.start):
        if voice := _voice(line, verb, cues):
            cues.append(Cue(base + verb.start(), base + verb.end(), verb["verb"], voice))
    return tuple(sorted((*cues, *_phrases(line)), key=lambda cue: cue.start))


def _voice(line: Outline, verb: re.Match[str], cues: Sequence[Cue]) -> Voice | None:
    """Whose speech a verb reports."""
    left = line.drawn[: verb.start()].rstrip()
    near = max(0, len(left) - REACH)
    if verb.re is _PARTICIPLE:
        beside = _NAME_BESIDE.search(left, near)
        return voice_in(line, beside, "name") if beside else _subject_so_far(line, verb, cues)
    if _NOT_SAID.search(left, near):
        return None
    right = right_voice(line, verb.end()) if left.endswith((",", '"')) else None
    if right and left.rstrip(",").endswith('"'):
        return right
    return (
        _subject_so_far(line, verb, cues) if _GOES_ON.search(left, near) else left_voice(line, left)
    ) or right


def _subject_so_far(line: Outline, verb: re.Match[str], cues: Sequence[Cue]) -> Voice | None:
    """The voice that a verb without a subject of its own shares with what stands before it."""
    if cues:
        return cues[-1].voice
    subject = subject_of(line, verb.start())
    return None if subject and is_acted_on(line, subject) else subject


def is_attributed(line: Outline, quotation: Quotation) -> bool:
    """Whether a verb of saying beside a quotation gives it to somebody, known or not."""
    before = line.between(line.sentence.start, quotation.start - 1)
    after = line.between(quotation.end + 1, line.sentence.end)
    return bool(_SAYS.search(before, max(0, len(before) - REACH)) or _SAID.match(after))


def _phrases(line: Outline) -> Iterator[Cue]:
    """What attributes without a verb: "according to Colonel Berg", "in her view", a name under a dash."""
    base = line.sentence.start
    for pattern in _PHRASES:
        for match in pattern.finditer(line.drawn):
            pronoun = match.groupdict().get("pronoun")
            kind: VoiceKind = "name" if match["voice"] and "§" in match["voice"] else "role"
            voice = voice_in(line, match, "pronoun", "pronoun") if pronoun else voice_in(line, match, kind)
            yield Cue(base + match.start(), base + match.end(), "according", voice)
    for match in _SIGNATURE.finditer(line.drawn):
        yield Cue(base + match.start(), base + match.end(), SIGNED, voice_in(line, match, "name"))
