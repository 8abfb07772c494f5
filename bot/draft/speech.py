"""Speech in quotation marks, told from titles, mottos, labels and words held at arm's length.

Within an attributed sentence a few quoted words are speech where they judge ("said it was “reckless”"),
where they are a clause of their own, or where they are more than a term would be.
"""

from __future__ import annotations

import re

from bot.draft.cues import Cue, is_attributed
from bot.draft.labels import INTRODUCED, REACH, is_label, is_title
from bot.draft.lexicon import either, forms, terms
from bot.draft.outlines import Outline
from bot.draft.quotations import Quotation
from bot.draft.text import fold

_FRAGMENT_WORDS = 6
_TERM_WORDS = 3
_DETERMINED = re.compile(rf"(?:\b{either(terms('determiners'))}|'s|s')(?: (?!(?:he|she|it|they)$)[\w-]+)?$")
_GOVERNED = re.compile(
    rf"\b(?:{either(terms('prepositions'))}|there (?:(?:had|has|have) been|is|are|was|were)(?: \w+)?)$"
)
_COUNTED = re.compile(r"(?:\d|\bthat)$")
_NO_NOUNS = either(terms("prepositions", "determiners", "saying_verbs", "clause_verbs", "conjunctions"))
_NOUN = re.compile(rf" (?!{_NO_NOUNS}\b)[a-z]{{3,}}")
_OWN = re.compile(r"(?:an?|the|my|our|his|her|their|this|these|some|no)\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|shall|cannot|do|does|did|need)\b"
    r"|(?:\w+ly|not|never)\b(?=.* )"
)
_REPORTED = re.compile(
    rf"\b{either(terms('saying_verbs', 'reporting_verbs'))}\b"
    r"(?:[^;:\"~]{0,60} that [^;:]*|(?! (?:to|by|of)\b)[^;:\"~]*)$"
)
_SENTENCE = re.compile(r"[.!?…,][”’\"'»“]?$")


def is_speech(line: Outline, quotation: Quotation, cue: Cue | None) -> bool:
    """Whether quoted words are what somebody said."""
    words = line.words(quotation.start, quotation.end)
    before = line.between(line.sentence.start, quotation.start - 1).rstrip()
    after = line.between(quotation.end + 1, line.sentence.end)
    introduced = fold(line.sentence.text)[max(0, len(before) - REACH) : len(before)]
    if (
        "\t" in line.sentence.text
        or is_label(introduced, words, after, cue)
        or is_title(before, words, after)
    ):
        return False
    if _is_sentence(words) or not before.strip('"~ '):
        told = cue or re.search(r"[.!?]$", words) or is_attributed(line, quotation)
        return bool(told) or len(words.split()) >= 2
    if len(words.split()) > _FRAGMENT_WORDS or _judges(before[-REACH:], words, after):
        return True
    return _is_spoken_fragment(line, quotation, before, after, cue)


def _is_spoken_fragment(
    line: Outline, quotation: Quotation, before: str, after: str, cue: Cue | None
) -> bool:
    """Whether a few words within a sentence are speech: what one person calls, says that, says at once."""
    near, words = before[-REACH:], line.words(quotation.start, quotation.end)
    if cue is None:
        closing = before.endswith(",") and not re.search(r"\w", after) and len(words) > 12
        return before.endswith(":") or closing
    if cue.voice.kind in ("many", "other") and not before.endswith((":", " that")):
        return bool(forms("own_label_forms").search(near))
    long = len(words.split()) > _TERM_WORDS
    if cue.start > quotation.end and line.between(quotation.end + 1, cue.first).strip(", "):
        return long
    if not long and _COUNTED.search(near) and _NOUN.match(after):
        return False
    labels = cue.verb in terms("labelling_verbs") and " that " not in line.between(cue.end, quotation.start)
    spoken = labels or INTRODUCED.search(near)
    return bool(spoken or long or _PREDICATE.match(fold(words))) or not _is_held(near, words)


def _judges(before: str, words: str, after: str) -> bool:
    """Whether quoted words are what somebody says of something: "said it was “reckless”"."""
    if _NOUN.match(after) and not words.endswith(","):
        return False
    judged = forms("judgement_forms").search(before)
    reported = judged and _REPORTED.search(before, 0, judged.start())
    return bool(reported or forms("charge_forms").search(before))


def _is_held(before: str, words: str) -> bool:
    """Whether quoted words stand at arm's length, where a noun would: "a “floating bakery”"."""
    few = len(words.split()) <= _TERM_WORDS
    return bool(_DETERMINED.search(before) or (few and _GOVERNED.search(before) and not _OWN.match(words)))


def _is_sentence(words: str) -> bool:
    """Whether quoted words are punctuated as a sentence or the part of one that an attribution breaks off."""
    return bool(_SENTENCE.search(words.rstrip())) and len(words.split()) > 1
