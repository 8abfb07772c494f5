"""Who said a thing, or did it at a meeting: the people behind the passages that cover it."""

from __future__ import annotations

from bot.models import Answer
from bot.question.index import Index
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply.compose import answered
from bot.reply.scope import in_scope
from bot.reply.search import best, search
from bot.reply.wording import fill, people


def answer(question: Question, index: Index, *, spoken: bool = False) -> Answer | None:
    """The passages on the matter in which somebody speaks or, unless `spoken`, is named."""
    trait = ("said" if spoken else "peopled", frozenset({""}))
    hits = search(question, index, in_scope(question, index), traits=[trait])
    if not hits:
        return None
    chosen = [one for one in best(hits, 4) if not set(_people(one)) & set(question.others)]
    if not chosen:
        return None
    named = list(dict.fromkeys(who for passage in chosen for who in _people(passage)))
    if not named:
        return answered(question, fill("nobody_named"), chosen, index, "statement without a named speaker")
    lead = fill("people", people=people(named, index))
    return answered(
        question, lead, chosen, index, "people behind the passages that cover the question", officials=named
    )


def _people(passage: Passage) -> list[str]:
    """Who speaks in a passage; where nobody does, who is named in it."""
    speakers = sorted(filter(None, passage.speakers))
    return speakers or ([] if passage.statements else sorted(passage.officials))
