"""The wiring: settings and data in, one Bolt app out, for Socket Mode and HTTP alike."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.oauth import OAuthFlow

from bot import ask
from bot.data import DataFolder
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.measurement import measurement_of
from bot.ledger.database import database_url, open_ledger
from bot.ledger.retention import forget
from bot.models import Answer
from bot.question.compiled import open_knowledge
from bot.reports import Measurement
from bot.slack.access import access
from bot.slack.clients import Acting
from bot.slack.clock import Clock, Job, at_most_every
from bot.slack.desk import Desk
from bot.slack.digest.due import post_due_digests
from bot.slack.digest.pace import Pace
from bot.slack.health import Health
from bot.slack.library import Edition, Library, state_of
from bot.slack.logs import told
from bot.slack.loop.job import Loop
from bot.slack.owed import answer_owed
from bot.slack.replies import Replies
from bot.slack.settings import Settings
from bot.slack.surfaces import (
    agent,
    asking,
    buttons,
    channel_settings,
    checking,
    command,
    context,
    conversation,
    experts,
    feedback,
    home,
    leaving,
    muting,
)

# Bolt asks one after the other whether it is meant: what comes most often stands first.
SURFACES = (
    command,
    conversation,
    buttons,
    agent,
    asking,
    channel_settings,
    checking,
    context,
    experts,
    feedback,
    home,
    leaving,
    muting,
)

_ANSWERS = _REPLIES = 1000
"""So many are remembered: on one day, from one state of the knowledge, a question has one answer."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """A running bot: the app that hears Slack, and the desk that answers."""

    settings: Settings
    desk: Desk
    app: App
    flow: OAuthFlow | None
    clock: Clock
    health: Health

    def drain(self) -> None:
        """Answer what was acknowledged, finish a job under way, enter what is noted, then stop."""
        self.clock.stop()
        self.desk.workers.shutdown()
        self.desk.daybook.enter()


def open_desk(folder: DataFolder) -> Desk:
    """The desk over a data folder. Raises NatoError where its knowledge or its ledger cannot be read."""
    library = Library(partial(read_edition, folder), partial(state_of, folder))
    return Desk(library, open_ledger(database_url(folder)))


def serve(settings: Settings, desk: Desk) -> Service:
    """The service at a desk; whoever opens its door starts its clock.

    Raises NatoError where Slack cannot be reached or refuses the bot's token.
    """
    given = access(settings, desk.ledger)
    given.app.use(Acting(given.clients))
    for surface in SURFACES:
        surface.listen(given.app, desk)
    given.app.error(_on_error)
    digests = desk.library.holding()(partial(post_due_digests, desk, given.clients, Pace()))
    health = Health(desk.library, desk.ledger, desk.guard)
    words = at_most_every(timedelta(hours=1), partial(_forget_words, settings, desk))
    owed = desk.library.holding()(partial(answer_owed, desk, given.clients, conversation.answer))
    loop = Loop(desk, given.clients, timedelta(days=settings.retention_days))
    rest = partial(leaving.forget_rest, desk)
    jobs: list[Job] = [desk.library.look, health.look, owed, digests, loop, words, rest]
    return Service(settings, desk, given.app, given.flow, Clock(jobs), health)


def _forget_words(settings: Settings, desk: Desk, now: datetime, _: threading.Event) -> None:
    forgotten = forget(desk.ledger, now.timestamp(), settings.retention_days)
    if forgotten:
        log.info("forgot what people wrote over %d days ago: %d rows", settings.retention_days, forgotten)


def _on_error(error: Exception) -> BoltResponse | None:
    """Acknowledge what nobody listens to; refuse what lacks a field that a listener needs."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    log.error("a request failed (%s)", told(error))
    return BoltResponse(status=400, body="") if isinstance(error, LookupError) else None


def read_edition(folder: DataFolder) -> Edition:
    """The knowledge in a data folder, and who answers from it. Raises NatoError where it cannot be read."""
    knowledge = open_knowledge(folder)
    return edition_over(knowledge, measurement_of(folder, knowledge))


def edition_over(knowledge: KnowledgeBase, measured: Measurement | None = None) -> Edition:
    """An edition that answers from this knowledge, and remembers what it answered of late."""
    remembering = lru_cache(_ANSWERS)(partial(_answer, knowledge, threading.Lock()))
    return Edition(partial(_ask, remembering), knowledge, measured, Replies(_REPLIES))


def _ask(remembering: Callable[..., Answer], question: str, thread: Sequence[str]) -> Answer:
    return remembering(question, tuple(thread), date.today())


def _answer(
    knowledge: KnowledgeBase, turn: threading.Lock, question: str, thread: tuple[str, ...], today: date
) -> Answer:
    # Each look at the index lets go of the interpreter; several who search in turns take twice as long.
    with turn:
        return ask(question, thread, knowledge=knowledge, today=today)
