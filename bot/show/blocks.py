"""Answer → Block Kit: quotes character for character, within Slack's limits, unable to ping anyone.

Whatever comes from users or seeds stands in plain text objects and rich text elements, which Slack
neither formats nor links; only the top-level text is read as markup, and is escaped for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat, takewhile
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.models import Answer, Quote
from bot.show.buttons import MORE, buttons_for
from bot.show.feedback import feedback_buttons
from bot.show.parts import LINE, SECTION, TEXT, WORDS, actions, line, quoted, section
from bot.show.slack_text import Json, cut, escaped, plain_text, units
from bot.show.wording import credit, searched

_ASKED = "asked"
_ASKED_LINE = "Asked: "
_ASKED_THEN = "– "

_QUOTES = 19
_NOTES = 5
_STATED = 10


class Message(msgspec.Struct, frozen=True):
    """What is posted: blocks, and the text that stands for them in notifications and to screen readers."""

    text: str
    blocks: tuple[Json, ...]


def message(
    answer: Answer,
    *,
    heading: str = "",
    talk: Sequence[str] = (),
    stated: Sequence[str] = (),
    private: bool = False,
    mutable: bool = False,
    experts: bool = False,
) -> Message:
    """The answer as a message, under a heading where it answers nobody's question.

    `talk` are the questions asked in a row, the one answered last; buttons that go on from the answer carry
    it. `stated` are those of them that no message shows, so that this one has to. A private answer can be
    shared, and a `mutable` thread muted in which the answer stands; what was not answered can be handed on to
    `experts`, where there are any.
    """
    quotes = _fitting(answer, stated)
    buttons = buttons_for(answer, talk, private=private, mutable=mutable, experts=experts)
    offered = len(answer.more) if any(button["action_id"] == MORE for button in buttons) else 0
    hidden = len(answer.quotes) + len(answer.more) - len(quotes) - offered
    blocks = (
        *([line(heading)] if heading else []),
        *([_stated(stated)] if stated else []),
        *(line(note) for note in answer.notes[:_NOTES]),
        section(answer.lead),
        *chain.from_iterable(quoted(quote, number) for number, quote in enumerate(quotes)),
        *([line(f"{hidden:,} more, not shown here")] if hidden else []),
        line(searched(answer.scope)),
        *([actions(buttons)] if buttons else []),
        *feedback_buttons(answer, talk),
    )
    return Message(_fallback(answer, heading, stated), blocks)


def stated_questions(blocks: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The questions that a posted message of ours states above its answer."""
    stated = next((block for block in blocks if block.get("block_id") == _ASKED), None)
    marked = zip(_asked_marks(), stated["elements"], strict=False) if stated else ()
    return tuple(str(one["text"]).removeprefix(mark) for mark, one in marked)


def notice(text: str, *buttons: Json) -> Message:
    """One sentence of the bot about itself, with what can be done about it."""
    return Message(escaped(cut(text, SECTION)), (section(text), *([actions(buttons)] if buttons else [])))


def _fitting(answer: Answer, stated: Sequence[str]) -> tuple[Quote, ...]:
    """The first quotes, each whole, that one message holds."""
    sizes = accumulate(
        units(quote.span.text) + min(units(credit(quote)), LINE) for quote in answer.quotes[:_QUOTES]
    )
    above = min(units(answer.lead), SECTION) + sum(
        min(units(_ASKED_LINE + one), LINE) for one in stated[:_STATED]
    )
    room = WORDS - above
    return answer.quotes[: len(list(takewhile(lambda size: size <= room, sizes)))]


def _stated(questions: Sequence[str]) -> Json:
    marked = zip(_asked_marks(), questions[:_STATED], strict=False)
    elements = [plain_text(mark + text, LINE) for mark, text in marked]
    return {"type": "context", "block_id": _ASKED, "elements": elements}


def _asked_marks() -> Iterator[str]:
    return chain([_ASKED_LINE], repeat(_ASKED_THEN))


def _fallback(answer: Answer, heading: str, stated: Sequence[str]) -> str:
    """The answer with its quotes, cut after a whole quote where Slack would cut it anywhere."""
    asked = _ASKED_LINE + cut(" – ".join(stated), LINE) if stated else ""
    above = "".join(f"{cut(part, LINE)} – " for part in (heading, asked) if part)
    for shown in range(len(answer.quotes[:_QUOTES]), -1, -1):
        hidden = len(answer.quotes) + len(answer.more) - shown
        rest = f" ({hidden:,} more)" if hidden else ""
        text = escaped(above + _in_full(replace(answer, quotes=answer.quotes[:shown])) + rest)
        if units(text) <= TEXT:
            return text
    longest_escape = len("&amp;")
    return escaped(cut(above + answer.lead, TEXT // longest_escape))


def _in_full(answer: Answer) -> str:
    """The answer's text with its quotes even where it stands without them: nothing else is read aloud."""
    proofs = () if answer.lead.endswith(":") else (f"“{quote.span.text}”" for quote in answer.quotes)
    return " ".join((answer.text, *proofs))
