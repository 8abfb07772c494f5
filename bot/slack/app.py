"""The wiring: settings and data in, one Bolt app out, for Socket Mode and HTTP alike."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltError, BoltUnhandledRequestError

from bot import ask
from bot.data import DataFolder
from bot.errors import Fault, NatoError
from bot.knowledge.base import KnowledgeBase, load
from bot.ledger.database import database_url, open_ledger
from bot.ledger.retention import forget
from bot.models import Answer
from bot.slack.clock import Clock, Job, at_most_every
from bot.slack.desk import Desk
from bot.slack.digest.due import post_due_digests
from bot.slack.digest.pace import Pace
from bot.slack.health import Health
from bot.slack.library import Edition, Library, state_of
from bot.slack.logs import BOLT_LOG, give_request_id, told
from bot.slack.loop.turn import Loop
from bot.slack.posting import web_client
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
    feedback,
    muting,
)

SURFACES = (
    agent,
    asking,
    buttons,
    channel_settings,
    checking,
    command,
    context,
    conversation,
    feedback,
    muting,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """A running bot: the app that hears Slack, and the desk that answers."""

    settings: Settings
    desk: Desk
    app: App
    clock: Clock
    health: Health

    def drain(self) -> None:
        """Answer what was acknowledged, finish a job under way, then stop."""
        self.clock.stop()
        self.desk.workers.shutdown()


def open_desk(folder: DataFolder) -> Desk:
    """The desk over a data folder. Raises NatoError where its knowledge or its ledger cannot be read."""
    library = Library(partial(read_edition, folder), partial(state_of, folder))
    return Desk(library, open_ledger(database_url(folder)))


def serve(settings: Settings, desk: Desk) -> Service:
    """The service at a desk; whoever opens its door starts its clock.

    Raises NatoError where Slack cannot be reached or refuses the bot's token.
    """
    app = _app(settings)
    app.use(give_request_id)
    for surface in SURFACES:
        surface.listen(app, desk)
    app.error(_on_error)
    digests = desk.library.holding()(partial(post_due_digests, desk, lambda _: app.client, Pace()))
    health = Health(desk.library, desk.ledger, desk.guard)
    words = at_most_every(timedelta(hours=1), partial(_forget_words, settings, desk))
    loop = Loop(desk, lambda _: app.client)
    jobs: list[Job] = [desk.library.look, health.look, digests, loop, words]
    return Service(settings, desk, app, Clock(jobs), health)


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


def _app(settings: Settings) -> App:
    try:
        return App(
            logger=logging.getLogger(BOLT_LOG),
            client=web_client(settings.bot_token, settings.api_url),
            # HTTP requests are verified before they reach the app; those over the socket bear no signature.
            request_verification_enabled=False,
            raise_error_for_unhandled_request=True,
            # Else Bolt has listeners run elsewhere, and looks every 10 ms whether they have acknowledged.
            # Ours do nothing but that, and hand their work on.
            process_before_response=True,
        )
    except BoltError as error:
        remedy = "copy the Bot User OAuth Token again; the app must still be installed in the workspace"
        raise NatoError(Fault("SLACK_BOT_TOKEN: Slack does not accept it", remedy)) from error
    except OSError as error:
        raise NatoError(
            Fault(f"SLACK_API_URL: {settings.api_url} cannot be reached", "check the address and the network")
        ) from error


def read_edition(folder: DataFolder) -> Edition:
    """The knowledge in a data folder, and who answers from it. Raises NatoError where it cannot be read."""
    knowledge = load(folder)
    return Edition(partial(_ask, knowledge), knowledge)


def _ask(knowledge: KnowledgeBase, question: str, thread: Sequence[str]) -> Answer:
    return ask(question, thread, knowledge=knowledge, today=date.today())
