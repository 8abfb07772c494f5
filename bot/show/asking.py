"""The modals in which people ask: the question, its answer, and where the answer is to be posted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    Block,
    ContextActionsBlock,
    ConversationFilter,
    ConversationSelectElement,
    DividerBlock,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
)
from slack_sdk.models.views import View

from bot.models import Answer
from bot.show.blocks import Message
from bot.show.buttons import abridged
from bot.show.modals import modal
from bot.show.slack_text import plain_text, units

ASK_TITLE = "Ask"
ASK_FORM = "ask"
"""Callback id of the modal in which a question is typed, and of the shortcut that opens it."""
POST_ANSWER = "post_answer"
"""Callback id of the modal that shows an answer, which may be posted."""
QUESTION = "question"
"""Block and action id of the question."""
SUBJECT = "subject"
"""Block and action id of what the question is about."""
CONVERSATION = "conversation"
"""Block and action id of the conversation that an answer is posted to."""

MOST_OPTIONS = 100
_OPTION = 75
_LABEL = 150
_METADATA = 3000
_IN_MESSAGES = frozenset({ContextActionsBlock.type})
"""Blocks that Slack takes in messages only."""


def ask_form(longest: int) -> View:
    """The modal in which a question of at most `longest` characters is typed, or a subject chosen."""
    question = PlainTextInputElement(
        action_id=QUESTION,
        placeholder=plain_text("Who spoke at …? What did … say about …?", _LABEL),
        multiline=False,
        max_length=longest,
        focus_on_load=True,
    )
    subject = ExternalDataSelectElement(
        action_id=SUBJECT,
        placeholder="A meeting, a person, an initiative, a topic",
        min_query_length=0,
    )
    return modal(
        ASK_TITLE,
        [
            InputBlock(
                label=plain_text("Your question", _LABEL), block_id=QUESTION, element=question, optional=True
            ),
            InputBlock(
                label=plain_text("What it is about", _LABEL),
                block_id=SUBJECT,
                element=subject,
                optional=True,
                hint=plain_text("Without a question, you are told what the sources say of it.", _LABEL),
            ),
        ],
        callback_id=ASK_FORM,
        submit="Ask",
    )


def options(named: Iterable[tuple[str, str, str]]) -> list[Option]:
    """What can be chosen, within Slack's limits: of each the name, what it is, and the value it goes by."""
    return [
        Option(text=plain_text(abridged(name), _OPTION), value=value, description=plain_text(kind, _OPTION))
        for name, kind, value in list(named)[:MOST_OPTIONS]
    ]


def answer_view(
    shown: Message, answer: Answer | None, talk: Sequence[str], *, close: str, external_id: str = ""
) -> View:
    """The modal with the message that answers the last question of a talk; what is answered can be posted."""
    metadata = json.dumps(list(talk), ensure_ascii=False)
    postable = answer is not None and answer.outcome == "answered" and units(metadata) <= _METADATA
    return modal(
        ASK_TITLE,
        [
            *(block for block in shown.blocks if block["type"] not in _IN_MESSAGES),
            *(_destination() if postable else ()),
        ],
        callback_id=POST_ANSWER,
        submit="Post" if postable else "",
        close=close,
        metadata=metadata if postable else "",
        external_id=external_id,
    )


def _destination() -> tuple[Block, ...]:
    element = ConversationSelectElement(
        action_id=CONVERSATION,
        placeholder=plain_text("Choose a conversation", _LABEL),
        default_to_current_conversation=True,
        response_url_enabled=True,
        filter=ConversationFilter(exclude_bot_users=True),
    )
    label = plain_text("Post the answer to", _LABEL)
    return DividerBlock(), InputBlock(label=label, block_id=CONVERSATION, element=element)
