"""What comes before or after something, in the order in which its article tells it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.knowledge.store import Numbers
from bot.models import Answer
from bot.question.index import Index
from bot.question.mentions import PRONOUNS
from bot.question.passages import HEAD, Passage
from bot.question.reading import Question
from bot.reply.compose import answered, passage_at
from bot.reply.scope import in_scope, narrowed, speaking_of, spoken_passages
from bot.reply.search import best, search
from bot.reply.sentence import introduced, source_lead

_SOON = 5
"""Passages after another that still come right after it."""

_BEFORE = frozenset({"before", "prior", "ahead", "preceded", "precedes"})
_REACTION = "<respond>"
_PEOPLE = frozenset({"<people>", "<attend>"})
"""Who reacts, where nobody is named: "how did | the participants | respond"."""
_GOING_ON = PRONOUNS | {"they", "their", "it", "this", "these", "those", "such"}
"""Words at the beginning of a sentence that tell more of what the one before it told."""


def answer(question: Question, index: Index) -> Answer | None:
    """What comes soon after something, on the matter asked for; or simply what its article tells next."""
    reaction = _asks_for_a_reaction(question)
    if question.kind != "sequence" and not reaction:
        return None if question.officials else _soon_after(question, index)
    if reaction:
        question = replace(question, terms=())
    event = _event(question, index)
    if event is None or (reaction and not _is_theirs(event, question)):
        return None
    back = bool(_BEFORE & set(question.words))
    told = _on_the_matter(event, question, index) if question.terms and not back else None
    beside = told or (_step_before(event, index) if back else _step_after(event, index))
    if beside is None:
        return None
    lead = source_lead(event, index, "in_order")
    return answered(question, lead, [event, beside], index, "what the article tells before or after")


def _asks_for_a_reaction(question: Question) -> bool:
    """“How did they react to the briefing”: whatever comes after it."""
    reacting = [term for term in question.terms if _REACTION in term.keys]
    return bool(reacting) and all(term in reacting or _PEOPLE & term.keys for term in question.terms)


def _is_theirs(event: Passage, question: Question) -> bool:
    """Whether the people named are those of the event, not those who react to it."""
    present = {*event.speakers, *event.officials}
    return not question.officials or bool(present & {*question.officials} and _REACTION not in event.keys)


def _soon_after(question: Question, index: Index) -> Answer | None:
    """A passage on the matter soon after what is named: "how did they react to the briefing"."""
    before = search(question, index, in_scope(question, index), question.following)
    for hit in before[:2]:
        if told := _on_the_matter(hit.passage, question, index):
            return introduced(question, [told], index, "sentence that follows what was named")
    return None


def _on_the_matter(event: Passage, question: Question, index: Index) -> Passage | None:
    later = range(event.number + 1, min(event.article[1], event.number + 1 + _SOON))
    terms = question.terms or question.framing
    ranked = search(replace(question, officials=()), index, Numbers(later), terms)
    return best(ranked, 1)[0] if ranked else None


def _event(question: Question, index: Index) -> Passage | None:
    """The passage that tells of what the answer comes before or after."""
    if question.beside:
        return passage_at(question.beside, index)
    region = in_scope(question, index)
    if question.following:
        hits = search(question, index, region, question.following)
        return next((hit.passage for hit in hits if hit.passage.paragraph != HEAD), None)
    heard = spoken_passages(question.officials, index) or speaking_of(question.officials, index)
    told = narrowed(region, heard)
    return index.passages[told.min()] if told else None


def _step_after(event: Passage, index: Index) -> Passage | None:
    """The first passage after an event that tells of something else."""
    return _walked(range(event.number + 1, event.article[1]), lambda one: not _goes_on(one, event), index)


def _step_before(event: Passage, index: Index) -> Passage | None:
    """The passage with which begins what is told before an event."""

    def begins(one: Passage) -> bool:
        return not _goes_on(one, index.passages[max(one.number - 1, one.article[0])])

    return _walked(range(event.number - 1, event.article[0] - 1, -1), begins, index)


def _walked(numbers: range, wanted: Callable[[Passage], bool], index: Index) -> Passage | None:
    body = (one for one in map(index.passages.__getitem__, numbers) if one.paragraph != HEAD)
    return next(filter(wanted, body), None)


def _goes_on(passage: Passage, before: Passage) -> bool:
    """Whether a passage tells more of what an earlier one told: by a pronoun, or in the same speech."""
    heard = before.speakers - {None} or before.officials
    return bool(_GOING_ON & set(passage.words[:2]) or passage.speakers & heard)
