"""A quote among the words around it → blocks: verbatim, the quote in bold."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from slack_sdk.models.views import View

from bot.models import Excerpt, Span
from bot.show.blocks import Message
from bot.show.modals import modal
from bot.show.parts import LINE, TEXT, WORDS, line, rich_text, section, words
from bot.show.slack_text import Json, cut, escaped, units
from bot.show.wording import credit

_LEAD = "The quote in its article, in bold:"
_SHORTENED = "The paragraphs go on; only the sentences nearest to the quote are shown."
TITLE = "Quote in its context"


def excerpt_message(excerpt: Excerpt) -> Message:
    """The excerpt as a message; in its text, which is read aloud and has no bold, the quote stands first."""
    shown = _fitting(excerpt)
    credited = escaped(cut(credit(shown.quote), LINE))
    around = " ".join(escaped(one.text) for one in _spans(shown))
    whole = f"“{escaped(shown.quote.span.text)}” – {credited}. In its article: {around}"
    return Message(whole if units(whole) <= TEXT else credited, _blocks(shown))


def excerpt_modal(excerpt: Excerpt) -> View:
    """The excerpt as a modal, for where there is no conversation to show a message in."""
    return modal(TITLE, _blocks(_fitting(excerpt)))


def _fitting(excerpt: Excerpt) -> Excerpt:
    """As much of the excerpt as one message holds, at least the quote, which stood in one before."""
    narrower = replace(excerpt, before=None, after=None, shortened=True)
    alone = replace(narrower, paragraph=excerpt.quote.span)
    sizes = ((one, sum(units(span.text) for span in _spans(one))) for one in (excerpt, narrower))
    return next((one for one, size in sizes if size <= WORDS), alone)


def _spans(excerpt: Excerpt) -> list[Span]:
    return [span for span in (excerpt.before, excerpt.paragraph, excerpt.after) if span]


def _blocks(excerpt: Excerpt) -> tuple[Json, ...]:
    span = excerpt.quote.span
    place = f"{span.source}, characters {span.start:,}–{span.end:,}"
    return (
        section(_LEAD),
        *(rich_text("quote", list(_marked(one, span))) for one in _spans(excerpt)),
        line(credit(excerpt.quote)),
        line(place),
        *([line(_SHORTENED)] if excerpt.shortened else []),
    )


def _marked(paragraph: Span, quote: Span) -> Iterator[Json]:
    """The paragraph's words in order, those of the quote in bold."""
    start, end = (min(max(at - paragraph.start, 0), len(paragraph.text)) for at in (quote.start, quote.end))
    for text, is_quote in (
        (paragraph.text[:start], False),
        (paragraph.text[start:end], True),
        (paragraph.text[end:], False),
    ):
        if text:
            yield words(text, bold=is_quote)
