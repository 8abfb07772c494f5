"""What every listener needs: answers, what is known, and what was handled before."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.knowledge.base import KnowledgeBase
from bot.ledger.events import handle_once
from bot.models import Answer

Ask = Callable[[str, Sequence[str]], Answer]
"""The answer to a question, asked after the earlier questions of its thread."""

Clients = Callable[[str], WebClient]
"""The client that acts in a workspace, by the workspace's id."""

WORKERS = 16
"""Threads on which questions are answered; most of their time they wait for Slack."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the bot sits in one workspace."""

    ask: Ask
    knowledge: KnowledgeBase
    ledger: Engine
    workers: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, WORKERS, "worker"))

    def takes(self, *key: str) -> bool:
        """Whether what these words identify came for the first time, restarts included; then it is taken."""
        return handle_once(self.ledger, ":".join(key), time.time())
