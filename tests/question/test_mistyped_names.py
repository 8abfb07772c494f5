"""Names with slips in them: all words together tell who is meant, and nobody is put in another's place."""

from __future__ import annotations

from functools import cache

import pytest

from bot import ask, draft_article
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.knowledge.merge import merge_records
from bot.models import Seed

_PORTS = Seed(
    "ports.txt",
    """Forum on Ports

On 9 May 2023, the Forum on Ports met in Bergen.

“Quays need depth”, said Jan Brzeski, Director of the Quay Office. “Ships need light”, said Anna Kowalska, \
Head of the Lamp Bureau. “Cranes need care”, said Anja Kowalski, Chair of the Crane Board. “Tides need \
tables”, said Piotr Nowak, Director of the Tide Office. “Nets need mending”, said Pieter Novak, Head of the \
Net Bureau. “Boats need paint”, said Ewa Lindqvist, Head of the Boat Bureau. “Ropes need tar”, said Jan van \
der Brook, Chair of the Rope Board.
""",
)


@cache
def _knowledge() -> KnowledgeBase:
    return knowledge_of(merge_records([draft_article(_PORTS)]), [_PORTS])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("who is anna kowalsak", "Anna Kowalska"),
        ("who is ana kowalska", "Anna Kowalska"),
        ("who is jna brezski", "Jan Brzeski"),
        ("who is pioter novak", "Pieter Novak"),
        ("who is pitor nowak", "Piotr Nowak"),
        ("who is Kowalska, Anna", "Anna Kowalska"),
        ("who is jan van der brok", "Jan van der Brook"),
        ("what did Director Brzezki say", "Jan Brzeski"),
        ("what did lindqwist say about boats", "Ewa Lindqvist"),
    ],
)
def test_the_words_of_a_name_tell_together_who_is_meant(asked: str, meant: str) -> None:
    answer = ask(asked, knowledge=_knowledge())
    assert answer.outcome == "answered"
    assert [_knowledge().official(one).name.value for one in answer.officials] == [meant]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("who is Ewa Brzeski", "Who is Jan Brzeski?"),
        ("who is ewa brzeski", "Who is Jan Brzeski?"),
        ("who is Marta Lindqvist", "Who is Ewa Lindqvist?"),
        ("who is P Brzeski", "Who is Jan Brzeski?"),
        ("what did zora brzezki say about quays", "What did Jan Brzeski say about quays?"),
        ("who is jan nowak", "Who is Piotr Nowak?"),
        ("who is Piotr Novak", "Who is Piotr Nowak?"),
    ],
)
def test_a_name_that_nobody_has_is_told_as_such_with_the_nearest_one(asked: str, nearest: str) -> None:
    answer = ask(asked, knowledge=_knowledge())
    assert answer.outcome == "unanswered"
    assert not answer.quotes
    assert answer.lead.startswith("No source names anyone as “")
    assert nearest in answer.suggestions


def test_of_names_that_are_as_near_none_is_chosen() -> None:
    asked_back = ask("who is Kowalskx", knowledge=_knowledge())
    assert asked_back.outcome == "clarify"
    assert set(asked_back.suggestions) == {"Who is Anna Kowalska?", "Who is Anja Kowalski?"}
    both_known = ask("who is Anna Kowalski", knowledge=_knowledge())
    assert both_known.outcome == "unanswered"
    assert set(both_known.suggestions) == {"Who is Anna Kowalska?", "Who is Anja Kowalski?"}


def test_surnames_that_follow_each_other_are_several_people() -> None:
    answer = ask("who are Brzeski Lindqvist", knowledge=_knowledge())
    assert answer.outcome == "answered"
    assert "Jan Brzeski" in answer.lead
    assert "Ewa Lindqvist" in answer.lead
