"""Voices: the words beside a verb that say whose speech or deed it is."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from bot.draft.grammar import LINK, MODIFIERS, POSSESSIVE, WORD
from bot.draft.lexicon import either, hyphenated, terms
from bot.draft.outlines import Outline

VoiceKind = Literal["name", "stranger", "pronoun", "role", "many", "other"]

REACH = 600
"""Characters before a verb in which its subject is looked for."""

_ADJECTIVES = either(terms("participles_of_names"))
_PERSON = hyphenated(terms("roles", "people_nouns"))
_PEOPLE = either(terms("people_plurals"))
_DETERMINER = (
    r"(?:\b(?:the|its|his|her|their|our|an?|one|another|this|that|some)\b"
    rf"|(?:\b(?:the|an?) (?:{WORD} ){{0,4}}?)?{WORD}{POSSESSIVE}|§+{POSSESSIVE})"
)
_TAIL = r"(?:(?: (?:of|for|at|to|in|on|with|from)\b[^,;:!?\"§~]{0,90}?)?)"
_OFFICE = rf"{_DETERMINER} {MODIFIERS}{_PERSON}\b"
ROLE_PHRASE = rf"{_OFFICE}{_TAIL}"
"""An office with what it is of: "the commander of the cell"."""

ADVERBS = rf"(?: (?:{either(terms('adverbs'))}|\w+ly))*?"
"""Words that may stand between a subject and its verb."""

_GOVERNED = re.compile(
    r"\b(?:for|of|to|by|with|from|against|about|behind|under|after|before|than|like|beside|alongside|on|at|in)"
    rf"(?: (?!(?:that|{either(terms('months', 'adverbial_nouns'))}|\w+day)\b|\d)[\w.]+){{0,2}} $"
)
_OF_OFFICE = re.compile(rf"\b{_PERSON} (?:of|for)(?: the)?(?: (?!{_PERSON}\b)[\w.-]+){{1,3}} $")
"""“Minister of Energy | Rasa …”: the preposition is the office's own."""
_APPOSED = re.compile(r"§, $")
"""Before an office that a comma closes before the verb, too: it only says who the name is."""

_CLAUSE_START = r"(?:^|[;:\"]|, | - |\b(?:and|but|while|that|as|when|where|because) )"
_WHO = re.compile(rf"(?P<voice>§+)(?:'s)?(?:,[^\"§~]{{1,120}})?,? who{ADVERBS}$")
_DONE = either(terms("clause_verbs"))
_LEFT: tuple[tuple[VoiceKind, str, re.Pattern[str]], ...] = (
    ("pronoun", "", re.compile(rf"\b(?P<voice>he|she){ADVERBS}$")),
    ("many", "", re.compile(rf"\b(?P<voice>they|we){ADVERBS}$")),
    ("other", "", re.compile(rf"\b(?P<voice>it){ADVERBS}$")),
    (
        "many",
        "§",
        re.compile(rf"(?P<voice>(?:§+|{ROLE_PHRASE}),? (?:and|&) (?:[\w.' -]{{0,40}} )?§+){ADVERBS}$"),
    ),
    ("many", "", re.compile(rf"\b(?P<voice>(?:\w+ )?(?:\w+ )?{_PEOPLE}){ADVERBS}$")),
    ("name", "§", re.compile(rf"(?P<voice>§+){ADVERBS}$")),
    ("many", "¤", re.compile(rf"(?:^|[ \"(])(?P<voice>¤+) (?:have|are|were){ADVERBS}$")),
    ("stranger", "¤", re.compile(rf"(?:^|[ \"(])(?P<voice>¤+){ADVERBS}$")),
    ("role", "", re.compile(rf"(?:^|[ \"(])(?P<voice>{ROLE_PHRASE})(?:,[^~\"§]{{1,140}},)?{ADVERBS}$")),
    (
        "name",
        "§",  # "Berg, who heads the cell, said", "Berg of the Navy, its commander, said"
        re.compile(
            rf"{_CLAUSE_START}[^§~\"]*?(?P<voice>§+)(?: of [^,\"§]{{1,90}})?"
            rf"(?:(?:,| -| \()[^~\"]*?)?[,)-]{ADVERBS}$"
        ),
    ),
    ("name", "§", re.compile(rf"(?P<voice>§+) (?:of|from|at) [^,\"§~]{{1,90}}?{ADVERBS}$")),
    ("name", "§", re.compile(rf"(?:^|[;:\"]|, )(?P<voice>§+), [^,\"~§]{{3,140}}?{ADVERBS}$")),
)
"""The kinds of voices before a verb, each with a mark of the outline that it cannot do without."""

