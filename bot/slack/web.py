"""The HTTP door: signed requests from Slack to the app, and a sign of life for the host."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from gunicorn.errors import AppImportError  # type: ignore[import-untyped]
from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.errors import Fault, NatoError
from bot.slack.app import Service, start

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LARGEST_BODY = 1_000_000
"""Bytes; Slack sends far less, and nobody else is read before the signature is known to be good."""

_TEXT = "text/plain"
_SECRET = "set it to the Signing Secret from your app's page, Basic Information"  # noqa: S105


@dataclass(frozen=True, slots=True)
class WebDoor:
    """The door to a service, as a WSGI application."""

    service: Service
    verifier: SignatureVerifier

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        route = (environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""))
        if route == ("GET", "/healthz"):
            status, content_type, body = 200, _TEXT, "ok"
        elif route == ("POST", "/slack/events"):
            status, content_type, body = _hear(self, environ)
        else:
            status, content_type, body = 404, _TEXT, "not found"
        start_response(f"{status} {HTTPStatus(status).phrase}", [("Content-Type", content_type)])
        return [body.encode()]


def wsgi() -> WebDoor:
    """The application for gunicorn, which shows a NatoError as its message alone."""
    try:
        door = web_door(start())
    except NatoError as error:
        raise AppImportError(str(error)) from error
    door.service.clock.start()
    return door


def web_door(service: Service) -> WebDoor:
    """The door to a service. Raises NatoError where there is no secret to verify signatures with."""
    if not service.settings.signing_secret:
        raise NatoError(Fault("SLACK_SIGNING_SECRET: is not set", _SECRET))
    return WebDoor(service, SignatureVerifier(service.settings.signing_secret))


def _hear(door: WebDoor, environ: WSGIEnvironment) -> tuple[int, str, str]:
    """Hand a request of Slack's to the app, after a look at its signature: status, content type, body."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LARGEST_BODY:
        return 413, _TEXT, "too large"
    raw = environ["wsgi.input"].read(length)
    headers = _headers(environ)
    if not _is_signed(door.verifier, raw, headers):
        return 401, _TEXT, "not signed by Slack"
    payload = _payload(raw.decode(), environ.get("CONTENT_TYPE", ""))
    # A form that holds the word "payload" would be lost on Bolt, which takes it for an interaction; given
    # as a dict, as from the socket, it is read here.
    response = door.service.app.dispatch(BoltRequest(body=payload, headers=headers, mode="socket_mode"))
    return response.status, response.first_headers()["content-type"], response.body


def _is_signed(verifier: SignatureVerifier, raw: bytes, headers: Mapping[str, object]) -> bool:
    """Whether the signature is good; a forged request may lack one, or hold anything."""
    try:
        return verifier.is_valid(
            raw, str(headers["x-slack-request-timestamp"]), str(headers["x-slack-signature"])
        )
    except (KeyError, ValueError, TypeError):
        return False


def _payload(body: str, content_type: str) -> dict[str, Any]:
    """What Slack sent: events as JSON, commands as a form, interactions as JSON in a form."""
    if content_type.startswith("application/json"):
        return dict(json.loads(body))
    form = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else form


def _headers(environ: WSGIEnvironment) -> dict[str, str | Sequence[str]]:
    return {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_X_SLACK")
    }
