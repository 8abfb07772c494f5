"""A quotation that somebody wants checked: the parts it consists of, and where the sources have each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

import msgspec
from rapidfuzz.fuzz import partial_ratio_alignment

from bot.draft.quotations import find_quotations
from bot.draft.text import fold, words
from bot.models import Span, Statement
from bot.question.covering import Wanted, covering
from bot.question.index import Index
from bot.question.lexicon import key
from bot.question.plain_words import PlainWords, article_words, plain_words

LIKENESS = 65
"""The score of characters in common, of 100, from which on a stretch of a source is compared word by word."""

SHARED = 0.6
"""The share of a quotation's letters that stand, as words and in order, in what it is an altered form of."""

FEW = 3
"""Words in common below which a source's words are other words, not altered ones."""

_INITIAL = re.compile(r"\[(\w)\](?=\w)")
_GAP = re.compile(r"\[[^\]]{0,80}\]|\(\s*(?:…|\.{3})\s*\)|…|\.(?:\s?\.){2,}")
_EDGE = " \t\r\n.,;:-–—"


class Difference(msgspec.Struct, frozen=True, gc=False):
    """Words of a quotation beside the source's words in their place; "" where there are none."""

    given: str
    source: str


class Match(msgspec.Struct, frozen=True, gc=False):
    """Where a source has the words; `differences` are what the quotation altered, in its order.

    `retouched` tells that marks, dashes, spaces or the first letter's case differ, which alters nothing.
    """

    span: Span
    differences: tuple[Difference, ...]
    retouched: bool


def quoted_parts(text: str, index: Index) -> tuple[str, ...]:
    """The stretches of a quotation that a source should have each in one piece.

    They are parted by "he said", by an ellipsis, by brackets, or where the source interrupts the speaker.
    """
    found = _inside_marks(text)
    if len(found) > 1 or not matches(text, index):
        found = [part for inside in found for part in _GAP.split(_INITIAL.sub(r"\1", inside))]
    stripped = [part.strip(_EDGE) for part in found]
    return tuple(piece for part in stripped if words(part) for piece in _uninterrupted(part, index))


def matches(part: str, index: Index) -> tuple[Match, ...]:
    """All places where the sources have a part of a quotation word for word."""
    given = plain_words(part)
    start, end = _trimmed(given)
    if start >= end:
        return ()
    sought = given.text[start:end]
    pattern = re.compile(rf"(?<!\w)(?i:{re.escape(sought[0])}){re.escape(sought[1:])}(?!\w)")
    typed = part[slice(*given.place(start, end))]
    spans = (
        index.knowledge.seeds[file].span(*own.place(*match.span()))
        for file, own in _likely(part, index)
        for match in pattern.finditer(own.text)
    )
    return tuple(Match(span, (), span.text != typed) for span in spans)


def nearest(part: str, index: Index) -> Match | None:
    """The place where a source has something like a part of a quotation; None where none does."""
    given = plain_words(part)
    sought = fold(given.text[slice(*_trimmed(given))])
    likest = max(
        ((*_likest(sought, fold(own.text)), file) for file, own in _likely(part, index)),
        key=lambda one: one[0],
        default=(0.0, 0, 0, ""),
    )
    return _compared(given, part, likest[3], likest[1:3], index) if likest[0] else None


def _likest(sought: str, text: str) -> tuple[float, int, int]:
    """The stretch of a text that is most like what is sought: its score of 100, or 0, its start and end."""
    same = re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", text)
    if same:
        return 100.0, *same.span()
    found = partial_ratio_alignment(sought, text, score_cutoff=LIKENESS)
    return (found.score, found.dest_start, found.dest_end) if found else (0.0, 0, 0)


def _trimmed(given: PlainWords) -> tuple[int, int]:
    start = len(given.text) - len(given.text.lstrip(_EDGE))
    return start, len(given.text.rstrip(_EDGE))


def _inside_marks(text: str) -> list[str]:
    """What stands between quotation marks, where that is most of the text; else the text."""
    inside = [text[one.start : one.end] for one in find_quotations(text, 0, len(text))]
    return inside if 2 * sum(map(len, inside)) >= len(text) else [text]


def _uninterrupted(part: str, index: Index) -> Iterator[str]:
    """The pieces of a part that the source has apart, because it names the speaker in between."""
    said = words(part)
    sought = f" {' '.join(word for word, _, _ in said)} "
    for speech in _speeches(part, index):
        stream = f" {' '.join(word for statement in speech for word in statement)} "
        at = stream.find(sought)
        if at >= 0:
            yield from _pieces(part, said, speech, stream[:at].count(" "))
            return
    yield part


