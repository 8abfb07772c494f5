"""Whose the bot is: one workspace's, by its token, or that of all which install it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from slack_bolt import App
from slack_bolt.oauth import OAuthFlow
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.errors import Fault, NatoError
from bot.ledger.installations import Installations, cipher
from bot.slack.clients import Clients, InstalledClients, OneBot, web_client
from bot.slack.installing import install_flow
from bot.slack.logs import BOLT_LOG
from bot.slack.settings import Settings

# HTTP requests are verified before they reach the app; those over the socket bear no signature. Unless they
# are processed before the response, Bolt has listeners run elsewhere, and looks every 10 ms whether they have
# acknowledged; ours do nothing but that, and hand their work on. Functions for workflows, whose tokens Bolt
# would look for, we offer none.
_app = partial(
    App,
    logger=logging.getLogger(BOLT_LOG),
    request_verification_enabled=False,
    raise_error_for_unhandled_request=True,
    process_before_response=True,
    attaching_function_token_enabled=False,
    user_facing_authorize_error_message="I am not installed in this workspace any more. Please add me again.",
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """Bolt's app, the clients that act in workspaces, and how further workspaces install it, if they may."""

    app: App
    clients: Clients
    flow: OAuthFlow | None = None


def access(settings: Settings, ledger: Engine) -> Access:
    """The access that the settings give.

    Raises NatoError where Slack cannot be reached or refuses the bot's token, and where the key opens none
    of the tokens of several workspaces.
    """
    return _of_several(settings, ledger) if settings.several_workspaces else _of_one(settings)


def _of_one(settings: Settings) -> Access:
    client = web_client(settings.bot_token, settings.api_url)
    try:
        bot = OneBot(client)
    except SlackApiError as error:
        remedy = "copy the Bot User OAuth Token again; the app must still be installed in the workspace"
        raise NatoError(Fault("SLACK_BOT_TOKEN: Slack does not accept it", remedy)) from error
    except OSError as error:
        raise NatoError(
            Fault(f"SLACK_API_URL: {settings.api_url} cannot be reached", "check the address and the network")
        ) from error
    app = _app(client=web_client(None, settings.api_url), authorize=bot)
    # Only now: with a token from the start, Bolt would warn of two authorities.
    app.client.token = settings.bot_token
    return Access(app, lambda _: client)


def _of_several(settings: Settings, ledger: Engine) -> Access:
    installations = Installations(ledger, settings.client_id, cipher(settings.token_key))
    _check_tokens(installations)
    clients = InstalledClients(installations, settings.api_url)
    flow = install_flow(settings, installations, clients)
    app = _app(client=web_client(None, settings.api_url), oauth_flow=flow, authorize=clients)  # type: ignore[arg-type] # Bolt takes an Authorize, too
    return Access(app, clients.of, flow)


def _check_tokens(installations: Installations) -> None:
    """A key that opens nothing is wrong; one workspace whose token is lost leaves the others as they are."""
    workspaces, faults = installations.check()
    if faults and len(faults) == workspaces:
        raise NatoError(*faults)
    for fault in faults:
        log.error("%s", fault)
