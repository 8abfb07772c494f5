"""The buttons under an answer, each with what its click needs: a question, or the talk so far."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec.structs import astuple

from bot.models import Answer, Citation, Quote
from bot.show.slack_text import Json, cut, plain_text, units
from bot.show.wording import credit

ASK = "ask"
"""Prefix of the action ids of the buttons whose value is a question to ask."""
MORE = "more"
"""Action id of the button whose value is the talk, of whose answer more quotes are to be shown."""
SHARE = "share"
"""Action id of the button whose value is the talk, the answer to which is to be shared."""
HAND_ON = "hand_on"
"""Action id of the button whose value is the talk, the last question of which is for people who know."""
CONTEXT = "context"
"""Prefix of the action ids of the buttons whose value is the place of a quote, to be shown in its context."""
MUTE, UNMUTE = "mute", "unmute"
"""Action ids of the buttons that make the bot silent in a thread unless mentioned, and end that."""

_SWITCHES = {MUTE: "Mute in this thread", UNMUTE: "Unmute in this thread"}
_BUTTON = 75
_VALUE = 2000
_SUGGESTIONS = 5


def talk_of(value: str) -> tuple[str, ...]:
    """The talk that a button carries."""
    return tuple(json.loads(value))


def talk_value(talk: Sequence[str], room: int = 0) -> str:
    """The talk as a button carries it, with `room` units to spare.

    Empty where it is none, or longer than Slack lets a button carry.
    """
    value = json.dumps(list(talk), ensure_ascii=False) if talk else ""
    return value if units(value) <= _VALUE - room else ""


def switch(action_id: str) -> Json:
    """The button that mutes or unmutes a thread."""
    return _button(_SWITCHES[action_id], action_id, action_id)


def buttons_for(
    answer: Answer,
    talk: Sequence[str],
    *,
    private: bool = False,
    mutable: bool = False,
    experts: bool = False,
) -> list[Json]:
    """The buttons of the answer to the last question of a talk.

    A private answer can be shared; where the answer stands in a `mutable` thread, that can be muted. Where
    there are `experts`, the question can be handed on to them.
    """
    value = talk_value(talk)
    fitting = [question for question in answer.suggestions if question.strip() and units(question) <= _VALUE]
    buttons = [_button(question, f"{ASK}:{n}", question) for n, question in enumerate(fitting[:_SUGGESTIONS])]
    if value and answer.more:
        buttons.append(_button(f"Show {len(answer.more):,} more", MORE, value))
    if value and private and answer.outcome != "clarify":
        buttons.append(_button("Share with channel", SHARE, value))
    if value and experts:
        buttons.append(_button("Ask someone who knows", HAND_ON, value))
    if mutable:
        buttons.append(switch(MUTE))
    return buttons


def context_button(quote: Quote, number: int) -> Json:
    """The button beside the quote of that number, from 0: it carries where the quote stands."""
    place = json.dumps(astuple(quote.span.citation), ensure_ascii=False)
    spoken = cut(f"Show context of quote {number + 1}: {credit(quote)}", _BUTTON)
    return _button("Show context", f"{CONTEXT}:{number}", place) | {"accessibility_label": spoken}


def citation_of(value: str) -> Citation:
    """The place that a context button carries."""
    return Citation(*json.loads(value))


def _button(text: str, action_id: str, value: str) -> Json:
    label = plain_text(abridged(text), _BUTTON)
    return {"type": "button", "text": label, "action_id": action_id, "value": value}


def abridged(label: str) -> str:
    """The label within a button's room, cut in its middle: what tells names apart stands at their ends."""
    if units(label) <= _BUTTON:
        return label
    ending = cut(label[::-1], _BUTTON // 2)[::-1]
    return cut(label, _BUTTON - units(ending) + 1).removesuffix("…") + ending
