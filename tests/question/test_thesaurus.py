"""Questions in other words than the article's, and the file that tells which words mean the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot import ask
from bot.data import read_yaml
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.models import Records, Seed
from bot.question import lexicon
from bot.question.lexicon import phrase_keys

_BESIDE = Path(lexicon.__file__)
GROUPS: list[list[str]] = read_yaml(_BESIDE.with_name("thesaurus.yaml"))

FERRIES = """Island ferries change hands

The crossing to Hollin Island was postponed because of fog.

Three lorries of tents and lamps left the depot in Marwick on Monday.

The death of the lighthouse keeper saddened the islanders.

Two hundred military personnel filled sandbags along the river.

Pumps cut the time needed to empty a barge from nine hours to four.

The AU paid for the lanterns on the breakwater.
"""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return knowledge_of(Records(), [Seed("ferries.txt", FERRIES)])


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What was put off?", "because of fog"),
        ("What did the trucks take from the warehouse in Marwick?", "tents and lamps"),
        ("Who died?", "the lighthouse keeper"),
        ("How much faster is a barge emptied now?", "from nine hours to four"),
        ("How many soldiers filled sandbags?", "Two hundred"),
        ("How many military personnel were along the river?", "Two hundred"),
        ("What did the African Union pay for?", "lanterns"),
    ],
)
def test_other_words_than_the_articles_find_its_sentence(
    question: str, quoted: str, knowledge: KnowledgeBase
) -> None:
    answer = ask(question, knowledge=knowledge)
    assert [quoted in quote.span.text for quote in answer.quotes] == [True], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What did the European Union pay for?",
        "Why was the crossing to Hollin Island brought forward?",
        "Who built the lighthouse?",
    ],
)
def test_what_means_another_thing_is_not_taken_for_it(question: str, knowledge: KnowledgeBase) -> None:
    assert ask(question, knowledge=knowledge).outcome == "unanswered"


def test_a_word_that_no_source_has_is_not_bent_to_one_of_so_many(knowledge: KnowledgeBase) -> None:
    assert "Reading" not in ask("Who is Dronne of Marwick?", knowledge=knowledge).text


def test_every_group_has_several_members() -> None:
    assert [group for group in GROUPS if len(group) < 2] == []


def test_no_word_stands_twice_in_whatever_inflection() -> None:
    often = Counter(phrase_keys(member) for group in GROUPS for member in group)
    assert [keys for keys, count in often.items() if count > 1] == []


def test_no_group_has_the_name_of_another() -> None:
    frames, countries = (read_yaml(_BESIDE.with_name(name)) for name in ("lexicon.yaml", "countries.yaml"))
    others = (*frames["synonyms"], *countries)
    assert {group[0] for group in GROUPS}.isdisjoint(group[0] for group in others)
