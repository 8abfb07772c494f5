from __future__ import annotations

from bot import ask
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.models import Initiative, Records, Seed, Value

_TREES = (
    "Alder",
    "Ash",
    "Beech",
    "Birch",
    "Cedar",
    "Elm",
    "Fir",
    "Hazel",
    "Larch",
    "Lime",
    "Maple",
    "Oak",
    "Yew",
)
_TOWNS = ("Mill", "Hill", "Lake", "Ford", "Bay")


def _harbours(count: int) -> KnowledgeBase:
    """Initiatives that all have two words of their names in common."""
    names = [f"{tree} {town} Harbour Initiative" for tree in _TREES for town in _TOWNS][:count]
    seeds = [Seed(f"{at:02d}.txt", f"The {name} is a plan for quays.\n") for at, name in enumerate(names)]
    records = tuple(
        Initiative(f"harbour-{at:02d}", Value(name, seed.span(4, 4 + len(name))))
        for at, (name, seed) in enumerate(zip(names, seeds, strict=True))
    )
    return knowledge_of(Records(initiatives=records), seeds)


def test_of_very_many_initiatives_that_share_part_of_a_name_it_is_asked_back_which() -> None:
    knowledge = _harbours(64)
    answer = ask("What is the Harbour Initiative?", knowledge=knowledge)
    assert answer.outcome == "clarify"
    assert "the Alder Mill Harbour Initiative" in answer.lead
    assert answer.suggestions[0] == "What is the Alder Mill Harbour Initiative?"
    chosen = ask(answer.suggestions[0], knowledge=knowledge)
    assert chosen.quotes[0].span.text == "The Alder Mill Harbour Initiative is a plan for quays."


def test_a_few_initiatives_that_share_part_of_a_name_are_all_told() -> None:
    answer = ask("What is the Harbour Initiative?", knowledge=_harbours(3))
    assert answer.outcome == "answered"
    assert len(answer.quotes) == 3
