"""Quoted words that name a thing: titles, mottos, labels and terms, which nobody says."""

from __future__ import annotations

import re

from bot.draft.cues import Cue
from bot.draft.lexicon import either, forms, terms
from bot.draft.text import fold

REACH = 200
"""Characters before and after a quotation in which words can tell what it is."""

INTRODUCED = re.compile(
    rf"(?::|\b(?:that|because|as|but|and|{either(terms('speech_verbs', 'speech_participles'))}),?)$"
)
"""What leads straight on to somebody's words: a colon, a conjunction, a verb of speech."""

_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]*")
_ENDED = re.compile(r"[.!?,]$")
_HEADING_CAPITALS = 3
_HELD = re.compile(rf"(?:\b{either(terms('determiners', 'prepositions'))}|'s|s')(?: [\w-]+)?$")
_STOPPED = re.compile(r"[.!?…]\s")
_TITLE_WORDS = 8


def is_label(introduced: str, words: str, after: str, cue: Cue | None) -> bool:
    """Whether the words around say that a title, a motto or a term is quoted."""
    named = forms("label_before_forms").search(introduced)
    spoken = introduced.endswith(":") and cue and cue.voice.kind != "other" and re.search(r"[.!?]$", words)
    if named and not spoken and not _is_own(introduced, cue):
        return True
    said = cue and not introduced.strip('" ') and _ENDED.search(words)
    return not said and bool(forms("label_after_forms").match(fold(after[:REACH])))


def _is_own(introduced: str, cue: Cue | None) -> bool:
    """Whether a speaker gives something the label: "which she called “brave”", "what it calls “theft”"."""
    one = cue and cue.voice.kind not in ("many", "other") and cue.verb in terms("labelling_verbs")
    return bool(
        (one and cue and introduced.endswith(cue.verb)) or forms("own_label_forms").search(introduced)
    )


def is_title(before: str, words: str, after: str) -> bool:
    """Whether quoted words are written as a title is, with capitals throughout: “Face the Nation”."""
    near = before[-REACH:]
    alone = not re.search(r"\w", after)
    if len(words.split()) > _TITLE_WORDS or INTRODUCED.search(near):
        return False
    if not near.strip('"~ '):
        return alone and not _STOPPED.search(words) and _capitals(words) >= _HEADING_CAPITALS
    return _capitals(words) > 1 and not (alone and _ENDED.search(words) and not _HELD.search(near))


def _capitals(words: str) -> int:
    """How many capitals words in title case have; 0 where a word that is no mere link has none."""
    links = terms("determiners", "prepositions")
    written = [word for word in _CAPITALISED.findall(words) if word not in links]
    titled = all(word[0].isupper() for word in written if len(word) > 3)
    return sum(word[0].isupper() for word in written) if titled else 0
