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
    status, headers, page = _get(app, "/slack/install", "")
    link = _AUTHORIZE.search(unescape(f"{headers.get('location', '')} {page}"))
    if not link:
        raise LookupError(f"/slack/install (HTTP {status}) does not lead to Slack")
    asked = {key: values[0] for key, values in parse_qs(urlsplit(link[0]).query).items()}
    code = f"{state.team.id}-code-{len(state.codes)}"
    state.codes.add(code)
    told = {"error": "access_denied"} if denied else {"code": code}
    path = urlsplit(asked.get("redirect_uri", "")).path or "/slack/oauth_redirect"
    query = urlencode({**told, "state": asked.get("state", "")})
    status, _, page = _get(app, f"{path}?{query}", headers.get("set-cookie", "").partition(";")[0])
    return Receipt(status, page)


def _get(app: str, path: str, cookie: str) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection(urlsplit(app).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read().decode()
    finally:
        connection.close()
