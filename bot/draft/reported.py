"""Reported speech: whether a verb and what follows it report what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.draft.cues import Cue
from bot.draft.grammar import LINK, ROLE, WORD
from bot.draft.lexicon import either, forms, terms
from bot.draft.outlines import Outline

_ADDRESSEE = (
    r"(?: (?:the |its |his |her |their |a |an )?(?:[\w'-]+ ){0,4}?"
    rf"(?:{either(terms('people_plurals', 'addressees'))}|§+)(?: (?:in|at|of) [^,;~\"]{{2,40}}?)?)"
)
_MANNER = (
    r"(?:,? (?:\w+ly|there|here)\b,?|, [^,;~\"]{3,40},"
    rf"|,? (?:{either(terms('adverbs', 'asides'))}|(?:on |late |early )*\w+day)\b,?"
    r"|,? (?:in|on|at|to|during|with|after|before|from) [^,;~\"]{2,60}?,?)"
)
_THAT = re.compile(
    rf"{_ADDRESSEE}?{_MANNER}{{0,3}} (?:that|how|why|whether|what|when)\b"
    r"|(?: out| clear| back)? (?:that|how)\b"
)
_CLAUSE = re.compile(r"\bthat [^,;:\"]*$")
_ASIDE = re.compile(
    r"(?: (?:on )?\w+day| in [^,]{3,40}| at [^,]{3,60}| to [^,]{3,40}| §+"
    rf"|{_ADDRESSEE}(?: from [^,]{{3,40}})?){{0,3}}(?:,|\.?$)"
)
_PARTED = re.compile(rf",(?: (?!{LINK}){WORD}){{0,4}} {ROLE}$|,$")
_PEOPLE = re.compile(
    r" (?:all |the |its |his |her |their |our |both |some |\d+ |\w+ )*"
    rf"(?:{either(terms('people_plurals', 'addressees'))}\b|§)| to\b"
)


def reports(line: Outline, cue: Cue) -> bool:
    """Whether the sentence reports speech by this verb: "stressed that", "called for", "…, she said"."""
    after = line.between(cue.last if cue.voice.start >= cue.end else cue.end, line.sentence.end)
    before = line.between(line.sentence.start, cue.first).rstrip()
    known = terms("saying_verbs", "clause_reports")
    if cue.verb == "according":
        return True
    if forms("empty_report_forms").match(f"{cue.verb}{after}"):
        return False
    if _PARTED.search(before) and _ASIDE.match(after) and cue.verb in known:
        return len((before + after).split()) >= (4 if before.endswith(",") else 8)
    if cue.verb in terms("clause_reports") and _THAT.match(after):
        return True
    if cue.verb in terms("bare_reports"):
        return bool(re.search(r"\w{2,}", after))
    return any(_has_object(cue.verb, after, entry) for entry in terms("object_reports"))


def reports_clause(line: Outline, cue: Cue) -> bool:
    """Whether the verb is followed by what was said as a clause: "argued that"."""
    after = line.between(cue.end, line.sentence.end)
    told = cue.verb in terms("clause_reports") and cue.voice.end <= cue.start
    return told and bool(_THAT.match(after))


def framing(line: Outline, cue: Cue, cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues in whose clause another one stands: "Berg said that" of "Berg said that Holm called it"."""
    for one in cues:
        between = line.between(one.last, cue.first)
        if one.last < cue.first and cue.voice.end <= cue.start and one.verb in terms("clause_reports"):
            bare = one.verb in terms("bare_reports") and one.voice.end <= one.start and not between.strip()
            if bare or _CLAUSE.search(between):
                yield one


def _has_object(verb: str, after: str, entry: str) -> bool:
    """Whether verb and following words fit an entry such as "called for" or "stressed"."""
    if " " in verb and verb == entry:
        return bool(re.match(r" [\w§]", after))
    head, *tail = entry.split(" ", 1)
    if verb != head:
        return False
    if tail:
        return bool(re.match(rf"(?:,? \w+ly,?| again| once more| on \w+day)? {tail[0]}\b", after))
    return bool(re.match(r" [\w§]", after)) and not (verb.startswith("welcom") and _PEOPLE.match(after))
