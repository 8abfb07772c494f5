"""Replies, and the memory of those given of late: who asks the same in the same way has the same reply."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock

from bot.models import Answer
from bot.show.blocks import Message
from bot.slack.response import body_of, content_of


@dataclass(frozen=True)
class Reply:
    """A message, and the answer that it shows to the last question of a talk; None where it shows none.

    `stated` are those questions of the talk that the message repeats.
    """

    message: Message
    answer: Answer | None = None
    talk: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()

    @cached_property
    def body(self) -> str:
        """The message as the body of a response for the asker alone; kept, since it is given often."""
        return body_of(content_of(self.message, "ephemeral"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a reply depends on, beside the knowledge: what is asked, on which day, and how it is shown."""

    talk: tuple[str, ...]
    stated: tuple[str, ...]
    heading: str
    private: bool
    mutable: bool
    experts: bool
    dates: str
    today: date


class Replies:
    """The replies from one state of the knowledge; at most so many are remembered, the last ones given."""

    def __init__(self, most: int = 0) -> None:
        self._most = most
        self._given: OrderedDict[Wanted, Reply] = OrderedDict()
        self._lock = Lock()

    def given(self, wanted: Wanted) -> Reply | None:
        """The reply, where it is remembered."""
        with self._lock:
            reply = self._given.get(wanted)
            if reply:
                self._given.move_to_end(wanted)
            return reply

    def to(self, wanted: Wanted, made: Callable[[Wanted], Reply]) -> Reply:
        """The reply as it is remembered, else as it is made."""
        given = self.given(wanted)
        if given:
            return given
        reply = made(wanted)
        with self._lock:
            self._given[wanted] = reply
            if len(self._given) > self._most:
                self._given.popitem(last=False)
        return reply
