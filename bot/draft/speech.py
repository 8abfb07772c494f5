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
_DETERMINED = re.compile(
    r"(?:\b(?:the|an?|this|that|these|those|its|his|her|their|our|my|your|no|any|some|of|with|into|from|under|called|and|or)|'s|s')(?: [\w-]+)?$"
)
_INTRODUCED = re.compile(
    rf"(?::|\b(?:that|because|as|but|and|{either(terms('speech_verbs', 'speech_participles'))}),?)$"
)


def is_speech(line: Outline, quotation: Quotation, cue: Cue | None) -> bool:
    """Whether quoted words are what somebody said."""
    words = line.sentence.text[quotation.start - line.sentence.start : quotation.end - line.sentence.start]
    before = line.drawn[: quotation.start - 1 - line.sentence.start].rstrip()
    after = line.drawn[quotation.end + 1 - line.sentence.start :]
    introduced = fold(line.sentence.text)[: len(before)]
    if (
        "\t" in line.sentence.text
        or _is_label(introduced, words, after, cue)
        or _is_title(before, words, after)
    ):
        return False
    if _is_sentence(words) or not before.strip('"~ '):
        return bool(cue) or len(words.split()) >= 2
    if cue is None:
        closing = before.endswith(",") and not re.search(r"\w", after) and len(words.split()) > 2
        return before.endswith(":") or closing or len(words.split()) > _FRAGMENT_WORDS
    if cue.voice.kind in ("many", "other") and not before.endswith((":", " that")):
        return len(words.split()) > _FRAGMENT_WORDS
    if cue.start > quotation.end and not re.match(
        r",? ?$",
        line.drawn[
            quotation.end + 1 - line.sentence.start : min(cue.start, cue.voice.start) - line.sentence.start
        ],
    ):
        return len(words.split()) > _FRAGMENT_WORDS
    if len(words.split()) > _FRAGMENT_WORDS or _INTRODUCED.search(before):
        return True
    return cue.verb in terms("labelling_verbs") or not _DETERMINED.search(before)


def _is_label(before: str, words: str, after: str, cue: Cue | None) -> bool:
    """Whether the words around say that a title, a motto or a term is quoted."""
    named = forms("label_before_forms").search(before)
    spoken = before.endswith(":") and cue and cue.voice.kind != "other" and re.search(r"[.!?]$", words)
    if named and not spoken and not (_labels(cue) and cue and before.endswith(cue.verb)):
        return True
    return bool(forms("label_after_forms").match(fold(after)))


def _is_title(before: str, words: str, after: str) -> bool:
    """Whether quoted words are written as a title is, every one of weight with a capital: “Face the Nation”."""
    heavy = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    capitals = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if word[0].isupper()]
    ended = bool(re.search(r"[.!?,]$", words)) and not re.search(r"\w", after)
    if ended or len(words.split()) > _TITLE_WORDS or not before.strip('"~ ') or _INTRODUCED.search(before):
        return False
    return len(capitals) > 1 and all(word[0].isupper() for word in heavy)


def _labels(cue: Cue | None) -> bool:
    """Whether one speaker gives something its label: "which she called “brave”"."""
    return bool(cue and cue.voice.kind not in ("many", "other") and cue.verb in terms("labelling_verbs"))


def _is_sentence(words: str) -> bool:
    """Whether quoted words are punctuated as a sentence or the part of one that an attribution breaks off."""
    return bool(re.search(r"[.!?…,][”’\"'»“]?$", words.rstrip())) and len(words.split()) > 1
