"""What the bot knows while it runs: replaced as a whole, amid questions, when the files change."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.data import DataFolder
from bot.errors import NatoError
from bot.knowledge.base import KnowledgeBase
from bot.models import Answer
from bot.reports import Measurement
from bot.slack.metrics import RELOADS
from bot.slack.replies import Replies

Ask = Callable[[str, Sequence[str]], Answer]
"""The answer to a question, asked after the earlier questions of its thread."""

State = frozenset[tuple[str, int, int, int]]
"""Files as they stand: path, inode, size and time of change of each."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the knowledge, who answers from it, how well, and what it replied of late."""

    ask: Ask
    knowledge: KnowledgeBase
    measured: Measurement | None = None
    replies: Replies = field(default_factory=Replies)


class Library:
    """The newest edition that could be read. A broken one is refused: the one before it stays.

    `read` makes an edition of the files, and raises NatoError where they are broken; `state` tells how the
    files stand.
    """

    def __init__(self, read: Callable[[], Edition], state: Callable[[], State] = frozenset) -> None:
        self._read = read
        self._state = state
        self._seen = self._tried = state()
        self._newest = read()
        self._fault = ""
        self._held = threading.local()
        self._renewing = threading.Lock()

    @property
    def edition(self) -> Edition:
        """The edition held in this thread, else the newest."""
        held: Edition | None = getattr(self._held, "edition", None)
        return held or self._newest

    @property
    def fault(self) -> str:
        """Why the files as they are now were refused; empty where they were not."""
        return self._fault

    @contextmanager
    def holding(self) -> Iterator[Edition]:
        """One and the same edition in this thread, to the end of the block, whatever becomes of the files."""
        before = getattr(self._held, "edition", None)
        self._held.edition = before or self._newest
        try:
            yield self._held.edition
        finally:
            self._held.edition = before

    def look(self, now: datetime, stopping: threading.Event) -> None:  # noqa: ARG002 - a job of the clock
        """Read the files anew if they have changed, once they have come to rest between two looks."""
        state = self._state()
        at_rest, self._seen = state == self._seen, state
        if at_rest and state != self._tried:
            self.renew()

    def renew(self) -> None:
        """Read the files anew."""
        with self._renewing:
            self._tried = self._state()
            try:
                self._newest = self._read()
            except NatoError as error:
                self._fault = str(error)
                RELOADS.labels("refused").inc()
                log.error("new knowledge is refused, the old stays: %s", self._fault)
            else:
                self._fault = ""
                RELOADS.labels("read").inc()
                log.info("the knowledge was read anew: %d sources", len(self._newest.knowledge.seeds))


def state_of(folder: DataFolder) -> State:
    """How the files of seeds/ and knowledge/ stand."""
    return frozenset(
        (entry.path, stat.st_ino, stat.st_size, stat.st_mtime_ns)
        for part in (folder.seeds, folder.knowledge)
        for entry, stat in _files(os.fspath(part))
    )


def _files(folder: str) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
    """The files in a folder; one that vanishes meanwhile is gone, and so is a folder."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield entry, entry.stat()
    except FileNotFoundError:
        return
