"""How many, how much, how often, how long: the sentence that has the figure, or the records counted."""

from __future__ import annotations

from dataclasses import replace

from bot.models import Answer
from bot.question.index import Index
from bot.question.reading import Question
from bot.reply import browse, sentence


def answer(question: Question, index: Index) -> Answer | None:
    """A figure that a sentence gives; "how many meetings do you know" counts records."""
    named = question.meetings or question.initiatives or question.officials
    terms = [term for term in question.terms if not term.keys & question.counted]
    if not named and not terms and browse.counts(question):
        return browse.answer(replace(question, terms=()), index)
    return sentence.answer(question, index)
