"""What several commands need: the knowledge, and how far a task is, for people to see."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial

from bot.data import data_folder
from bot.knowledge.base import KnowledgeBase
from bot.models import Seed
from bot.question.compiled import open_knowledge


def knowledge_at_hand() -> KnowledgeBase:
    """The knowledge of the data folder. Raises NatoError where it cannot be read."""
    return open_knowledge(data_folder(), watch("Indexing"))


def watch(task: str) -> Callable[[Iterable[Seed]], Iterable[Seed]]:
    """What shows, to people only, how far a task is."""
    if not sys.stderr.isatty():
        return iter
    from rich.console import Console  # noqa: PLC0415 - slow to load, and needed for long tasks alone
    from rich.progress import track  # noqa: PLC0415

    return partial(track, description=task, console=Console(stderr=True), transient=True)
