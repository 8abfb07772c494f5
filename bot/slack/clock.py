"""The clock: a thread that does, again and again, what is due without anybody asking."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

EVERY = 20.0
"""Seconds between two looks at what is due."""

log = logging.getLogger(__name__)


class Job(Protocol):
    """Does what is due at a moment, and ends early once `stopping` is set."""

    def __call__(self, now: datetime, stopping: threading.Event) -> None:
        """Do what is due. An SQLAlchemyError leaves it to the next tick."""


def at_most_every(pause: timedelta, job: Job) -> Job:
    """The job, left out where it was done within that time."""
    due = datetime.min.replace(tzinfo=UTC)

    def seldom(now: datetime, stopping: threading.Event) -> None:
        nonlocal due
        if now >= due:
            job(now, stopping)
            due = now + pause

    return seldom


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Clock:
    """A thread that runs jobs; any number of processes may run one over the same ledger."""

    def __init__(self, jobs: Sequence[Job], now: Callable[[], datetime] = utc_now) -> None:
        self._jobs = jobs
        self._now = now
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock")

    def start(self) -> None:
        """Begin to look at what is due, at once and then again and again."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way and end; fit to be called when the process is told to stop."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def tick(self) -> None:
        """Do what is due now. What the ledger prevents is left to the next tick."""
        for job in self._jobs:
            try:
                job(self._now(), self._stopping)
            except SQLAlchemyError as error:
                log.error("the ledger cannot be used now (%s)", type(error).__name__)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.tick()
            self._stopping.wait(EVERY)
