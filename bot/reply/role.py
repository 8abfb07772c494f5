"""Who holds an office, and which office or rank somebody holds."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from bot.models import Answer
from bot.question.index import Index
from bot.question.lexicon import keys_of, lexicon
from bot.question.reading import Question
from bot.reply import refuse, who_is

_MOST = 5
_ORIGIN = frozenset({"country", "nation", "nationality"})
"""Words that ask where somebody comes from."""


def answer(question: Question, index: Index) -> Answer | None:
    """The person in the office, or the offices of the person."""
    if question.officials and _ORIGIN & set(question.words):
        return _of_a_country(question, index) or refuse.no_fact(question, index)
    if question.officials:
        return who_is.answer(question, index)
    fitting = _from_organisation(question, index)
    return (
        who_is.answer(replace(question, terms=(), officials=fitting), index)
        if 0 < len(fitting) <= _MOST
        else None
    )


def _of_a_country(question: Question, index: Index) -> Answer | None:
    """“Which country is she from”: an office that is held for a country tells."""
    fitting = tuple(one for one in question.officials if _is_for_a_country(one, index))
    asked = replace(question, terms=(), demand=None, officials=fitting)
    return who_is.answer(asked, index) if fitting else None


def _is_for_a_country(official_id: str, index: Index) -> bool:
    roles = index.knowledge.official(official_id).roles
    return any(keys_of(role.evidence.text) & lexicon().countries for role in roles)


def _from_organisation(question: Question, index: Index) -> tuple[str, ...]:
    """“Who do we know from the operations division”: everyone whose office is there."""
    wanted = [term.keys for term in question.terms] + [keys_of(one) for one in question.acronyms]
    if not wanted:
        return ()
    offices = index.knowledge.store.having_all(("office", keys) for keys in wanted)
    people = (index.knowledge.records.officials[number] for number in index.holders(offices))
    fitting = (
        one.id
        for one in people
        if any(all(keys & keys_of(role.evidence.text) for keys in wanted) for role in one.roles)
    )
    return tuple(islice(fitting, _MOST + 1))
