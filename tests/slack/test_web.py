"""The HTTP door lets in Slack alone."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from bot.errors import NatoError
from bot.slack.serving import LARGEST_BODY
from bot.slack.settings import Settings
from bot.slack.web import slack_routes
from bot.workspace.doors import HttpDoor, Receipt
from bot.workspace.payloads import Deed, Team, slash_command
from bot.workspace.workspace import CHANNEL, USER
from tests.slack.conftest import QUOTE, SECRET, Scene

BODY = b"command=%2Fnato&text=who+spoke&response_url=http%3A%2F%2F127.0.0.1%2F"


class _Earlier(Clock):
    def now(self) -> float:
        return time.time() - 301


def _signed(secret: str = SECRET, clock: Clock | None = None) -> dict[str, str]:
    timestamp = str(int((clock or Clock()).now()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=BODY)
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }


def _send(scene: Scene, headers: Mapping[str, str], body: bytes = BODY) -> Receipt:
    door = scene.workspace.door
    assert isinstance(door, HttpDoor)
    return door.send(body, headers)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, BODY),
        (_signed("another secret"), BODY),
        (_signed(clock=_Earlier()), BODY),
        (_signed(), BODY + b"&user_id=U9"),
        (_signed(), b"\xff\xfe"),
        (_signed() | {"X-Slack-Request-Timestamp": "yesterday"}, BODY),
        (_signed() | {"X-Slack-Signature": "v0=\xe9"}, BODY),
        ({name: value for name, value in _signed().items() if name != "X-Slack-Signature"}, BODY),
    ],
    ids=["none", "forged", "stale", "altered", "no-text", "no-time", "no-ascii", "half"],
)
def test_what_slack_did_not_sign_is_refused(scene: Scene, headers: dict[str, str], body: bytes) -> None:
    assert _send(scene, headers, body).status == 401
    assert scene.replies() == []
    assert scene.oracle.asked == []


def test_what_slack_signed_is_answered(scene: Scene) -> None:
    payload = slash_command("/nato", "who spoke", CHANNEL, Deed(Team(), USER, "1", "http://127.0.0.1:9/"))
    receipt = scene.workspace.door.deliver("slash_commands", payload)
    scene.settle()
    assert scene.oracle.asked == [("who spoke", ())]
    reply = json.loads(receipt.body)  # with the acknowledgement, and for the asker alone
    assert (receipt.status, reply["response_type"]) == (200, "ephemeral")
    assert QUOTE.span.text in reply["text"]


def test_a_body_beyond_measure_is_not_read(scene: Scene) -> None:
    assert isinstance(scene.workspace.door, HttpDoor)
    connection = HTTPConnection(urlsplit(scene.workspace.door.url).netloc, timeout=10)
    connection.putrequest("POST", "/slack/events")
    for name, value in (_signed() | {"Content-Length": str(LARGEST_BODY + 1)}).items():
        connection.putheader(name, value)
    connection.endheaders()  # and no body, for which whoever reads it waits in vain
    assert connection.getresponse().status == 413
    connection.close()


def test_slack_is_told_that_the_address_is_ours(scene: Scene) -> None:
    challenge = {"type": "url_verification", "challenge": "3eZbrw1a"}
    receipt = scene.workspace.door.deliver("events_api", challenge)
    assert (receipt.status, "3eZbrw1a" in receipt.body) == (200, True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/metrics", 404),
        ("GET", "/", 404),
        ("GET", "/slack/events", 404),
        ("GET", "/slack/install", 404),
        ("POST", "/healthz", 404),
    ],
)
def test_only_the_sign_of_life_is_open(scene: Scene, method: str, path: str, status: int) -> None:
    assert isinstance(scene.workspace.door, HttpDoor)
    connection = HTTPConnection(urlsplit(scene.workspace.door.url).netloc)
    connection.request(method, path)
    with connection.getresponse() as response:
        assert response.status == status
    connection.close()


def test_without_a_secret_there_is_no_door(scene: Scene) -> None:
    service = scene.service
    socket_only = replace(service, settings=Settings("xoxb-1", "xapp-1"))
    with pytest.raises(NatoError, match=r"^SLACK_SIGNING_SECRET: is not set: .*Basic Information$"):
        slack_routes(socket_only)
