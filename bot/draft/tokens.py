"""Words as the names of people are made of: capitals, particles, initials, and the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from bot.draft.lexicon import either, terms
from bot.draft.text import fold

_TOKEN = re.compile(
    r"\((?:[A-Za-z][A-Za-z ]{0,4}|[Rr]etired|[Rr]eserve|[Aa]rmy|lower half|upper half|junior grade)\.?\)"
    # "(Ret.)", "(N)": no word of its own
    r"|\b(?:[iad]\.\s?[GRDV]|h\.\s?c)\.(?!\w)"  # "i.G.", "a.D.", "h.c." after a rank: nor this
    r"|(?:in|op|aan|van) ['’]t\b"
    r"|(?:[^\W\d_]\.){2,}"  # U.S., H.E., J.F.
    r"|[^\W\d_](?!\w)\."  # an initial
    r"|[^\W_]+(?:(?:[-‑]|['’](?!s\b))[^\W_]+)*"
)

_TAIL = re.compile(r"\.? (?:\([A-Za-z ]{1,12}\.?\)|(?:[iad]\.\s?[GRDV]|h\.\s?c)\.),? ")
_OF_SERVICE = re.compile(r"(?:[iad]\.\s?[GRDV]|h\.\s?c)\.")
_ELIDED = re.compile(r"(?:d|l|dell|dall|nell|sull|all)['’](?=\w)")
_JOINED = re.compile(rf"{either(terms('joined_particles'))}[-‑](?=\w)")


class Token(msgspec.Struct, frozen=True):
    """A word of a text: its folded form without full stops, and its place."""

    folded: str
    start: int
    end: int
    capital: bool
    shouted: bool


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words of [start, end), in order."""
    return list(_row(text, start, end))


@lru_cache(maxsize=256)
def _row(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(
        Token(
            fold(match[0]).replace(".", ""),
            match.start(),
            match.end(),
            _is_capital(match[0]),
            _shouted(match[0]),
        )
        for match in _TOKEN.finditer(text, start, end)
        if match[0][0] != "(" and not _OF_SERVICE.fullmatch(match[0])
    )


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, if only after a small article: "d'Andigné", "al-Rashid"."""
    elided = _ELIDED.match(word)
    return word[elided.end() if elided else article_end(word)].isupper()


def article_end(word: str) -> int:
    """Where a word goes on after a particle that a hyphen joins to it: 3 in "al-Rashid", else 0."""
    joined = _JOINED.match(word)
    return joined.end() if joined else 0


def _shouted(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def runs_of(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The longest chains of capitalised words, particles between them included ("Isabeau Van den Cruyce")."""
    run: list[Token] = []
    for token in tokens:
        if run and not _joins(text, run[-1], token):
            yield from _closed(run)
            run = []
        if token.capital or (run and (token.folded in terms("particles") or _ranks(run, token))):
            run.append(token)
        else:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _joins(text: str, one: Token, other: Token) -> bool:
    """Whether only a blank parts two words; a full stop may follow a short form ("Brig. Gen.")."""
    gap = text[one.end : other.start]
    if gap.isspace() and "\t" not in gap:
        return True
    if gap[:1] in ("'", "’") and gap[1:].isspace():
        return one.folded in terms("ranks")
    if gap.startswith(".") and (gap[1:].isspace() or gap[1:] in ("-", "‑")):
        return one.folded in terms("abbreviations") or one.folded in terms("ranks")
    return bool(_TAIL.fullmatch(gap)) and one.folded in terms("ranks")


def _ranks(run: Sequence[Token], token: Token) -> bool:
    """Whether a small word goes on with a rank: "Général de brigade"."""
    return any(phrase([*run[-length:], token]) in terms("ranks") for length in (1, 2, 3))


def _closed(run: list[Token]) -> Iterator[list[Token]]:
    """The run without the particles that hang loose at its end."""
    while run and not run[-1].capital:
        run = run[:-1]
    if run:
        yield run


def phrase(tokens: Sequence[Token]) -> str:
    """The words of these tokens as the lexicon writes them: folded, hyphens as blanks."""
    return " ".join(token.folded.replace("-", " ") for token in tokens)
