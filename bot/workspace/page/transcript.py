"""What was asked and answered while the page is open: what lies behind the bot's messages."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.models import Answer
from bot.slack.library import Ask

Blocks = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, those of its thread before it, and its answer."""

    question: str
    thread: tuple[str, ...]
    answer: Answer


class Transcript:
    """All exchanges, in the order in which they were answered; safe to use from several threads."""

    def __init__(self) -> None:
        self._exchanges: list[Exchange] = []
        self._lock = threading.Lock()

    def heard(self, ask: Ask) -> Ask:
        """The same answers, and each is kept."""

        def asked(question: str, thread: Sequence[str]) -> Answer:
            answer = ask(question, thread)
            with self._lock:
                self._exchanges.append(Exchange(question, tuple(thread), answer))
            return answer

        return asked

    def behind(self, blocks: Blocks) -> int | None:
        """The number of the newest exchange whose answer these blocks show, if any does."""
        shown = list(blocks)
        leads, quotes = set(_sections(shown)), set(quoted(shown))
        with self._lock:
            for number in range(len(self._exchanges) - 1, -1, -1):
                answer = self._exchanges[number].answer
                words = {quote.span.text for quote in (*answer.quotes, *answer.more)}
                if answer.lead in leads and quotes <= words:
                    return number
        return None

    def exchange(self, number: int) -> Exchange:
        """The exchange of that number. Raises LookupError."""
        with self._lock:
            if not 0 <= number < len(self._exchanges):
                raise LookupError(f"there is no exchange {number}")
            return self._exchanges[number]


def quoted(blocks: Blocks) -> Iterator[str]:
    """The words of the quotes that blocks show."""
    for block in blocks:
        for element in block.get("elements", ()) if block["type"] == "rich_text" else ():
            if element["type"] == "rich_text_quote":
                yield "".join(part.get("text", "") for part in element["elements"])


def _sections(blocks: Blocks) -> Iterator[str]:
    return (block["text"]["text"] for block in blocks if block["type"] == "section" and "text" in block)
