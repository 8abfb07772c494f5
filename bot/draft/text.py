"""Text as it is compared: folded without moving a character, cut into words, reduced to stems."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_CHARACTERS = 4096
"""So many are remembered, of a million that people may type."""

_ALIKE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\ufeff", " "),
    **dict(zip("øđłıæœþðßħŧ", "odliaotdsht", strict=True)),
}
_BREAKS = {ord(character): " " for character in "\r\n\x0b\x0c\x85\u2028\u2029"}
_WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
_STEMMER = Stemmer.Stemmer("english", 0)  # the stems are remembered below

VOCABULARY = 8192
"""So many words are remembered with what they are read as: those in use, of the many that people may type."""


@lru_cache(maxsize=_CHARACTERS)
def _fold_character(character: str) -> str:
    small = character.lower()[0]
    if small in _ALIKE:
        return _ALIKE[small]
    return unicodedata.normalize("NFD", small)[0]


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """`text` in lower case, without accents, its marks and dashes straightened; the same length.

    An offset into the folded text is an offset into the text, so whatever is found there can be quoted.
    """
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=256)
def unbroken(text: str) -> str:
    """`text` with every line break as a blank; the same length."""
    return text.translate(_BREAKS)


@lru_cache(maxsize=VOCABULARY)
def stem(word: str) -> str:
    """The Snowball stem of a folded English word: "briefed" and "briefing" become "brief"."""
    return str(_STEMMER.stemWord(word))


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of `text`, folded, each with its start and end; a possessive 's is left outside."""
    return [(match[0], *match.span()) for match in _WORD.finditer(fold(text))]
