"""Who somebody is: the offices that the sources state, as of the article that states them."""

from __future__ import annotations

from bot.models import Answer, Official
from bot.question.index import Index
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply.compose import answered, passages_at
from bot.reply.wording import fill, listed, person


def answer(question: Question, index: Index) -> Answer | None:
    """Name, rank and offices, each office in the words of its article."""
    if not question.officials or _asks_for_more(question, index):
        return None
    people = [index.knowledge.official(one) for one in question.officials]
    passages = [passage for one in people for passage in _proof(one, index)]
    if not passages:
        return None
    lead = " ".join(_introduced(one) for one in people)
    return answered(question, lead, passages, index, "offices of the person", officials=question.officials)


def _asks_for_more(question: Question, index: Index) -> bool:
    """Whether the question has words that nothing in the article of the person's office stands for."""
    offices = [
        role.evidence.source for one in question.officials for role in index.knowledge.official(one).roles
    ]
    articles = [index.stretch(file) for file in dict.fromkeys(offices)]
    fact = question.demand not in {None, "person", "name"}
    return fact or any(
        term.hard or not any(index.has(term.keys, article) for article in articles) for term in question.terms
    )


def _proof(official: Official, index: Index) -> list[Passage]:
    """The passages that state the offices; where there are none, the first that names the person."""
    return passages_at((role.evidence for role in official.roles), index) or passages_at(
        official.mentions[:1], index
    )


def _introduced(official: Official) -> str:
    if not official.roles:
        return fill("person_bare", person=person(official))
    roles = list(dict.fromkeys(role.evidence.text.strip() for role in official.roles))
    return fill("person", person=person(official), roles=listed(roles))
