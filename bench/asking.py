"""Questions on an invented world, of every kind, half of them with typing slips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from bot.dates_in_words import day_name
from bot.knowledge.base import KnowledgeBase
from bot.models import Meeting, Official, Statement
from bot.question.meetings import meeting_days

NEAR_KEYS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}
"""The keys beside a key."""


def slip(text: str, random: Random) -> str:
    """The text with one slip inside a word: letters swapped, one left out, doubled, or its neighbour."""
    places = [at for at in range(1, len(text) - 1) if text[at - 1 : at + 2].isalpha()]
    if not places:
        return text
    at = random.choice(places)
    letter = text[at]
    instead = random.choice(
        ["", letter * 2, random.choice(NEAR_KEYS.get(letter.lower(), letter)), text[at + 1] + letter]
    )
    return text[:at] + instead + text[at + (2 if len(instead) == 2 and instead != letter * 2 else 1) :]


def questions(knowledge: KnowledgeBase, number: int, seed: int = 11) -> Iterator[str]:
    """That many questions, the kinds in turn; every second one with a slip."""
    random = Random(seed)
    kinds: list[Callable[[], str]] = [
        lambda: f"who spoke at the {_meeting(knowledge, random).name}",
        lambda: f"when was the {_meeting(knowledge, random).name}",
        lambda: f"where was the {_dated(knowledge, random)}",
        lambda: f"who is {_official(knowledge, random).name}",
        lambda: f"what did {_official(knowledge, random).name} say",
        lambda: f"what did {_said_by(knowledge, random)}",
        lambda: f"what was said about {_said(knowledge, random, 2)}",
        lambda: f"who said {_said(knowledge, random, 4)}",
        lambda: f"which nations have {_said(knowledge, random, 3)}",
        lambda: f"what happened on {_day(knowledge, random)}",
        lambda: f"what is the {_any(knowledge.records.initiatives, random).name}",
        lambda: f"what does {_any(knowledge.records.acronyms, random).short} stand for",
        lambda: f"who is the {_official(knowledge, random).roles[0].evidence.text}",
        lambda: f"how many {_said(knowledge, random, 1)} in {_meeting(knowledge, random).start_date}",
    ]
    for count in range(number):
        question = kinds[count % len(kinds)]()
        yield slip(question, random) if count // len(kinds) % 2 else question


def _any(shelf, random: Random):  # type: ignore[no-untyped-def]
    return shelf[random.randrange(len(shelf))]


def _meeting(knowledge: KnowledgeBase, random: Random) -> Meeting:
    return knowledge.records.meetings[random.randrange(len(knowledge.records.meetings))]


def _official(knowledge: KnowledgeBase, random: Random) -> Official:
    return knowledge.records.officials[random.randrange(len(knowledge.records.officials))]


def _statement(knowledge: KnowledgeBase, random: Random) -> Statement:
    return knowledge.records.statements[random.randrange(len(knowledge.records.statements))]


def _dated(knowledge: KnowledgeBase, random: Random) -> str:
    held = _meeting(knowledge, random)
    return f"{held.name} of {str(held.start_date)[:4]}"


def _day(knowledge: KnowledgeBase, random: Random) -> str:
    days = meeting_days(_meeting(knowledge, random))
    return day_name(days[0]) if days else "9 May 2010"


def _said(knowledge: KnowledgeBase, random: Random, number: int) -> str:
    return _some_words(_statement(knowledge, random), number, random)


def _some_words(statement: Statement, number: int, random: Random) -> str:
    spoken = [word for word in statement.span.text.rstrip(".").split()[2:] if len(word) > 4]
    return " ".join(random.sample(spoken, min(number, len(spoken))))


def _said_by(knowledge: KnowledgeBase, random: Random) -> str:
    statement = _statement(knowledge, random)
    official = knowledge.official(statement.speaker or "")
    return f"{str(official.name).rpartition(' ')[2]} say about {_some_words(statement, 1, random)}"
