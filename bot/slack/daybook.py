"""What became of questions, noted when they were answered, and entered in the ledger soon after, together."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock

from sqlalchemy import Engine

from bot.ledger.guard import Guard
from bot.ledger.questions import AnsweredQuestion, KeptQuestion, enter
from bot.slack.logs import told

SOON = 0.2
"""Seconds for which notes are gathered before they are entered."""

Note = KeptQuestion | AnsweredQuestion
Draft = Callable[[], Note | None]
"""Draws up a note, where there is one to be entered."""

log = logging.getLogger(__name__)


class Daybook:
    """Spares those who answer the ledger, and what else can wait: one thread enters what all of them noted.

    What was noted in `SOON` seconds before a process is killed is lost.
    """

    def __init__(self, ledger: Engine, guard: Guard) -> None:
        self.ledger = ledger
        self._guard = guard
        self._drafts: list[Draft] = []
        self._noting, self._entering = Lock(), Lock()
        self._thread = ThreadPoolExecutor(1, "daybook")

    def note(self, draft: Draft) -> None:
        """Have drawn up, soon, what became of a question."""
        with self._noting:
            self._drafts.append(draft)
            first = len(self._drafts) == 1
        if first:
            self._thread.submit(self._enter_soon).add_done_callback(_tell)

    def enter(self) -> None:
        """Have entered all that was noted so far, before that is read or the process ends."""
        with self._entering:
            with self._noting:
                drafts, self._drafts = self._drafts, []
            notes = [note for draft in drafts if (note := draft())]
            if notes and not self._takes(notes) and len(notes) > 1:
                for note in notes:  # one that the ledger refuses is to keep no other out
                    self._takes([note])

    def _enter_soon(self) -> None:
        time.sleep(SOON)
        self.enter()

    def _takes(self, notes: list[Note]) -> bool:
        entered = partial(_entered, self.ledger, notes)
        return self._guard.attempt("questions", entered, otherwise=False)


def _entered(ledger: Engine, notes: list[Note]) -> bool:
    enter(ledger, notes)
    return True


def _tell(entered: Future[None]) -> None:
    error = entered.exception()
    if error:
        log.error("what became of questions was not entered (%s)", told(error))
