"""Words that a question puts into the mouth of somebody who did not say them."""

from __future__ import annotations

from bot.question.index import Index
from bot.question.lexicon import lexicon
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply.scope import spoken_by
from bot.reply.search import ROW, candidates, likely

_LIKELY = 5
"""Passages in which words pasted into a question are looked for."""

_TELLING = 3
"""Words of substance that a row must have to be somebody's."""


def misattributed(question: Question, index: Index) -> str | None:
    """“Was it Diella who said that partners are key security providers”: the words, if another said them."""
    if not (_tells(question.words) and question.terms):
        return None
    if not any(_may_have(passage, question) for passage in likely(index, None, question.terms)):
        return None
    ranked = [hit.passage for hit in candidates(question, index, None, question.terms)[:_LIKELY]]
    pasted = ((passage, _pasted(passage, question)) for passage in ranked)
    found = next(((passage, run) for passage, run in pasted if run), None)
    if found is None:
        return None
    passage, run = found
    named = any(passage.speakers - {None})
    return run if named and not spoken_by(passage, question.officials) else None


def _may_have(passage: Passage, question: Question) -> bool:
    """Whether a passage has as many of the question's words as a row; to rank it takes longer."""
    words = frozenset(passage.words)
    return sum(word in words for word in question.words) >= ROW


def _pasted(passage: Passage, question: Question) -> str | None:
    """The longest row of the question's words that stands in a passage, if it is no coincidence."""
    text = f" {' '.join(passage.words)} "
    total = len(question.words)
    sizes = range(total, ROW - 1, -1)
    runs = (question.words[at : at + size] for size in sizes for at in range(total - size + 1))
    found = next((run for run in runs if f" {' '.join(run)} " in text and _tells(run)), None)
    return " ".join(found) if found else None


def _tells(run: tuple[str, ...]) -> bool:
    return sum(word not in lexicon().function for word in run) >= _TELLING
