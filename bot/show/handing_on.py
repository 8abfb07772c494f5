"""A refused question on its way to people who know: what they are shown, and what the asker is told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.show.blocks import Message
from bot.show.parts import SECTION, line, rich_text, section, words
from bot.show.slack_text import Json, cut, escaped

_SHOWN = 2
"""So many of the last questions of a talk are shown: one that goes on makes no sense by itself."""


def handed_on(talk: Sequence[str], refusal: str, asker: str, link: str) -> Message:
    """The question for those who know, with why it was refused, and where it was asked unless in private."""
    who = f"{asker} asks" if asker else "Somebody asks"
    opening = f"{who} what the sources do not answer. Whoever knows is welcome to answer."
    asked = [cut(question, SECTION) for question in talk[-_SHOWN:]]
    blocks = (
        section(opening),
        rich_text("quote", *([words(question)] for question in asked)),
        line(f"My reply was: {refusal}"),
        _where(link) if link else line("It was asked in private."),
    )
    text = " ".join((opening, *(f"“{one}”" for one in asked), f"My reply was: {refusal}"))
    return Message(escaped(cut(text, SECTION)), blocks)


def told_where(link: str) -> Message:
    """That the question was handed on, with where it stands."""
    text = "Your question stands before people who may know:"
    return Message(f"{text} {escaped(link)}", (section(text), _linked(link, "where it was handed on")))


def _where(link: str) -> Json:
    return _linked(link, "where it was asked")


def _linked(link: str, text: str) -> Json:
    return rich_text("section", [{"type": "link", "url": link, "text": text}])
