"""What comes over HTTP, signed by Slack and in the shape that Slack gives it; nothing else gets further."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from slack_sdk.signature import SignatureVerifier

from bot.slack.serving import LARGEST_BODY

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

_FIELDS = 100
"""So many fields a form may have; Slack's have fewer than thirty."""

_GOOD_FOR = 600.0
"""Seconds: a signature is good for five minutes before and after its time."""
_MOST_SEEN = 10_000
"""In that time, Slack sends up to 5,000 events of a workspace."""


class RefusedError(Exception):
    """A request that is not answered; the reason is for whoever sent it."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class _Event(msgspec.Struct):
    type: str
    channel: str | dict[str, Any] | None = None
    user: str | dict[str, Any] | None = None
    message: dict[str, Any] | None = None


class _Payload(msgspec.Struct):
    """The fields that every reader of a payload takes for granted to be of their type, if they are there."""

    type: str
    team_id: str | None = None
    event: _Event | None = None
    authorizations: list[dict[str, Any]] | None = None
    enterprise: dict[str, Any] | None = None
    team: dict[str, Any] | None = None
    user: dict[str, Any] | None = None
    channel: dict[str, Any] | None = None
    container: dict[str, Any] | None = None
    message: dict[str, Any] | None = None
    view: dict[str, Any] | None = None
    actions: list[dict[str, Any]] | None = None
    challenge: str | None = None


class Seal:
    """Knows what Slack has signed, of late, and for the first time."""

    def __init__(self, secret: str) -> None:
        self._verifier = SignatureVerifier(secret)
        self._seen: OrderedDict[bytes, float] = OrderedDict()
        self._lock = Lock()

    def opened(self, environ: WSGIEnvironment) -> tuple[dict[str, Any], dict[str, str]]:
        """The payload of a request, and its headers by Slack. Raises RefusedError for what is not Slack's."""
        raw = _body(environ)
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
            for name, value in environ.items()
            if name.startswith("HTTP_X_SLACK")
        }
        if not self._is_signed(raw, headers):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "not signed by Slack")
        if not self._is_new(headers["x-slack-signature"]):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "seen before")
        try:
            return _payload(raw.decode(), environ.get("CONTENT_TYPE", "")), headers
        except (ValueError, RecursionError, msgspec.ValidationError) as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "not in Slack's form") from error

    def _is_signed(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the signature is good; a forged request may lack one, or hold anything."""
        try:
            return self._verifier.is_valid(
                raw, headers["x-slack-request-timestamp"], headers["x-slack-signature"]
            )
        except (KeyError, ValueError, TypeError):
            return False

    def _is_new(self, signature: str) -> bool:
        """Whether a signature comes for the first time while it is good; Slack signs what it repeats anew."""
        now, seal = time.monotonic(), bytes.fromhex(signature.removeprefix("v0="))
        with self._lock:
            while self._seen and (
                len(self._seen) > _MOST_SEEN or next(iter(self._seen.values())) < now - _GOOD_FOR
            ):
                self._seen.popitem(last=False)
            return self._seen.setdefault(seal, now) is now


def _body(environ: WSGIEnvironment) -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)  # the server has seen to it that this is a number
    if length > LARGEST_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    return bytes(environ["wsgi.input"].read(length))


def _payload(body: str, content_type: str) -> dict[str, Any]:
    """What Slack sent: events as JSON, commands as a form, interactions as JSON in a form.

    Raises ValueError where it is neither, and ValidationError where a field is not what its name says.
    """
    match content_type.partition(";")[0].strip().lower():
        case "application/json":
            return _checked(json.loads(body))
        case "application/x-www-form-urlencoded":
            return _form(body)
    raise ValueError(content_type)


def _form(body: str) -> dict[str, Any]:
    fields = parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    form = dict(fields)
    if len(form) != len(fields):
        raise ValueError("a field stands twice")
    return _checked(json.loads(form["payload"])) if "payload" in form else form


def _checked(payload: Any) -> dict[str, Any]:
    msgspec.convert(payload, _Payload)
    return dict(payload)
