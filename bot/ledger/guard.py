"""Answers go on where the ledger does not: what was done without is counted, and told in the log."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from sqlalchemy.exc import DataError, DBAPIError, DisconnectionError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.ledger.connections import CONNECTIONS
from bot.ledger.reasons import reason_of

WITHIN = 4.0
"""Seconds that one who asked waits for the ledger, even if its server has frozen; longer than for a lock."""

SPARED = 5.0
"""Seconds between two tries of a ledger that keeps its users waiting."""

BETWEEN_REPORTS = 60.0
"""Seconds between two lines of the log about a ledger that cannot be used."""

_LONG = 1.0
_FAILURES = (TimeoutError, DBAPIError, DisconnectionError, NoConnectionFree)
"""What a database may be to blame for; other errors of SQLAlchemy's are mistakes of ours."""

_REFUSALS = (DataError, IntegrityError)
"""Of those, what it may refuse of one question and take of all others."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class Guard:
    """Uses the ledger for the sake of an answer, and does without where it fails or keeps others waiting."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._threads = ThreadPoolExecutor(CONNECTIONS, "ledger")
        self._lock = Lock()
        self._faults: dict[str, str] = {}
        self._missed: Counter[str] = Counter()
        self._spared_until: float | None = None
        self._reported: float | None = None

    @property
    def fault(self) -> str:
        """Why the ledger could not be used of late; empty where it could."""
        with self._lock:
            return ", ".join(sorted(set(self._faults.values())))

    @property
    def missed(self) -> Mapping[str, int]:
        """How often the ledger was done without since the start, by what was to be read or stored."""
        with self._lock:
            return dict(self._missed)

    def attempt(self, what: str, action: Callable[[], T], otherwise: T) -> T:
        """What `action` gives, or `otherwise` where the ledger cannot be used.

        `what` names for people what is read or stored, as "events".
        """
        if not self._may_try():
            self._miss(what)
            return otherwise
        began = self._now()
        try:
            result = self._threads.submit(action).result(WITHIN)
        except _FAILURES as error:
            if not isinstance(error, _REFUSALS):
                self._fail(what, error, slow=self._now() - began >= _LONG)
            self._miss(what, reason_of(error).what)
            return otherwise
        self._works_for((what,))
        return result

    def recover(self) -> None:
        """Take note that the ledger has been written to, and may be tried again."""
        self._works_for(tuple(self._faults))

    def _may_try(self) -> bool:
        with self._lock:
            if self._spared_until is None:
                return True
            over = self._now() >= self._spared_until
            if over:  # for whoever asks now; the others do without until it is known how that went
                self._spared_until = self._now() + SPARED
            return over

    def _fail(self, what: str, error: Exception, *, slow: bool) -> None:
        with self._lock:
            self._faults[what] = reason_of(error).what
            self._spared_until = self._now() + SPARED if slow else None

    def _works_for(self, kinds: tuple[str, ...]) -> None:
        with self._lock:
            self._spared_until = None
            cured = [self._faults.pop(what) for what in kinds if what in self._faults]
            if cured:
                log.warning("the ledger can be used again; %s", self._told())

    def _miss(self, what: str, reason: str = "it kept others waiting") -> None:
        with self._lock:
            self._missed[what] += 1
            now = self._now()
            if self._reported is None or now - self._reported >= BETWEEN_REPORTS:
                self._reported = now
                log.error("the ledger cannot be used (%s); %s", reason, self._told())

    def _told(self) -> str:
        missed = ", ".join(f"{what} {count:,} times" for what, count in sorted(self._missed.items()))
        return f"done without since the start: {missed}"
