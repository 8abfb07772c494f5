"""How somebody adds the app to a workspace: the steps of OAuth, as a browser goes through them."""

from __future__ import annotations

import re
from html import unescape
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

from bot.workspace.doors import Receipt
from bot.workspace.state import State

_AUTHORIZE = re.compile(r"https://slack\.com/oauth/v2/authorize\?[^\"'\s<>]+")


def install(state: State, app: str, *, denied: bool = False) -> Receipt:
    """Somebody adds the app, served at address `app`, to the workspace, or does not allow what it asks for.

    The receipt is the page on which that ends. Raises LookupError where the app's page of installation does
    not lead to Slack.
    """
    status, headers, page = get(app, "/slack/install")
    link = _AUTHORIZE.search(unescape(f"{headers.get('location', '')} {page}"))
    if not link:
        raise LookupError(f"/slack/install (HTTP {status}) does not lead to Slack")
    asked = {key: values[0] for key, values in parse_qs(urlsplit(link[0]).query).items()}
    code = f"{state.team.id}-code-{len(state.codes)}"
    state.codes.add(code)
    told = {"error": "access_denied"} if denied else {"code": code}
    path = urlsplit(asked.get("redirect_uri", "")).path or "/slack/oauth_redirect"
    query = urlencode({**told, "state": asked.get("state", "")})
    cookie = headers.get("set-cookie", "").partition(";")[0]
    status, _, page = get(app, f"{path}?{query}", Cookie=cookie)
    return Receipt(status, page)


def get(app: str, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """A page of the app as a browser gets it: status, headers by their names in small letters, and text."""
    connection = HTTPConnection(urlsplit(app).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        replied = {name.lower(): value for name, value in response.getheaders()}
        return response.status, replied, response.read().decode()
    finally:
        connection.close()