def _likely(part: str, index: Index) -> list[tuple[str, PlainWords]]:
    """The articles that have most of a quotation's words in one of their passages, each with its words."""
    return [(file, article_words(file, index)) for file in _files(part, index)]


def _files(part: str, index: Index) -> tuple[str, ...]:
    keys = {key(word) for word, _, _ in words(part)}
    wanted = [Wanted(frozenset({one}), index.weight([one])) for one in sorted(keys)]
    return tuple(dict.fromkeys(index.passages[at].span.source for at in covering(wanted, index)))


def _speeches(part: str, index: Index) -> Iterator[list[list[str]]]:
    """The words of what each speaker says in a row, statement by statement, where there are several."""

    def speaker(statement: Statement) -> tuple[str, str | None]:
        return statement.span.source, statement.speaker

    said = {
        one for file in _files(part, index) for passage in index.article(file) for one in passage.statements
    }
    direct = [one for one in said if one.kind == "direct"]
    for _, several in groupby(sorted(direct, key=lambda one: one.span), key=speaker):
        speech = [[word for word, _, _ in words(one.span.text)] for one in several]
        if len(speech) > 1:
            yield speech


def _pieces(
    part: str, said: Sequence[tuple[str, int, int]], speech: list[list[str]], skipped: int
) -> Iterator[str]:
    """The part, cut where one statement of the speech ends and the next begins."""
    cuts, place = [0], -skipped
    for statement in speech:
        place += len(statement)
        if 0 < place < len(said):
            cuts.append(said[place][1])
    yield from (part[start:end].strip(_EDGE) for start, end in pairwise([*cuts, len(part)]))


def _compared(given: PlainWords, part: str, file: str, around: tuple[int, int], index: Index) -> Match | None:
    """A stretch of a source word by word beside a part of a quotation; None where they share too little."""
    own = article_words(file, index)
    slack = max(20, len(given.text) // 3)
    typed = given.tokens(*_trimmed(given))
    there = own.tokens(*_whole_words(own.text, around[0] - slack, around[1] + slack))
    first, last = _common_stretch(_texts(given, typed), _texts(own, there))
    there = there[first:last]
    if not there:
        return None
    seed = index.knowledge.seeds[file]
    told = [
        Difference(
            part[slice(*given.place(typed[i][0], typed[j - 1][1]))] if j > i else "",
            seed.text[slice(*own.place(there[k][0], there[m - 1][1]))] if m > k else "",
        )
        for i, j, k, m in _edits(_texts(given, typed), _texts(own, there))
    ]
    return Match(seed.span(*own.place(there[0][0], there[-1][1])), tuple(told), retouched=False)


def _texts(own: PlainWords, tokens: Sequence[tuple[int, int]]) -> list[str]:
    return [own.text[start:end] for start, end in tokens]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, shortened so that it cuts no word in two."""
    first = text.find(" ", start) + 1 if start > 0 else 0
    return first, max(first, text.rfind(" ", 0, end)) if end < len(text) else len(text)


def _common_stretch(typed: Sequence[str], there: Sequence[str]) -> tuple[int, int]:
    """The first and last of a source's words that stand for those typed; nothing where too few are shared."""
    matcher = SequenceMatcher(None, [*map(fold, typed)], [*map(fold, there)], autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1]
    shared = [word for block in blocks for word in typed[block.a : block.a + block.size]]
    if len(shared) < min(FEW, len(typed)) or sum(map(len, shared)) < SHARED * sum(map(len, typed)):
        return 0, 0
    first, last = blocks[0], blocks[-1]
    before = _reach(there[: first.b][::-1], first.a)
    after = _reach(there[last.b + last.size :], len(typed) - last.a - last.size)
    return first.b - before, last.b + last.size + after


def _reach(there: Sequence[str], most: int) -> int:
    """How many words, at most, stand next before any punctuation."""
    for count, word in enumerate(there[:most]):
        if not word[0].isalnum():
            return count
    return min(most, len(there))


def _edits(typed: list[str], there: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the words differ: [i, j) of those typed for [k, m) of those there, never punctuation alone."""
    if typed[0][:1].lower() == there[0][:1].lower():
        typed = [there[0][:1] + typed[0][1:], *typed[1:]]
    for tag, i, j, k, m in SequenceMatcher(None, typed, there, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        bare = not any(word[0].isalnum() for word in (*typed[i:j], *there[k:m]))
        before = 1 if bare and i and k else 0
        yield i - before, j, k - before, m
