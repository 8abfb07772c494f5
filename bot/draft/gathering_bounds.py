"""How far a phrase for a gathering reaches: from its modifiers, over its head, to what it is of or on."""

from __future__ import annotations

import re

from bot.draft.calendar_words import is_calendar_word
from bot.draft.dates import find_dates
from bot.draft.gathering_words import noun, noun_openings, terms
from bot.draft.phrases import Token, acronym_end, name_end

_REACH = 6
"""How many words in lower case before or after a head are looked at."""

_LONGEST = 9
"""How many words a proper name may have before its head."""


def head_size(row: list[Token], at: int) -> int:
    """How many words at `at` form the head of a phrase for a gathering or body; 0 where none does."""
    if row[at].folded not in noun_openings():
        return 0
    for size in (3, 2, 1):
        if at + size <= len(row) and noun(row, at, at + size):
            return size if _is_head(row, at, at + size) else 0
    return 0


def _is_head(row: list[Token], at: int, after: int) -> bool:
    """Whether the noun row[at:after] is the last of its phrase and means a gathering or body there."""
    proper, following = is_proper(row, at), row[after] if after < len(row) else None
    if not proper and noun(row, at, after) in terms("proper_heads"):
        return False
    if not proper and at and row[at - 1].folded in terms("not_after"):
        return False
    if following is None or not following.word or noun(row, at, after) in terms("exercises"):
        return True
    named = proper and following.capital and following.folded not in terms("complements")
    return not named and following.folded not in terms("not_before") and not head_size(row, after)


def is_proper(row: list[Token], at: int) -> bool:
    """Whether the head belongs to a proper name: a capital, and not only because it opens the sentence."""
    opens = at == 0 and (len(row) < 2 or row[1].folded not in ("of", "on", "for"))
    return row[at].capital and not opens


def phrase_start(row: list[Token], at: int) -> int:
    """The index where the phrase with the head at `at` begins, after its article."""
    start = at
    while start > max(0, at - _LONGEST) and _is_name_part(row[start - 1]):
        start -= 1
        joined = start > 1 and row[start - 1].folded in ("and", "&", "of", "for") and row[start - 2].capital
        start -= joined and row[at].capital
    return _modified_start(row, start)


def _is_name_part(token: Token) -> bool:
    named = token.word and (token.capital or token.text[0].isdigit())
    return named and token.folded not in terms("determiners")


def _modified_start(row: list[Token], start: int) -> int:
    """Where words in lower case before `start` belong to the phrase: up to its article, or modifiers."""
    for reach in range(start, max(0, start - _REACH), -1):
        before = row[reach - 1]
        if before.folded in terms("determiners") or before.folded == "'s":
            return reach
        if not before.word or before.capital or before.folded in terms("stops") | terms("complements"):
            break
    while start and row[start - 1].folded in terms("modifiers") | terms("other_editions"):
        start -= 1
    return start


def phrase_end(row: list[Token], at: int) -> int:
    """The index after the phrase whose head ends at `at`: year, acronym, "of the … Network" included."""
    end = at
    while end < len(row) and (further := _addition(row, end, row[at - 1].capital)) > end:
        end = further
    return end


def _addition(row: list[Token], at: int, proper: bool) -> int:
    """The index after an acronym in brackets, a year, or a complement at `at`; `at` where there is none."""
    token = row[at]
    if row[at - 1].folded == "exercise":
        return exercise_end(row, at)
    if token.text == "(":
        return acronym_end(row, at) or at
    if proper and token.text.isdigit() and len(token.text) in (2, 4):
        return at + 1
    if token.folded in terms("complements") and at + 1 < len(row):
        return _complement(row, at, proper)
    return at


def exercise_end(row: list[Token], at: int) -> int:
    """The index after the name of an exercise at `at`, marks around it included; `at` for none."""
    quoted = not row[at].word and at + 1 < len(row) and row[at + 1].capital
    end = name_end(row, at + quoted)
    return end + quoted if end > at + quoted else at


def _complement(row: list[Token], at: int, proper: bool) -> int:
    """The index after "of the … Network" or "on mine clearance"; `at` where a date follows."""
    begin = at + 2 if row[at + 1].folded == "the" and at + 2 < len(row) else at + 1
    if row[at].folded == "of" and re.fullmatch(r"(?:19|20)\d\d", row[begin].text):
        return begin + 1
    if is_calendar_word(row[begin].folded) or find_dates(
        f"{row[begin].text} {row[min(begin + 1, len(row) - 1)].text}"
    ):
        return at
    if row[begin].capital:
        return name_end(row, begin) if proper or row[at].folded != "with" else at
    return at if proper and row[at].folded != "of" else _lower_end(row, at, begin)


def _lower_end(row: list[Token], at: int, begin: int) -> int:
    """The index after words in lower case up to the next verb or preposition; `at` where there are none."""
    end = begin
    while end < len(row) and end - begin < _REACH and row[end].word and row[end].folded not in terms("stops"):
        end = max(end + 1, name_end(row, end))
    while end > begin and row[end - 1].folded in terms("complements"):
        end -= 1
    return end if end > begin else at
