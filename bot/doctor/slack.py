"""Whether Slack lets the bot do what it needs to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.data import data_folder
from bot.doctor.finding import Finding, notable, right, wrong
from bot.errors import Fault, NatoError
from bot.ledger.connections import connections
from bot.ledger.database import PATIENCE, database_url, version_at
from bot.ledger.installations import Installations, cipher
from bot.ledger.schema import versions
from bot.slack.clients import web_client
from bot.slack.installing import INSTALL, scopes_asked
from bot.slack.settings import Settings, read_settings, wants_slack
from bot.slack.socket import REMEDY

_NO_TOKEN = "nothing to do for the playground (nato run); for Slack, see docs/slack.md"  # noqa: S105
_BOT_TOKEN = "copy the Bot User OAuth Token again; the app must still be installed in the workspace"  # noqa: S105
_AWAY = "check the address and the network"
_FEWER = "bring the app's manifest to manifest.yaml (App Manifest), then Install App, Reinstall to Workspace"
_MORE = "nothing has to be done; fewer are safer: OAuth & Permissions"
_SECRET = "compare it with the Signing Secret, Basic Information: Slack's are 32 digits, 0 to 9 and a to f"  # noqa: S105
_NAMED = 10
"""Workspaces that are named; there may be thousands."""
_OFF = 30
"""Seconds that a clock may be ahead or behind; a network delays less."""


def look_at_slack() -> Iterator[Finding]:
    """Whether the variables are right, and what Slack says to them.

    Raises NatoError where variables are missing or cannot be right, Slack refuses a token, or is away.
    """
    if not wants_slack():
        yield notable("no token is set", _NO_TOKEN)
        return
    settings = read_settings()
    yield right("the variables have the form of what they should hold")
    yield from _socket(settings) if settings.uses_socket else _http(settings)
    yield from _workspaces(settings) if settings.several_workspaces else _workspace(settings)


def _socket(settings: Settings) -> Iterator[Finding]:
    client = web_client(None, settings.api_url)
    try:
        client.apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        yield wrong(Fault(f"SLACK_APP_TOKEN: refused ({error.response.get('error')})", REMEDY))
    except (OSError, HTTPException) as error:
        raise _unreached(settings) from error
    else:
        yield right("Socket Mode: Slack opens a socket for the app")


def _http(settings: Settings) -> Iterator[Finding]:
    if not re.fullmatch(r"[0-9a-f]{32}", settings.signing_secret):
        yield notable("SLACK_SIGNING_SECRET: does not look like one", _SECRET)
    yield right(f"HTTP: Slack's requests are awaited on port {settings.port}, at /slack/events")
    yield from _clock(settings)


def _clock(settings: Settings) -> Iterator[Finding]:
    """Whether the clock here tells the time that Slack signs its requests with.

    Source: docs.slack.dev, Verifying requests from Slack: what is older than five minutes is to be refused.
    """
    try:
        told = web_client(None, settings.api_url).api_test()
    except (SlackApiError, OSError, HTTPException) as error:
        raise _unreached(settings) from error
    off = (datetime.now(UTC) - parsedate_to_datetime(_headers(told)["date"])).total_seconds()
    if abs(off) > _OFF:
        what = f"the clock is {abs(off):.0f} seconds {'ahead of' if off > 0 else 'behind'} Slack's"
        yield wrong(Fault(what, "set it, by NTP for instance: from 300 on, Slack's requests are refused"))
    else:
        yield right("the clock tells the same time as Slack's")


def _workspace(settings: Settings) -> Iterator[Finding]:
    try:
        told = web_client(settings.bot_token, settings.api_url).auth_test()
    except SlackApiError as error:
        yield wrong(Fault(f"SLACK_BOT_TOKEN: refused ({error.response.get('error')})", _BOT_TOKEN))
    except (OSError, HTTPException) as error:
        raise _unreached(settings) from error
    else:
        yield right(f"the bot is @{told.get('user')} in {told.get('team')}")
        yield from _scopes(told)


def _scopes(told: SlackResponse) -> Iterator[Finding]:
    """The scopes that Slack tells beside any reply, against those that the bot needs."""
    given = _headers(told).get("x-oauth-scopes", "")
    granted, needed = set(re.findall(r"[\w.:]+", given)), set(scopes_asked())
    missing, spare = sorted(needed - granted), sorted(granted - needed)
    if missing:
        yield wrong(Fault(f"scopes of manifest.yaml are not granted: {', '.join(missing)}", _FEWER))
    else:
        yield right(f"the {len(needed)} scopes of manifest.yaml are granted")
    if spare:
        yield notable(f"scopes are granted that the bot does not use: {', '.join(spare)}", _MORE)


def _headers(told: SlackResponse) -> dict[str, str]:
    """What Slack tells beside a reply, by names in small letters."""
    return {name.lower(): value for name, value in told.headers.items()}


def _workspaces(settings: Settings) -> Iterator[Finding]:
    """The workspaces that installed the app, as the ledger has them."""
    key, url = cipher(settings.token_key), database_url(data_folder())
    if version_at(url) != versions()[-1]:
        return  # what is to be said about that is said of the ledger
    ledger = connections(url, PATIENCE)
    try:
        installations = Installations(ledger, settings.client_id, key)
        (workspaces, faults), granted = installations.check(), installations.granted()
    finally:
        ledger.dispose()
    yield from map(wrong, faults)
    yield from _outdated(granted)
    if not workspaces:
        yield notable("no workspace has installed the app", f"open {INSTALL} at the bot's address")
    elif not faults:
        yield right(f"installed in {workspaces} workspace{'s' * (workspaces > 1)}; their tokens can be read")


def _outdated(granted: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """The workspaces that gave fewer scopes than manifest.yaml asks for today."""
    needed = set(scopes_asked())
    lacking = sorted(workspace for workspace, scopes in granted.items() if needed - scopes)
    if lacking:
        named = ", ".join(lacking[:_NAMED]) + (", …" if len(lacking) > _NAMED else "")
        what = f"{len(lacking)} of {len(granted)} workspaces lack scopes of manifest.yaml: {named}"
        yield wrong(Fault(what, f"have somebody there open {INSTALL} again"))


def _unreached(settings: Settings) -> NatoError:
    return NatoError(Fault(f"SLACK_API_URL: {settings.api_url} cannot be reached", _AWAY))