_TITLED = rf"(?:(?!{LINK}){WORD} |of (?=\w)|for (?=\w)){{1,7}}"
_RIGHT: tuple[tuple[VoiceKind, re.Pattern[str]], ...] = (
    ("pronoun", re.compile(r" (?P<voice>he|she)\b")),
    ("many", re.compile(r" (?P<voice>they)\b")),
    ("stranger", re.compile(r" (?P<voice>¤+)(?= ?[.,])")),
    ("many", re.compile(rf" (?:by )?(?P<voice>(?:{_TITLED})?§+,? and (?:{_TITLED})?§+)")),
    ("name", re.compile(rf" (?:by )?(?:{_TITLED})?(?P<voice>§++)(?!'s)")),
    ("name", re.compile(rf" (?!that ){_OFFICE}{_TAIL}(?:,| -) (?:{WORD} ){{0,5}}?(?P<voice>§++)(?!'s)")),
    ("role", re.compile(rf" (?!that )(?P<voice>{_OFFICE})")),
)
_SUBJECT: tuple[tuple[VoiceKind, re.Pattern[str]], ...] = (
    (
        "many",
        re.compile(rf"(?P<voice>§+(?:, [^§,]{{1,80}})?,? and (?:[^§,]{{1,80}}, )?(?:{WORD} ){{0,3}}?§+)"),
    ),
    ("name", re.compile(r"(?P<voice>§++)(?!'s|')")),
    ("pronoun", re.compile(r"\b(?P<voice>he|she)\b")),
    (
        "role",
        re.compile(
            rf"(?:^|, )(?P<voice>{ROLE_PHRASE})(?='s |,| (?:\w+(?:ed|s|d|t)|{_DONE})\b)"
            r"(?!,? (?:[\w.'-]+ ){0,4}§)"
        ),
    ),
)
_AGENT = re.compile(r"(?:ed|en|led|held|made|put|read) by (?:[^§.;:\"]{0,140},? )?(?P<voice>§++)")
_ACTED_ON = re.compile(
    rf"\b(?!{_ADJECTIVES}\b)(?:{either(terms('speech_verbs', 'clause_verbs'))}|[a-z]{{3,}}ed)\b"
    r"(?: [\w.&'/-]+){0,6} (?<!by )$"
)
"""A verb before a name in its clause that makes the name an object, not an agent."""

_APART = re.compile(
    r"(?:;|\b(?:and|but|while|whereas)\b)[^§\"~]{0,40}(?P<voice>§++)(?!'s|')"
    r"(?=,? ?(?:of|from|who|\w+(?:ed|s|d|t)\b))"
)


class Voice(msgspec.Struct, frozen=True):
    """A subject: the words [start, end) of the article; `official` only where they are a known name."""

    start: int
    end: int
    kind: VoiceKind
    official: str | None = None


def voice_in(line: Outline, match: re.Match[str], kind: VoiceKind, group: str = "voice") -> Voice:
    """The voice at a match's group in an outline."""
    start, end = (line.sentence.start + offset for offset in match.span(group))
    return Voice(start, end, kind, line.official_at(start) if kind == "name" else None)


def left_voice(line: Outline, left: str) -> Voice | None:
    """The voice before a verb, an apposition between passed over; `left` is the outline up to the verb."""
    near = max(0, len(left) - REACH)
    if "§" in left[near:] and (relative := _WHO.search(left, near)):
        return voice_in(line, relative, "name")
    for kind, mark, pattern in _LEFT:
        match = pattern.search(left, near) if mark in left[near:] else None
        if not match or (kind in ("name", "stranger") and _is_governed(left, match.start("voice"))):
            continue
        if not (kind == "role" and left.endswith(",") and _APPOSED.search(left, near, match.start("voice"))):
            return voice_in(line, match, kind)
    return None


def _is_governed(drawn: str, voice: int) -> bool:
    """Whether a preposition stands before the voice at an offset of an outline."""
    begin = max(0, voice - REACH)
    return bool(_GOVERNED.search(drawn, begin, voice)) and not _OF_OFFICE.search(drawn, begin, voice)


def right_voice(line: Outline, verb_end: int) -> Voice | None:
    """The voice after a verb: "said Colonel Berg", "observed the Committee's chairman, Tibor Kun"."""
    for kind, pattern in _RIGHT:
        if match := pattern.match(line.drawn, verb_end):
            return voice_in(line, match, kind)
    return None


def subject_of(line: Outline, before: int | None = None) -> Voice | None:
    """The first person of a sentence that no preposition governs, else the one by whom something is done.

    Only the outline up to `before` is read, where that is given.
    """
    end = len(line.drawn) if before is None else before
    found = [(match, kind) for kind, pattern in _SUBJECT for match in pattern.finditer(line.drawn, 0, end)]
    for match, kind in sorted(found, key=lambda one: one[0].start("voice")):
        if kind in ("pronoun", "role") or not _is_governed(line.drawn, match.start()):
            return voice_in(line, match, kind)
    agent = _AGENT.search(line.drawn, 0, end)
    return voice_in(line, agent, "name") if agent else None


def is_acted_on(line: Outline, voice: Voice) -> bool:
    """Whether a name is what somebody else's verb is about: "the groups granted Mr Berg a delay, saying"."""
    before = line.between(line.sentence.start, voice.start)
    return voice.kind == "name" and bool(_ACTED_ON.search(before, max(0, len(before) - REACH)))


def acts_apart(line: Outline) -> bool:
    """Whether a second person acts in a clause of their own, so that neither alone is the subject."""
    actors = {voice_in(line, match, "name").official for match in _APART.finditer(line.drawn)}
    return len(actors | {official for _, official in line.mentions[:1]}) > 1
