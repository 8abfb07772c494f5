"""The wiring: settings and data in, one Bolt app out, for Socket Mode and HTTP alike."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltError, BoltUnhandledRequestError

from bot import ask
from bot.data import DataFolder, data_folder
from bot.errors import Fault, NatoError
from bot.knowledge.base import KnowledgeBase, load
from bot.ledger.database import database_url, open_ledger
from bot.models import Answer
from bot.slack.clock import Clock
from bot.slack.desk import Desk
from bot.slack.digest.due import post_due_digests
from bot.slack.library import Edition, Library, state_of
from bot.slack.posting import web_client
from bot.slack.settings import Settings, read_settings
from bot.slack.surfaces import buttons, command, conversation, feedback
from bot.slack.work import told

SURFACES = (command, conversation, buttons, feedback)
_BOLT_LOG = "slack_bolt"
_LISTENERS = 8
"""Threads that acknowledge; they never wait for anything, so that no load makes Slack wait."""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """A running bot: the app that hears Slack, and the desk that answers."""

    settings: Settings
    desk: Desk
    app: App
    listeners: ThreadPoolExecutor
    clock: Clock

    def drain(self) -> None:
        """Answer what was acknowledged, finish a job under way, then stop."""
        self.clock.stop()
        self.listeners.shutdown(wait=True)
        self.desk.workers.shutdown(wait=True)


def start() -> Service:
    """The service that the environment asks for.

    Raises NatoError where a variable, the knowledge or the ledger is not fit, or Slack refuses the token.
    """
    _log_discreetly()
    settings = read_settings(os.environ)
    return serve(settings, open_desk(data_folder()))


def _log_discreetly() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Below errors, Slack's libraries log what people write.
    for library in (_BOLT_LOG, "slack_sdk"):
        logging.getLogger(library).setLevel(logging.ERROR)


def open_desk(folder: DataFolder) -> Desk:
    """The desk over a data folder. Raises NatoError where its knowledge or its ledger cannot be read."""
    library = Library(partial(_edition, folder), partial(state_of, folder))
    return Desk(library, open_ledger(database_url(folder)))


def serve(settings: Settings, desk: Desk) -> Service:
    """The service at a desk; whoever opens its door starts its clock.

    Raises NatoError where Slack cannot be reached or refuses the bot's token.
    """
    threads = ThreadPoolExecutor(_LISTENERS, "listener")
    app = _app(settings, threads)
    for surface in SURFACES:
        surface.listen(app, desk)
    app.error(_on_error)
    digests = desk.library.holding()(partial(post_due_digests, desk, lambda _: app.client))
    return Service(settings, desk, app, threads, Clock([desk.library.look, digests]))


def _on_error(error: Exception) -> BoltResponse | None:
    """Acknowledge what nobody listens to; log what failed before any listener was reached."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    log.error("a request failed (%s)", told(error))
    return None


def _app(settings: Settings, threads: ThreadPoolExecutor) -> App:
    try:
        return App(
            logger=logging.getLogger(_BOLT_LOG),
            client=web_client(settings.bot_token, settings.api_url),
            # HTTP requests are verified before they reach the app; those over the socket bear no signature.
            request_verification_enabled=False,
            raise_error_for_unhandled_request=True,
            listener_executor=threads,
        )
    except BoltError as error:
        remedy = "copy the Bot User OAuth Token again; the app must still be installed in the workspace"
        raise NatoError(Fault("SLACK_BOT_TOKEN: Slack does not accept it", remedy)) from error
    except OSError as error:
        raise NatoError(
            Fault(f"SLACK_API_URL: {settings.api_url} cannot be reached", "check the address and the network")
        ) from error


def _edition(folder: DataFolder) -> Edition:
    knowledge = load(folder)
    return Edition(partial(_ask, knowledge), knowledge)


def _ask(knowledge: KnowledgeBase, question: str, thread: Sequence[str]) -> Answer:
    return ask(question, thread, knowledge=knowledge, today=date.today())
