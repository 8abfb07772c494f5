"""What people say of an answer: the two buttons under it, and the modal that asks what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import asdict
from slack_sdk.models.blocks import (
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.models import Answer
from bot.show.buttons import talk_of, talk_value
from bot.show.slack_text import Json, plain_text

RATE = "rate"
"""Action id of the feedback buttons, and callback id of the modal that a bad verdict opens."""

REASONS = (
    "wrong quote",
    "wrong person or meeting",
    "something is missing",
    "should have said no",
    "hard to read",
    "other",
)

_GOOD, _BAD = "+", "-"
_REASON, _COMMENT = "reason", "comment"
_LONGEST_COMMENT = 1000


class Rated(msgspec.Struct, frozen=True):
    """The message that a verdict is about, the talk that it answers, and where to thank for it."""

    channel: str
    ts: str
    talk: tuple[str, ...]
    response_url: str


def feedback_buttons(answer: Answer, talk: Sequence[str]) -> list[Json]:
    """The buttons under the answer to a talk’s last question, where it is answered or refused."""
    value = talk_value(talk, room=len(_GOOD))
    if not value or answer.outcome == "clarify" or answer.kind == "small-talk":
        return []
    good = _button("Helpful", "Rate this answer as helpful", _GOOD + value)
    bad = _button("Not helpful", "Rate this answer as not helpful and say why", _BAD + value)
    both = {"type": "feedback_buttons", "action_id": RATE, "positive_button": good, "negative_button": bad}
    return [{"type": "context_actions", "elements": [both]}]


def verdict_of(value: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a click praises, and the talk that the rated message answers."""
    return value.startswith(_GOOD), talk_of(value.removeprefix(_GOOD).removeprefix(_BAD))


def reasons_modal(rated: Rated) -> View:
    """The modal that asks what is wrong with an answer."""
    reasons = [Option(value=reason, text=plain_text(reason.capitalize(), 75)) for reason in REASONS]
    comment = PlainTextInputElement(action_id=_COMMENT, multiline=True, max_length=_LONGEST_COMMENT)
    return View(
        type="modal",
        callback_id=RATE,
        private_metadata=json.dumps(asdict(rated), ensure_ascii=False),
        title=plain_text("What is wrong?", 24),
        submit=plain_text("Send", 24),
        close=plain_text("Cancel", 24),
        blocks=[
            InputBlock(
                block_id=_REASON,
                label=plain_text("The answer’s fault", 2000),
                element=RadioButtonsElement(action_id=_REASON, options=reasons),
            ),
            InputBlock(
                block_id=_COMMENT,
                label=plain_text("What should it have been?", 2000),
                hint=plain_text("Read by those who look after the sources, without your name.", 2000),
                element=comment,
                optional=True,
            ),
        ],
    )


def submitted(view: Mapping[str, Any]) -> tuple[Rated, str, str]:
    """What a submitted modal is about, the reason chosen, and the comment."""
    metadata, values = json.loads(view["private_metadata"]), view["state"]["values"]
    rated = Rated(**{**metadata, "talk": tuple(metadata["talk"])})
    reason = values[_REASON][_REASON]["selected_option"]["value"]
    return rated, str(reason), str(values[_COMMENT][_COMMENT].get("value") or "")


def _button(text: str, spoken: str, value: str) -> Json:
    return {"text": plain_text(text, 75), "accessibility_label": spoken, "value": value}
