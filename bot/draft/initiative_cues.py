"""What the words around a name say: that it is an initiative's, or that it was only begun to some end."""

from __future__ import annotations

import re

import msgspec

from bot.draft.initiative_words import pattern

_ENDED = re.compile(r"[\"']?\.?[\"']?$")


class Around(msgspec.Struct, frozen=True):
    """The folded words around a name: in its sentence, and the whole sentences before and after that."""

    before: str
    after: str
    previous: str
    following: str


def is_called(around: Around, *nouns: str) -> bool:
    """Whether words beside a name say what it is: ", a pilot project", "a project called", "It is called"."""
    if pattern("apposition", *nouns).match(around.after):
        return True
    if pattern("introduces", *nouns).search(around.before):
        return True
    told = pattern("an_initiative", *nouns).search(around.previous)
    return bool(told and pattern("names_it", *nouns).search(around.before))


def is_begun(around: Around) -> bool:
    """Whether a name stands right after its noun, or after what founds it, as only a striking one does."""
    return bool(pattern("stands_before").search(around.before) or pattern("founds").search(around.before))


def is_labelled(around: Around, *nouns: str) -> bool:
    """Whether a noun and the name belong together: "the project Open Roads", "a scheme (Open Roads)"."""
    if pattern("stands_right_before", *nouns).search(around.before):
        opened = around.before.rstrip("\"'").endswith("(")
        closed = not opened or around.after.lstrip("\"'").startswith(")")
        return closed and not pattern("does_it").match(around.after)
    set_off = pattern("set_off", *nouns).search(around.before)
    return bool(set_off and pattern("set_off_after").match(around.after))


def is_undertaken(around: Around) -> bool:
    """Whether people work under the name, or it was launched to some end: "under Safe Roads, begun …"."""
    begun = pattern("begun_before").search(around.before) and pattern("then_does").match(around.after)
    if begun or pattern("launched_to").match(around.after):
        return True
    works = pattern("works_under").search(around.before)
    return bool(works and pattern("begun_after").match(around.after))


def is_presented(around: Around) -> bool:
    """Whether the next sentence goes on with what was presented: "mentioned Open Roads. The scheme, …"."""
    if not _ENDED.match(around.after):
        return False
    presented = pattern("presents").search(around.before)
    told = presented and pattern("opens_with_noun").match(around.following)
    return bool(told or pattern("goes_on_with_noun").match(around.following))
