"""The modal with a channel's settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import msgspec
from babel import Locale
from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.dates_in_words import DATES_ISO, dates_in, day_name
from bot.show.modals import modal
from bot.show.slack_text import plain_text

CHANNEL_FORM = "channel_settings"
"""Callback id of the modal."""
ANSWERING, REPLIES, DATES, DIGEST, AT, ZONE = "answering", "replies", "dates", "digest", "at", "zone"
"""Block and action ids of its inputs."""

DATE_FORMS = (
    "en_GB", "en_US", DATES_ISO, "fr", "de", "es", "it", "pt", "nl", "da", "nb", "sv", "fi", "is", "et", "lv",
    "lt", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "mk", "sq", "el", "tr", "uk",
)  # fmt: skip
"""The forms of dates that can be chosen."""

_ANSWERING = {
    "mentions": "Mentions, and questions in threads where I have answered",
    "all": "All questions in the channel that I can answer",
    "off": "Nothing",
}
_REPLIES = {
    "usual": "/nato: the asker alone. Mentions: everyone",
    "private": "The asker alone, always",
    "public": "Everyone, always",
}
_DIGEST = {"on": "On", "off": "Off"}
_SAMPLE = date(2031, 5, 9)
_OPTION = 75
_LABEL = 150


class ChannelForm(msgspec.Struct, frozen=True):
    """What stands in the modal; `at` (HH:MM) and `zone` (IANA, or empty) are the digest's.

    `changed_by` and `changed_at` (Unix time) tell who changed the settings last.
    """

    answering: str
    replies: str
    dates: str
    digest: bool
    at: str
    zone: str
    changed_by: str | None = None
    changed_at: float | None = None


def channel_form(form: ChannelForm, *, metadata: str, direct: bool) -> View:
    """The modal; of a `direct` conversation, in which everything is answered, it leaves that out."""
    answering = (
        () if direct else (_choice("I answer", ANSWERING, _ANSWERING, form.answering), _who_sees(form))
    )
    return modal(
        "Settings of this channel" if not direct else "Settings",
        [*answering, _dates(form.dates), *_digest(form), _history(form)],
        callback_id=CHANNEL_FORM,
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def _who_sees(form: ChannelForm) -> Block:
    hint = "In a channel shared with another organisation, the first means the asker alone for mentions, too."
    return _choice("My answers are seen by", REPLIES, _REPLIES, form.replies, hint)


def _choice(label: str, name: str, options: Mapping[str, str], chosen: str, hint: str = "") -> InputBlock:
    offered = {value: Option(text=plain_text(text, _OPTION), value=value) for value, text in options.items()}
    element = RadioButtonsElement(
        action_id=name, options=list(offered.values()), initial_option=offered[chosen]
    )
    beside = plain_text(hint, _LABEL) if hint else None
    return InputBlock(label=plain_text(label, _LABEL), block_id=name, element=element, hint=beside)


def _dates(chosen: str) -> Block:
    offered = {form: Option(text=plain_text(_sample(form), _OPTION), value=form) for form in DATE_FORMS}
    element = StaticSelectElement(
        action_id=DATES, options=list(offered.values()), initial_option=offered[chosen]
    )
    hint = plain_text("Quotes stand as their articles have them, dates and all.", _LABEL)
    return InputBlock(
        label=plain_text("I write dates in", _LABEL), block_id=DATES, element=element, hint=hint
    )


def _sample(form: str) -> str:
    """What the form is called, and how it writes a day."""
    called = "ISO 8601" if form == DATES_ISO else Locale.parse(form).get_display_name("en")
    with dates_in(form):
        return f"{called}: {day_name(_SAMPLE)}"


def _digest(form: ChannelForm) -> Sequence[Block]:
    at = TimePickerElement(action_id=AT, initial_time=form.at)
    zone = PlainTextInputElement(
        action_id=ZONE,
        initial_value=form.zone or None,
        placeholder=plain_text("Europe/Brussels", _LABEL),
        max_length=_LABEL,
    )
    hint = "On some days of the week only: /nato digest on 09:00 weekdays"
    return (
        _choice("Daily digest", DIGEST, _DIGEST, "on" if form.digest else "off", hint),
        InputBlock(label=plain_text("The digest comes at", _LABEL), block_id=AT, element=at),
        InputBlock(
            label=plain_text("in the time zone", _LABEL),
            block_id=ZONE,
            element=zone,
            optional=True,
            hint=plain_text("Left empty, it is your own.", _LABEL),
        ),
    )


def _history(form: ChannelForm) -> Block:
    """Who changed the settings last, and when on the reader's clock; a name in a modal notifies nobody."""
    if form.changed_by is None or form.changed_at is None:
        return ContextBlock(elements=[plain_text("Nobody has changed these settings yet.", _LABEL)])
    moment = datetime.fromtimestamp(form.changed_at, UTC)
    parts = RichTextElementParts
    line = RichTextSectionElement(
        elements=[
            parts.Text(text="Last changed by "),
            parts.User(user_id=form.changed_by),
            parts.Text(text=", "),
            parts.Date(
                timestamp=int(form.changed_at),
                format="{date_long}, {time}",
                fallback=f"{moment:%Y-%m-%d, %H:%M} UTC",
            ),
        ]
    )
    return RichTextBlock(elements=[line])
