"""Words that a question puts into the mouth of somebody who did not say them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.store import Numbers
from bot.question.index import Index
from bot.question.lexicon import key, lexicon
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply.scope import spoken_by
from bot.reply.search import ROW, candidates

_LIKELY = 5
"""Passages in which words pasted into a question are looked for."""

_TELLING = 3
"""Words of substance that a row must have to be somebody's."""


def misattributed(question: Question, index: Index) -> str | None:
    """“Was it Diella who said that partners are key security providers”: the words, if another said them."""
    if not (question.terms and _may_be_pasted(question.words, index)):
        return None
    ranked = [hit.passage for hit in candidates(question, index, None, question.terms)[:_LIKELY]]
    pasted = ((passage, _pasted(passage, question)) for passage in ranked)
    found = next(((passage, run) for passage, run in pasted if run), None)
    if found is None:
        return None
    passage, run = found
    named = any(passage.speakers - {None})
    return run if named and not spoken_by(passage, question.officials) else None


def _may_be_pasted(words: Sequence[str], index: Index) -> bool:
    """Whether a passage has so many words of substance that follow each other; to rank all takes longer."""
    having = [index.passages_with([key(word)]) for word in words if _is_telling(word)]
    rows = (having[at : at + _TELLING] for at in range(len(having) - _TELLING + 1))
    return any(Numbers.intersection(*row) for row in rows)


def _pasted(passage: Passage, question: Question) -> str | None:
    """The longest row of the question's words that stands in a passage, if it is no coincidence."""
    text = f" {' '.join(passage.words)} "
    total = len(question.words)
    sizes = range(total, ROW - 1, -1)
    runs = (question.words[at : at + size] for size in sizes for at in range(total - size + 1))
    found = next((run for run in runs if f" {' '.join(run)} " in text and _tells(run)), None)
    return " ".join(found) if found else None


def _tells(run: tuple[str, ...]) -> bool:
    return sum(map(_is_telling, run)) >= _TELLING


def _is_telling(word: str) -> bool:
    return word not in lexicon().function
