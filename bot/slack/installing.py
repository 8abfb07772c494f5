"""How the app comes into a workspace: two pages, with Slack's own question between them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy.exc import SQLAlchemyError

from bot.data import read_yaml
from bot.errors import Fault, NatoError
from bot.ledger.installations import Installations, States
from bot.slack.clients import InstalledClients, web_client
from bot.slack.logs import BOLT_LOG, told
from bot.slack.settings import Settings
from bot.slack.wsgi import Response, Routes

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

MANIFEST = Path(__file__).parents[2] / "manifest.yaml"
INSTALL, RETURN = "/slack/install", "/slack/oauth_redirect"

_NOT_DONE = "The bot was not installed"
_HTML = "text/html; charset=utf-8"
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto }}</style>
</head><body><h1>{title}</h1><p>{text}</p><p><a href="{address}">{link}</a></p></body></html>
"""
_FAILURES: Mapping[str, str] = {
    "access_denied": "You did not allow what the bot needs, so nothing was installed.",
    "invalid_browser": "This page was not reached from the page of installation in this browser.",
    "invalid_state": "The page of installation was open for more than ten minutes, or was used before.",
    "missing_code": "Slack did not say what was allowed.",
    "invalid_code": "Slack no longer knows what was allowed.",
}
"""What is told, by Slack's or Bolt's name of the reason."""
_OTHERWISE = "The bot could not be installed. If that lasts, ask whoever runs it."
_WHOLE_ORGANISATION = "The bot is for single workspaces: choose one of them, not the whole organisation."

log = logging.getLogger(__name__)


class _WholeOrganisationError(BoltError):
    """The app was installed for all workspaces of an organisation at once."""


class _Flow(OAuthFlow):
    """Bolt's flow, with plain pages, for single workspaces."""

    def build_install_page_html(self, url: str, request: BoltRequest) -> str:  # noqa: ARG002 - Bolt's signature
        text = "Slack will ask you what the bot may do in your workspace."
        return _page("Install the bot", text, url, "Go on to Slack")

    def store_installation(self, request: BoltRequest, installation: Installation) -> None:
        if installation.is_enterprise_install or not installation.team_id:
            self.client.auth_revoke(token=installation.bot_token)
            raise _WholeOrganisationError
        super().store_installation(request, installation)


def install_flow(settings: Settings, installations: Installations, clients: InstalledClients) -> OAuthFlow:
    """The flow of installation. Raises NatoError where manifest.yaml cannot be read."""

    def succeed(done: SuccessArgs) -> BoltResponse:
        clients.forget(str(done.installation.team_id))
        log.info("installed", extra={"workspace": done.installation.team_id})
        return _succeeded(done.installation)

    return _Flow(
        client=web_client(None, settings.api_url),
        logger=logging.getLogger(BOLT_LOG),
        settings=OAuthSettings(
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            scopes=scopes_asked(),
            install_path=INSTALL,
            redirect_uri_path=RETURN,
            installation_store=installations,
            state_store=States(installations.engine),
            callback_options=CallbackOptions(success=succeed, failure=_failed),
        ),
    )


def install_routes(flow: OAuthFlow | None) -> Routes:
    """The pages of installation; none where there is no flow."""
    if flow is None:
        return {}
    return {
        ("GET", INSTALL): lambda environ: _shown(flow.handle_installation, environ),
        ("GET", RETURN): lambda environ: _shown(flow.handle_callback, environ),
    }


def _shown(handle: Callable[[BoltRequest], BoltResponse], environ: WSGIEnvironment) -> Response:
    """A page of the flow; a plain one too where Slack or the ledger cannot be reached."""
    headers: dict[str, str | Sequence[str]] = {"cookie": environ.get("HTTP_COOKIE", "")}
    request = BoltRequest(body="", query=environ.get("QUERY_STRING", ""), headers=headers)
    try:
        response = handle(request)
    except (SlackApiError, SQLAlchemyError, OSError) as error:
        log.error("an installation failed (%s)", told(error))
        return Response(503, _page(_NOT_DONE, _OTHERWISE).encode(), _HTML, _HEADERS)
    cookies = tuple(("Set-Cookie", cookie) for cookie in response.headers.get("set-cookie", ()))
    return Response(response.status, response.body.encode(), _HTML, (*_HEADERS, *cookies))


def _succeeded(installation: Installation) -> BoltResponse:
    name = installation.team_name or "your workspace"
    text = f"The bot is installed in {name}. Say /nato help there."
    query = urlencode({"app": installation.app_id, "team": installation.team_id})
    page = _page("The bot is installed", text, f"https://slack.com/app_redirect?{query}", "Open Slack")
    return BoltResponse(status=200, body=page, headers=_no_more_cookie())


def _failed(failed: FailureArgs) -> BoltResponse:
    log.warning("not installed", extra={"reason": failed.reason if failed.reason in _FAILURES else "other"})
    whole = isinstance(failed.error, _WholeOrganisationError)
    text = _WHOLE_ORGANISATION if whole else _FAILURES.get(failed.reason, _OTHERWISE)
    status = 400 if whole else failed.suggested_status_code
    return BoltResponse(status=status, body=_page(_NOT_DONE, text), headers=_no_more_cookie())


def _no_more_cookie() -> dict[str, str | Sequence[str]]:
    return {"Set-Cookie": [OAuthStateUtils().build_set_cookie_for_deletion()]}


def _page(title: str, text: str, address: str = INSTALL, link: str = "Try again") -> str:
    return _PAGE.format(title=escape(title), text=escape(text), address=escape(address), link=escape(link))


def scopes_asked() -> list[str]:
    """What the bot asks to be allowed: what manifest.yaml lists, no more.

    Raises NatoError where manifest.yaml cannot be read.
    """
    if not MANIFEST.exists():
        raise NatoError(
            Fault("is missing", "run the bot from its checkout: it lists the scopes", str(MANIFEST))
        )
    return list(read_yaml(MANIFEST)["oauth_config"]["scopes"]["bot"])
