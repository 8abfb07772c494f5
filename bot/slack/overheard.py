"""Messages that do not mention the bot: which of them ask it, and which answers are worth giving unasked.

People talk to each other in the same threads: where in doubt, the bot keeps silent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.data import read_yaml
from bot.models import Answer
from bot.question.index import Index
from bot.question.read import read
from bot.question.reading import Question
from bot.slack.answers import LONGEST_QUESTION

_QUOTED = re.compile(r"[\"“„«].*?[\"”“»]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words that tell questions from talk among people."""

    openings: frozenset[str]
    leading: frozenset[str]
    people: frozenset[str]
    requests: re.Pattern[str]


def reads_as_question(text: str) -> bool:
    """Whether a message, by its wording alone, may ask somebody who answers from sources."""
    if len(text) > LONGEST_QUESTION:
        return False
    said = " ".join(_WORD.findall(_QUOTED.sub(" ", text).lower().replace("’", "'")))
    words = _wording().requests.sub("tell", said).split()
    if not words or _wording().people.intersection(words):
        return False
    first = next((word for word in words if word not in _wording().leading), "")
    return text.rstrip().endswith("?") or first in _wording().openings


def is_worth_saying(answer: Answer, text: str, index: Index, *, following: bool) -> bool:
    """Whether the answer to a message that does not mention the bot is given.

    `following` tells that the bot has answered in the thread before: there a question may leave out what it
    is about, and one of a kind and about things that the sources know is refused where need be.
    """
    asked = read(text, index)
    if answer.kind == "quote":
        return following or answer.outcome == "answered"
    if asked.kind == "small_talk":
        return False
    if answer.outcome == "unanswered":
        return following and bool(asked.pattern) and (_names_something(asked) or not asked.terms)
    if following:
        return bool(asked.pattern or asked.terms) or _names_something(asked)
    return _names_something(asked) or (answer.outcome == "answered" and bool(asked.pattern and asked.terms))


def _names_something(asked: Question) -> bool:
    return bool(asked.officials or asked.meetings or asked.initiatives or asked.acronyms)


@cache
def _wording() -> _Wording:
    content = read_yaml(Path(__file__).with_name("overheard.yaml"))
    return _Wording(
        openings=frozenset(content["openings"].split()),
        leading=frozenset(content["leading"].split()),
        people=frozenset(content["people"].split()),
        requests=re.compile("|".join(rf"\b{one}\b" for one in content["requests"])),
    )
