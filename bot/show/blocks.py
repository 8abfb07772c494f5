"""Answer → Block Kit: quotes character for character, within Slack's limits, unable to ping anyone.

Whatever comes from users or seeds stands in plain text objects and rich text elements, which Slack
neither formats nor links; only the top-level text is read as markup, and is escaped for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)

from bot.models import Answer, Quote
from bot.show.wording import credit, searched

ASK = "ask"
"""Prefix of the action ids of the buttons whose value is a question to ask."""
SHARE = "share"
"""Action id of the button whose value is the question, the answer to which is to be shared."""

_ASKED = "asked"
_ASKED_LINE = "Asked: "

# Slack's ceilings, or where it names none what is known to pass; in UTF-16 units, as Slack counts.
_SECTION = 3000
_LINE = 300
_BUTTON = 75
_VALUE = 2000
_TEXT = 4000
_MESSAGE = 10_000
_QUOTES = 40
_NOTES = 5
_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: blocks, and the text that stands for them in notifications and to screen readers."""

    text: str
    blocks: tuple[Block, ...]


def message(answer: Answer, *, asked: str = "", share: str = "") -> Message:
    """The answer as a message.

    `asked` states the question above it, where no message shows it; `share` is the question that its
    "Share with channel" button repeats, where the answer is private.
    """
    quotes = _fitting(answer)
    hidden = len(answer.quotes) + len(answer.more) - len(quotes)
    blocks = (
        *([_line(_ASKED_LINE + asked, _ASKED)] if asked else []),
        SectionBlock(text=_plain(answer.lead, _SECTION)),
        *(_line(note) for note in answer.notes[:_NOTES]),
        *(_quoted(quote) for quote in quotes),
        *([_line(f"{hidden:,} more, not shown here")] if hidden else []),
        _line(searched(answer.scope)),
        *_buttons(answer.suggestions, share),
    )
    return Message(_fallback(answer, asked), blocks)


def stated_question(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The question that a posted message of ours states above its answer, if it does."""
    line = next((block for block in blocks if block.get("block_id") == _ASKED), None)
    return str(line["elements"][0]["text"]).removeprefix(_ASKED_LINE) if line else ""


def notice(text: str) -> Message:
    """One sentence of the bot about itself."""
    return Message(_escaped(_cut(text, _SECTION)), (SectionBlock(text=_plain(text, _SECTION)),))


def _fitting(answer: Answer) -> tuple[Quote, ...]:
    """The first quotes, each whole, that one message holds."""
    sizes = accumulate(
        _units(quote.span.text) + min(_units(credit(quote)), _LINE) for quote in answer.quotes[:_QUOTES]
    )
    room = _MESSAGE - min(_units(answer.lead), _SECTION)
    return answer.quotes[: len(list(takewhile(lambda size: size <= room, sizes)))]


def _quoted(quote: Quote) -> Block:
    words = RichTextElementParts.Text(text=quote.span.text)
    source = RichTextElementParts.Text(text=_cut(credit(quote), _LINE))
    return RichTextBlock(
        elements=[RichTextQuoteElement(elements=[words]), RichTextSectionElement(elements=[source])]
    )


def _line(text: str, block_id: str | None = None) -> Block:
    return ContextBlock(elements=[_plain(text, _LINE)], block_id=block_id)


def _buttons(suggestions: Iterable[str], share: str) -> list[Block]:
    fitting = [question for question in suggestions if question.strip() and _units(question) <= _VALUE]
    buttons = [
        ButtonElement(text=_plain(question, _BUTTON), action_id=f"{ASK}:{number}", value=question)
        for number, question in enumerate(fitting[:_SUGGESTIONS])
    ]
    if share and _units(share) <= _VALUE:
        buttons.append(
            ButtonElement(text=_plain("Share with channel", _BUTTON), action_id=SHARE, value=share)
        )
    return [ActionsBlock(elements=buttons)] if buttons else []


def _fallback(answer: Answer, asked: str) -> str:
    """The answer's text, cut after a whole quote where Slack would cut it anywhere."""
    question = f"{_ASKED_LINE}{_cut(asked, _LINE)} – " if asked else ""
    for shown in range(len(answer.quotes[:_QUOTES]), -1, -1):
        hidden = len(answer.quotes) + len(answer.more) - shown
        rest = f" ({hidden:,} more)" if hidden and answer.lead.endswith(":") else ""
        text = _escaped(question + replace(answer, quotes=answer.quotes[:shown]).text + rest)
        if _units(text) <= _TEXT:
            return text
    longest_escape = len("&amp;")
    return _escaped(_cut(question + answer.lead, _TEXT // longest_escape))


def _plain(text: str, limit: int) -> PlainTextObject:
    return PlainTextObject(text=_cut(text, limit), emoji=False)


def _escaped(text: str) -> str:
    """The text such that Slack's markup neither links nor pings: a word joiner parts "@" from "here"."""
    markup = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"@(?=(?:here|channel|everyone|group)\b)", "@\u2060", markup, flags=re.IGNORECASE)


def _cut(text: str, limit: int) -> str:
    """The text, or as much of it as `limit` holds, marked by an ellipsis."""
    if _units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
