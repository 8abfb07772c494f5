"""The HTTP doors: signed requests from Slack to the app, and how the bot is, for its host."""

from __future__ import annotations

import hmac
import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt import BoltRequest

from bot.errors import Fault, NatoError
from bot.slack.app import Service
from bot.slack.envelope import RefusedError, Seal
from bot.slack.health import Health
from bot.slack.metrics import CONTENT_TYPE, REFUSED_REQUESTS, exposition
from bot.slack.wsgi import Response, Routes

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

_JSON = "application/json"
_SECRET = "set it to the Signing Secret from your app's page, Basic Information"  # noqa: S105


def slack_routes(service: Service) -> Routes:
    """Where Slack sends what happens. Raises NatoError where there is no secret to verify signatures with."""
    if not service.settings.signing_secret:
        raise NatoError(Fault("SLACK_SIGNING_SECRET: is not set", _SECRET))
    seal = Seal(service.settings.signing_secret)
    return {("POST", "/slack/events"): lambda environ: _hear(service, seal, environ)}


def host_routes(service: Service) -> Routes:
    """What a host asks for: whether the bot lives, whether it is ready and, with its token, the metrics."""
    health, token = service.health, service.settings.metrics_token
    routes: Routes = {
        ("GET", "/healthz"): lambda _: _state(health, HTTPStatus.OK),
        ("GET", "/readyz"): lambda _: _state(health, HTTPStatus.SERVICE_UNAVAILABLE),
    }
    return {**routes, ("GET", "/metrics"): lambda environ: _metrics(environ, token)} if token else routes


def _hear(service: Service, seal: Seal, environ: WSGIEnvironment) -> Response:
    """Hand a request of Slack's to the app."""
    if service.health.draining:
        return Response(503, b"stopping")
    try:
        payload, headers = seal.opened(environ)
    except RefusedError as refused:
        REFUSED_REQUESTS.labels(refused.status.value).inc()
        return Response(refused.status, str(refused).encode())
    # A form that holds the word "payload" would be lost on Bolt, which takes it for an interaction; given
    # as a dict, as from the socket, it is read here.
    response = service.app.dispatch(BoltRequest(body=payload, headers=dict(headers), mode="socket_mode"))
    return Response(response.status, response.body.encode(), response.first_headers()["content-type"])


def _state(health: Health, unready: HTTPStatus) -> Response:
    """How the bot is, under the status `unready` where it is not ready."""
    ready = health.ready
    told = json.dumps({"ready": ready, **health.parts()})
    return Response(
        HTTPStatus.OK if ready else unready, told.encode(), _JSON, (("Cache-Control", "no-store"),)
    )


def _metrics(environ: WSGIEnvironment, token: str) -> Response:
    given = environ.get("HTTP_AUTHORIZATION", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return Response(401, b"needs the token", headers=(("WWW-Authenticate", "Bearer"),))
    return Response(200, exposition(), CONTENT_TYPE)
