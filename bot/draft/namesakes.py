"""Names of people that mean nobody who is there: those of ships, towns, streets, and of people remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.draft.lexicon import either, forms, terms
from bot.draft.text import fold
from bot.draft.tokens import Token

_REACH = 80
"""Characters before a name in which words tell that a monument or a place is meant."""

_SHIP = 30
_SHIP_BEFORE = re.compile(rf"\b{either(terms('ship_prefixes'))} [\"']?$")
_THE = re.compile(r"\b[Tt]he $")
_FOLLOWING = re.compile(r" (\w+)")
_PLACE = re.compile(r"\b(?:from [^.,;]{2,40} to|in|near|off) $")


def is_borne_by_thing(text: str, start: int, name: Sequence[Token]) -> bool:
    """Whether a ship bears the name, with the rank that begins at `start`, or a place or a prize does.

    What follows a rank and one word may as well be a surname, "Captain Jón Hall", unless it is small, or an
    article stands before the rank.
    """
    if _SHIP_BEFORE.search(fold(text[max(0, start - _SHIP) : start])):
        return True
    following = _FOLLOWING.match(text, name[-1].end)
    word = fold(following[1]) if following else ""
    if word in terms("landforms") or name[-1].folded in terms("landforms"):
        return True
    if not following or word not in terms("memorials"):
        return False
    ranked = start < name[0].start
    return len(name) > 1 or (
        ranked and (following[1][0].islower() or _THE.search(text, max(0, start - _SHIP), start) is not None)
    )


def is_town(folded: str, start: int, name: Sequence[Token]) -> bool:
    """Whether a rank and one word are where something is: "from Lobito to Major Falls"."""
    owns = folded.startswith("'s", name[-1].end)
    return len(name) == 1 and not owns and bool(_PLACE.search(folded, max(0, start - _REACH), start))


def is_remembered(folded: str, start: int, office: int) -> bool:
    """Whether the words before a name, or its office, say that only a monument or a house bears it."""
    return any(forms("remembered_forms").search(folded, max(0, at - _REACH), at) for at in {start, office})
