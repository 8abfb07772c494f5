"""Who acts in Slack: a client for each workspace, with the token that was given there."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.web import SlackResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import NatoError
from bot.ledger.installations import Installations
from bot.slack.logs import begin_request
from bot.slack.metrics import SLACK_ERRORS

TIMEOUT = 10
"""Seconds to wait for Slack."""
RETRIES = [RateLimitErrorRetryHandler(max_retry_count=3)]
"""A post whose connection broke may have arrived: sent again, it would stand there twice. Only what Slack has
turned away for its rate may be repeated."""

Clients = Callable[[str], WebClient]
"""The client that acts in a workspace, by the workspace's id."""

_FRESH = 60.0
"""Seconds after which another process may have seen a workspace leave or come back."""

log = logging.getLogger(__name__)


class _CountedClient(WebClient):
    """Counts what Slack refuses."""

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        try:
            return super().api_call(api_method, **arguments)
        except SlackApiError as error:
            SLACK_ERRORS.labels(api_method, str(error.response.get("error"))).inc()
            raise
        except OSError as error:
            SLACK_ERRORS.labels(api_method, type(error).__name__).inc()
            raise


def web_client(token: str | None, api_url: str) -> WebClient:
    """A client that never sends the same thing twice."""
    return _CountedClient(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=list(RETRIES))


def unrepeating(client: WebClient) -> WebClient:
    """The client, but what Slack turns away for its rate is left to the caller, who has other work to do."""
    return _CountedClient(token=client.token, base_url=client.base_url, timeout=TIMEOUT, retry_handlers=[])


class OneBot(Authorize):
    """Bolt's authority on the bot of the one workspace that the client acts in.

    Raises SlackApiError where Slack refuses the client's token, and OSError where it cannot be reached.
    """

    # Bolt's own draws up anew with every request who the bot is.
    def __init__(self, client: WebClient) -> None:
        self._bot = AuthorizeResult.from_auth_test_response(
            bot_token=client.token, auth_test_response=client.auth_test()
        )

    def __call__(self, **_: object) -> AuthorizeResult:
        """Who the bot is."""
        return self._bot


@dataclass(frozen=True, slots=True)
class _Known:
    bot: Bot
    client: WebClient
    since: float


class InstalledClients(Authorize):
    """The clients of all workspaces in which the app is installed, and Bolt's authority on them."""

    def __init__(self, installations: Installations, api_url: str) -> None:
        self._installations = installations
        self._api_url = api_url
        self._known: dict[str, _Known] = {}

    def __call__(self, *, team_id: str | None, **_: Any) -> AuthorizeResult | None:
        """Who the bot is in a workspace; None where the app is not installed there."""
        known = self._look_up(team_id or "")
        if known is None:
            return None
        bot = known.bot
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_scopes=bot.bot_scopes,
        )

    def of(self, workspace: str) -> WebClient:
        """The client that acts in a workspace; where the app is not installed, Slack lets it do nothing."""
        known = self._look_up(workspace)
        return known.client if known else web_client(None, self._api_url)

    def forget(self, workspace: str) -> None:
        """Ask the ledger again about a workspace."""
        self._known.pop(workspace, None)

    def _look_up(self, workspace: str) -> _Known | None:
        known = self._known.get(workspace)
        if known and time.monotonic() - known.since < _FRESH:
            return known
        try:
            bot = self._installations.bot_of(workspace)
        except SQLAlchemyError:
            if known:
                return known
            raise
        except NatoError as error:  # one lost token is no reason to fail everybody else
            log.error("%s", error)
            bot = None
        if bot is None:
            self.forget(workspace)
            return None
        self._known[workspace] = _Known(bot, web_client(bot.bot_token, self._api_url), time.monotonic())
        return self._known[workspace]


class Acting(Middleware):
    """Has listeners act through these clients, and the log tell which of its lines belong together."""

    # A function would do, too, but Bolt takes half as long as for all the rest to find out what it wants.
    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], BoltResponse],  # noqa: A002
    ) -> BoltResponse:
        """Go on, as Bolt wants it."""
        begin_request()
        req.context["client"] = self._clients(req.context.team_id or "")
        return next()
