"""Speech in quotation marks, told from titles, mottos, labels and words held at arm's length."""

from __future__ import annotations

import re

from bot.draft.cues import Cue
from bot.draft.lexicon import either, forms, terms
from bot.draft.outlines import Outline
from bot.draft.quotations import Quotation
from bot.draft.text import fold

_FRAGMENT_WORDS = 6
_TITLE_WORDS = 8
_TERM_WORDS = 3
_DETERMINED = re.compile(rf"(?:\b{either(terms('determiners'))}|'s|s')(?: [\w-]+)?$")
_GOVERNED = re.compile(rf"\b{either(terms('prepositions'))}$")
_INTRODUCED = re.compile(
    rf"(?::|\b(?:that|because|as|but|and|{either(terms('speech_verbs', 'speech_participles'))}),?)$"
)
_COUNTED = re.compile(r"(?:\d|\bthat)$")
_NO_NOUNS = either(terms("prepositions", "determiners", "saying_verbs", "clause_verbs"))
_NOUN = re.compile(rf" (?!{_NO_NOUNS}\b)[a-z]{{3,}}")
_PREDICATE = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|shall|cannot|do|does|did|need)\b"
)
_SENTENCE = re.compile(r"[.!?…,][”’\"'»“]?$")
_REACH = 200
"""Characters before and after a quotation in which words can tell what it is."""

_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]*")


def is_speech(line: Outline, quotation: Quotation, cue: Cue | None) -> bool:
    """Whether quoted words are what somebody said."""
    words = line.words(quotation.start, quotation.end)
    before = line.between(line.sentence.start, quotation.start - 1).rstrip()
    after = line.between(quotation.end + 1, line.sentence.end)
    introduced = fold(line.sentence.text)[max(0, len(before) - _REACH) : len(before)]
    if (
        "\t" in line.sentence.text
        or _is_label(introduced, words, after, cue)
        or _is_title(before, words, after)
    ):
        return False
    if _is_sentence(words) or not before.strip('"~ '):
        return bool(cue or re.search(r"[.!?]$", words)) or len(words.split()) >= 2
    return len(words.split()) > _FRAGMENT_WORDS or _is_spoken_fragment(line, quotation, before, after, cue)


def _is_spoken_fragment(
    line: Outline, quotation: Quotation, before: str, after: str, cue: Cue | None
) -> bool:
    """Whether a few words within a sentence are speech: what one person calls, says that, says at once."""
    if cue is None:
        closing = (
            before.endswith(",") and not re.search(r"\w", after) and quotation.end - quotation.start > 12
        )
        return before.endswith(":") or closing
    if cue.voice.kind in ("many", "other") and not before.endswith((":", " that")):
        return False
    if cue.start > quotation.end and line.between(quotation.end + 1, cue.first).strip(", "):
        return False
    spoken = _INTRODUCED.search(before, max(0, len(before) - _REACH)) or cue.verb in terms("labelling_verbs")
    words = line.words(quotation.start, quotation.end)
    near = before[-_REACH:]
    held = _DETERMINED.search(near) or (len(words.split()) <= _TERM_WORDS and _GOVERNED.search(near))
    if len(words.split()) <= _TERM_WORDS and _COUNTED.search(near) and _NOUN.match(after):
        return False
    return bool(spoken or _PREDICATE.match(fold(words))) or not held


def _is_label(before: str, words: str, after: str, cue: Cue | None) -> bool:
    """Whether the words around say that a title, a motto or a term is quoted."""
    named = forms("label_before_forms").search(before)
    spoken = before.endswith(":") and cue and cue.voice.kind != "other" and re.search(r"[.!?]$", words)
    if named and not spoken and not (_labels(cue) and cue and before.endswith(cue.verb)):
        return True
    return bool(forms("label_after_forms").match(fold(after[:_REACH])))


def _labels(cue: Cue | None) -> bool:
    """Whether one speaker gives something its label: "which she called “brave”"."""
    return bool(cue and cue.voice.kind not in ("many", "other") and cue.verb in terms("labelling_verbs"))


def _is_title(before: str, words: str, after: str) -> bool:
    """Whether quoted words are written as a title is, with capitals throughout: “Face the Nation”."""
    written = _CAPITALISED.findall(words)
    ended = re.search(r"[.!?,]$", words) and not re.search(r"\w", after)
    if (
        ended
        or len(words.split()) > _TITLE_WORDS
        or not before.strip('"~ ')
        or _INTRODUCED.search(before, max(0, len(before) - _REACH))
    ):
        return False
    heavy = all(word[0].isupper() for word in written if len(word) > 3)
    return heavy and sum(word[0].isupper() for word in written) > 1


def _is_sentence(words: str) -> bool:
    """Whether quoted words are punctuated as a sentence or the part of one that an attribution breaks off."""
    return bool(_SENTENCE.search(words.rstrip())) and len(words.split()) > 1
