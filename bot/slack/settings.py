"""What the environment says about Slack, checked once, all faults together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.errors import Fault, NatoError
from bot.ledger.retention import MOST_DAYS, USUAL_DAYS

SLACK_API = "https://slack.com/api/"
_PORT = 3000
_OF_SEVERAL = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
_APP_PAGE = "from your app's page at api.slack.com/apps"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach Slack, and how Slack reaches us: a socket that we open, or signed HTTP requests."""

    bot_token: str = field(default="", repr=False)
    """The token for the one workspace; empty where workspaces install the app themselves."""
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = SLACK_API
    port: int | None = None
    """Where to listen; None: nowhere, as the socket needs no port."""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    token_key: str = field(default="", repr=False)
    """The keys that the tokens of several workspaces are encrypted with."""
    metrics_token: str = field(default="", repr=False)
    """What opens the metrics; none are shown without one."""
    retention_days: int = USUAL_DAYS
    """For how long the ledger keeps what people wrote."""

    @property
    def several_workspaces(self) -> bool:
        """Whether any workspace may install the app."""
        return bool(self.client_id)

    @property
    def uses_socket(self) -> bool:
        """Whether this runs in Socket Mode, which then bars HTTP."""
        return bool(self.app_token)


def wants_slack(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether any variable asks for Slack, be it rightly or wrongly set."""
    asking = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", *_OF_SEVERAL)
    return any(environment.get(name, "").strip() for name in asking)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in an environment; a variable that is set but empty counts as not set.

    Raises NatoError with one fault for each variable that is missing or cannot be right. No value that may
    be a secret is ever repeated.
    """
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    faults = [
        *_token_faults(given),
        *_door_faults(given),
        *_address_faults(given),
        *_port_faults(given),
        *_retention_faults(given),
    ]
    if faults:
        raise NatoError(*faults)
    return Settings(
        bot_token=given.get("SLACK_BOT_TOKEN", ""),
        app_token=given.get("SLACK_APP_TOKEN", ""),
        signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
        api_url=given.get("SLACK_API_URL", SLACK_API).rstrip("/") + "/",
        port=_port(given),
        retention_days=int(given.get("NATO_RETENTION_DAYS", USUAL_DAYS)),
        client_id=given.get("SLACK_CLIENT_ID", ""),
        client_secret=given.get("SLACK_CLIENT_SECRET", ""),
        token_key=given.get("NATO_TOKEN_KEY", ""),
        metrics_token=given.get("NATO_METRICS_TOKEN", ""),
    )


def _port(given: Mapping[str, str]) -> int | None:
    if "PORT" in given:
        return int(given["PORT"])
    return None if "SLACK_APP_TOKEN" in given else _PORT


def _token_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    """One workspace needs the bot's token, several need the app's own credentials; never both."""
    several = [name for name in _OF_SEVERAL if name in given]
    if several and "SLACK_BOT_TOKEN" in given:
        yield Fault(
            f"SLACK_BOT_TOKEN, {', '.join(several)}: all are set",
            f"for several workspaces, unset SLACK_BOT_TOKEN; for one, unset {' and '.join(several)}",
        )
    elif several:
        yield from _several_faults(given)
    else:
        yield from _bot_token_faults(given)


def _several_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    remedy = f"copy both {_APP_PAGE}, Basic Information"
    yield from (Fault(f"{name}: is not set", remedy) for name in _OF_SEVERAL if name not in given)
    if "SLACK_APP_TOKEN" in given:
        remedy = "unset it: people install the app over HTTP, and so Slack can send everything there"
        yield Fault("SLACK_APP_TOKEN: does not go with SLACK_CLIENT_ID", remedy)
    elif "SLACK_SIGNING_SECRET" not in given:
        yield Fault("SLACK_SIGNING_SECRET: is not set", f"copy it {_APP_PAGE}, Basic Information")


def _bot_token_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    remedy = f"copy the Bot User OAuth Token (xoxb-…) {_APP_PAGE}, OAuth & Permissions"
    token = given.get("SLACK_BOT_TOKEN")
    if not token:
        yield Fault("SLACK_BOT_TOKEN: is not set", remedy)
    elif not token.startswith("xoxb-"):
        yield Fault("SLACK_BOT_TOKEN: is no bot token", remedy)


def _door_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    token = given.get("SLACK_APP_TOKEN")
    remedy = f"copy an App-Level Token (xapp-…) with connections:write {_APP_PAGE}, Basic Information"
    if token and not token.startswith("xapp-"):
        yield Fault("SLACK_APP_TOKEN: is no app-level token", remedy)
    if not token and "SLACK_SIGNING_SECRET" not in given and not any(name in given for name in _OF_SEVERAL):
        yield Fault(
            "SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: neither is set",
            f"for Socket Mode, {remedy}; for HTTP, copy the Signing Secret from the same page",
        )


def _address_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    if not re.fullmatch(r"https?://[\w.-]+(:\d{1,5})?(/\S*)?", given.get("SLACK_API_URL", SLACK_API)):
        yield Fault("SLACK_API_URL: is no http address", f"unset it, or give a base URL such as {SLACK_API}")


def _port_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    port = given.get("PORT", str(_PORT))
    if not (re.fullmatch(r"[0-9]{1,5}", port) and 0 < int(port) < 65536):
        yield Fault(f"PORT: {port!r:.20} is no port number", "give a number from 1 to 65535, such as 3000")


def _retention_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    days = given.get("NATO_RETENTION_DAYS", str(USUAL_DAYS))
    if not (re.fullmatch(r"[0-9]{1,4}", days) and int(days) <= MOST_DAYS):
        what = f"NATO_RETENTION_DAYS: {days!r:.20} is no number of days"
        yield Fault(what, f"give one from 0 to {MOST_DAYS}, such as {USUAL_DAYS}")
