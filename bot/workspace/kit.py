"""Block Kit as Slack documents it: what may stand where, and how large. Sizes are in UTF-16 units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Surface = Literal["message", "modal", "home"]

MESSAGE = 13_202
"""Characters of all of a message's blocks together: unpublished, as measured by others."""
BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}
"""The most blocks of a surface."""
IDENTIFIER = 255
_MESSAGE_ONLY = frozenset(
    {"container", "context_actions", "data_visualization", "markdown", "plan", "task_card"}
)
NOT_ON: Mapping[Surface, frozenset[str]] = {
    "message": frozenset({"alert"}),
    "modal": _MESSAGE_ONLY,
    "home": _MESSAGE_ONLY | {"alert"},
}
"""The blocks that a surface does not take."""


class Most(NamedTuple):
    """The most that a key may hold: characters of a text, or members of a list; at least one of either.

    With `markup`, a text object may be mrkdwn, else it has to be plain text. With `blank`, a text may be of
    spaces alone.
    """

    size: int
    markup: bool = False
    blank: bool = False


_PROMPT = {"placeholder": Most(150)}
_CHOICES = {"options": Most(100), "option_groups": Most(100), **_PROMPT}
_RICH: dict[str, Most] = {}
SIZES: Mapping[str, Mapping[str, Most]] = {
    # blocks
    "actions": {"elements": Most(25)},
    "alert": {"text": Most(200, markup=True)},
    "card": {
        "title": Most(150, markup=True),
        "subtitle": Most(150, markup=True),
        "body": Most(200, markup=True),
        "actions": Most(5),
    },
    "carousel": {"elements": Most(10)},
    "container": {"child_blocks": Most(10), "title": Most(150), "subtitle": Most(150, markup=True)},
    "context": {"elements": Most(10, markup=True)},
    "context_actions": {"elements": Most(5)},
    "divider": {},
    "header": {"text": Most(150)},
    "image": {"alt_text": Most(2000), "title": Most(2000), "image_url": Most(3000)},
    "input": {"label": Most(2000), "hint": Most(2000)},
    "markdown": {"text": Most(12_000)},
    "rich_text": {"elements": Most(MESSAGE)},
    "section": {"text": Most(3000, markup=True), "fields": Most(10, markup=True)},
    "table": {"rows": Most(100)},
    # elements
    "button": {"text": Most(75), "value": Most(2000), "url": Most(3000), "accessibility_label": Most(75)},
    "channels_select": _PROMPT,
    "checkboxes": {"options": Most(10)},
    "conversations_select": _PROMPT,
    "datepicker": _PROMPT,
    "email_text_input": _PROMPT,
    "external_select": _PROMPT,
    "feedback_buttons": {},
    "icon_button": {"text": Most(75), "value": Most(2000), "accessibility_label": Most(75)},
    "multi_channels_select": _PROMPT,
    "multi_conversations_select": _PROMPT,
    "multi_external_select": _PROMPT,
    "multi_static_select": _CHOICES,
    "multi_users_select": _PROMPT,
    "number_input": _PROMPT,
    "overflow": {"options": Most(5)},
    "plain_text_input": {**_PROMPT, "initial_value": Most(3000)},
    "radio_buttons": {"options": Most(10)},
    "static_select": _CHOICES,
    "timepicker": _PROMPT,
    "url_text_input": _PROMPT,
    "users_select": _PROMPT,
    # parts of elements, which bear no type: they are known by the key at which they stand
    "confirm": {
        "title": Most(100),
        "text": Most(300, markup=True),
        "confirm": Most(30),
        "deny": Most(30),
    },
    "feedback_button": {"text": Most(75), "value": Most(2000), "accessibility_label": Most(75)},
    "option": {"text": Most(75, markup=True), "value": Most(150), "description": Most(75, markup=True)},
    "option_group": {"label": Most(75), "options": Most(100)},
    "text_object": {"text": Most(MESSAGE)},
    # rich text
    "rich_text_list": _RICH,
    "rich_text_preformatted": _RICH,
    "rich_text_quote": _RICH,
    "rich_text_section": _RICH,
    "broadcast": _RICH,
    "channel": _RICH,
    "date": _RICH,
    "emoji": _RICH,
    "link": {"text": Most(MESSAGE), "url": Most(3000)},
    "text": {"text": Most(MESSAGE, blank=True)},
    "user": _RICH,
    "usergroup": _RICH,
    "dispatch_action_config": {},
    "filter": {},
    "style": {},
    "column_setting": {},
    "raw_text": {"text": Most(10_000)},
}
"""All parts that messages and views are made of."""

UNTYPED = {
    "confirm": "confirm",
    "column_settings": "column_setting",
    "dispatch_action_config": "dispatch_action_config",
    "filter": "filter",
    "initial_option": "option",
    "initial_options": "option",
    "negative_button": "feedback_button",
    "option_groups": "option_group",
    "options": "option",
    "positive_button": "feedback_button",
    "style": "style",
}
"""What stands at a key, where it bears no type."""

_TEXTS = frozenset({"plain_text", "mrkdwn"})
_SELECTS = frozenset(
    {f"{kind}_select" for kind in ("static", "external", "users", "conversations", "channels")}
)
_MULTI_SELECTS = frozenset({f"multi_{select}" for select in _SELECTS})
_CHOOSERS = _SELECTS | {"checkboxes", "datepicker", "radio_buttons", "timepicker"}
_TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
MEMBERS: Mapping[tuple[str, str], frozenset[str]] = {
    ("actions", "elements"): _CHOOSERS | {"button", "overflow"},
    ("card", "actions"): frozenset({"button", "icon_button"}),
    ("carousel", "elements"): frozenset({"card"}),
    ("context", "elements"): _TEXTS | {"image"},
    ("context_actions", "elements"): frozenset({"feedback_buttons", "icon_button"}),
    ("input", "element"): _CHOOSERS | _MULTI_SELECTS | _TYPED,
    ("rich_text", "elements"): frozenset(
        {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
    ),
    ("section", "accessory"): _CHOOSERS | _MULTI_SELECTS | {"button", "image", "overflow"},
    ("section", "fields"): _TEXTS,
}
"""The types of what may stand at a key."""
