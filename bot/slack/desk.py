"""What every listener needs: answers, what is known, and what was handled before."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Engine

from bot.knowledge.base import KnowledgeBase
from bot.ledger.events import RecentKeys, handle_once
from bot.ledger.guard import Guard
from bot.slack.choices import ChoicesRead
from bot.slack.daybook import Daybook
from bot.slack.floods import Floods
from bot.slack.lanes import Lanes
from bot.slack.library import Ask, Library
from bot.slack.response import Responses

WORKERS = 32
"""Threads on which questions are answered; most of their time they wait for Slack."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the bot sits and answers, whatever the workspace."""

    library: Library
    ledger: Engine
    guard: Guard = field(default_factory=Guard)
    recent: RecentKeys = field(default_factory=RecentKeys)
    workers: Lanes = field(default_factory=partial(Lanes, WORKERS))
    floods: Floods = field(default_factory=Floods)
    responses: Responses = field(default_factory=Responses)
    choices: ChoicesRead = field(default_factory=ChoicesRead)
    daybook: Daybook = field(init=False)

    def __post_init__(self) -> None:
        """Open a daybook over the desk's own ledger."""
        object.__setattr__(self, "daybook", Daybook(self.ledger, self.guard))

    @property
    def ask(self) -> Ask:
        """Who answers; within one task from one edition of the knowledge."""
        return self.library.edition.ask

    @property
    def knowledge(self) -> KnowledgeBase:
        """What is known; within one task one and the same, though the files change."""
        return self.library.edition.knowledge

    def takes(self, *key: str) -> bool:
        """Whether what these words identify came for the first time; then it is taken.

        Restarts and other processes are included, unless the ledger cannot be used.
        """
        event = ":".join(key)
        handle = partial(handle_once, self.ledger, event, time.time())
        return self.recent.add(event) and self.guard.attempt("events", handle, otherwise=True)
