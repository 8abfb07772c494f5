"""What messages are made of: quotes as they stand, lines in small print, buttons, and what Slack holds."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Quote
from bot.show.buttons import context_button
from bot.show.slack_text import Json, plain_text
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


def section(text: str) -> Json:
    """A text of ordinary size."""
    return {"type": "section", "text": plain_text(text, SECTION)}


def line(text: str) -> Json:
    """A line in small print."""
    return {"type": "context", "elements": [plain_text(text, LINE)]}


def actions(buttons: Sequence[Json]) -> Json:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def words(text: str, *, bold: bool = False) -> Json:
    """A run of rich text, which Slack shows character for character."""
    style = {"style": {"bold": True}} if bold else {}
    return {"type": "text", "text": text, **style}


def rich_text(kind: str, *paragraphs: Sequence[Json]) -> Json:
    """Paragraphs of rich text: of the kind `quote`, marked as quoted, or `section`."""
    elements = [{"type": f"rich_text_{kind}", "elements": list(runs)} for runs in paragraphs]
    return {"type": "rich_text", "elements": elements}


def quoted(quote: Quote, number: int) -> tuple[Json, Json]:
    """A quote, and whose it is, with a button for its context; `number` tells it from others beside it."""
    beside = context_button(quote, number)
    credited = {"type": "section", "text": plain_text(credit(quote), LINE), "accessory": beside}
    return rich_text("quote", [words(quote.span.text)]), credited
