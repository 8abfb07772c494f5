"""What the page suggests to a newcomer, made of what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bot
from bot.data import read_yaml
from bot.knowledge.base import KnowledgeBase
from bot.models import Statement
from bot.slack.help import examples

_MANIFEST = Path(bot.__file__).resolve().parent.parent / "manifest.yaml"
_UNKNOWABLE = "Who won the cup final?"
_QUOTED_LENGTH = range(30, 160)


def opening(knowledge: KnowledgeBase) -> dict[str, Any]:
    """Examples by what they show, how much is known, days of meetings, and the app's shortcuts."""
    asked = examples(knowledge)
    days = sorted({str(meeting.start_date) for meeting in knowledge.records.meetings if meeting.start_date})
    return {
        "examples": [
            *({"shows": "Ask", "text": question} for question in (*asked[:1], *asked[2:3])),
            *({"shows": "Mistype", "text": mistyped(question)} for question in asked[2:3] or asked[:1]),
            *({"shows": "Check a quotation", "text": f"/nato check “{words}”"} for words in _said(knowledge)),
            {"shows": "Ask what no source says", "text": _UNKNOWABLE},
        ],
        "sources": len(knowledge.seeds),
        "days": days,
        "shortcuts": _shortcuts(),
    }


def first_question(knowledge: KnowledgeBase) -> str:
    """What somebody has asked before the page is opened: what was said by the official quoted most."""
    said = Counter(
        one.speaker for one in knowledge.records.statements if one.speaker and one.kind == "direct"
    )
    asked = (f"What did {knowledge.official(speaker).name} say?" for speaker, _ in said.most_common(1))
    return [*asked, *examples(knowledge), "help"][0]


def mistyped(question: str) -> str:
    """The question with two letters of its longest word in each other's place."""
    word = max(question.rstrip("?").split(), key=len)
    middle = len(word) // 2
    return question.replace(word, word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :])


def _said(knowledge: KnowledgeBase) -> Iterator[str]:
    """The words of one statement that is neither short nor long."""
    fitting = (one for one in knowledge.records.statements if _fits(one))
    yield from (one.span.text for one in list(fitting)[:1])


def _fits(statement: Statement) -> bool:
    return statement.kind == "direct" and len(statement.span.text) in _QUOTED_LENGTH


def _shortcuts() -> list[dict[str, str]]:
    """The shortcuts that the app's manifest declares: name, type (message or global) and callback id."""
    features = read_yaml(_MANIFEST)["features"] if _MANIFEST.is_file() else {}
    return list(features.get("shortcuts") or ())
