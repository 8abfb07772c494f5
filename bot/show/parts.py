"""What messages and views are made of: quotes as they stand, lines in small print, and what Slack holds."""

from __future__ import annotations

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    SectionBlock,
)

from bot.models import Quote
from bot.show.buttons import context_button
from bot.show.slack_text import plain_text
from bot.show.wording import credit

# Slack's ceilings, or where it names none what is known to pass; in UTF-16 units, as Slack counts.
SECTION = 3000
"""Of a section's text."""
LINE = 300
"""Of a line in small print, of our own choice."""
TEXT = 4000
"""Of the text that stands for a message's blocks."""
WORDS = 10_000
"""Of all that one message quotes and says."""


def section(text: str) -> Block:
    """A text of ordinary size."""
    return SectionBlock(text=plain_text(text, SECTION))


def line(text: str) -> Block:
    """A line in small print."""
    return ContextBlock(elements=[plain_text(text, LINE)])


def quoted(quote: Quote, number: int) -> tuple[Block, Block]:
    """A quote, and whose it is, with a button for its context; `number` tells it from others beside it."""
    words = RichTextElementParts.Text(text=quote.span.text)
    credited = SectionBlock(text=plain_text(credit(quote), LINE), accessory=context_button(quote, number))
    return RichTextBlock(elements=[RichTextQuoteElement(elements=[words])]), credited
