"""Whatever strangers send to the HTTP door, and whatever form it has: refused, and nothing done about it."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import random
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from bot.slack.serving import LARGEST_BODY
from bot.workspace.doors import HttpDoor
from bot.workspace.payloads import Deed, Team, event_callback, slash_command
from tests.slack.conftest import SECRET, Scene

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
Request = tuple[bytes, dict[str, str]]
EACH = 200
"""Requests of each kind."""
CHANCE = random.Random(11)  # noqa: S311 - no secret
COUNT = itertools.count()
QUESTION = "who spoke at the forum"


def _command() -> dict[str, str]:
    deed = Deed(Team(), "U0001", f"1.{CHANCE.random()}", "http://127.0.0.1:9/")
    return slash_command("/nato", QUESTION, "C0001", deed)


def _mention() -> dict[str, Any]:
    event = {
        "type": "app_mention",
        "user": "U0001",
        "text": f"<@UNATO> {QUESTION}",
        "channel": "C0001",
        "ts": f"{CHANCE.random():.6f}",
    }
    return event_callback(event, f"Ev{CHANCE.random()}", Team())


def _signed(body: bytes, content_type: str, secret: str = SECRET, age: int = 0) -> Request:
    stamp = str(int(time.time()) - age)
    seal = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": content_type, "X-Slack-Request-Timestamp": stamp}
    return body, headers | {"X-Slack-Signature": f"v0={seal}"}


def _valid() -> Request:
    if CHANCE.random() < 0.5:
        return _signed(urlencode(_command()).encode(), FORM)
    return _signed(json.dumps(_mention()).encode(), JSON)


def _unsigned() -> Request:
    body, headers = _valid()
    headers.pop(CHANCE.choice(["X-Slack-Signature", "X-Slack-Request-Timestamp"]))
    return body, headers


def _forged() -> Request:
    return _signed(urlencode(_command()).encode(), FORM, secret=f"{CHANCE.random()}")


def _at_another_time() -> Request:
    age = CHANCE.choice([-1, 1]) * CHANCE.randint(310, 10**9)
    return _signed(urlencode(_command()).encode(), FORM, age=age)


def _altered() -> Request:
    body, headers = _valid()
    place = CHANCE.randrange(len(body))
    return body[:place] + bytes([body[place] ^ CHANCE.randint(1, 255)]) + body[place + 1 :], headers


def _cut() -> Request:
    body, headers = _valid()
    return body[: CHANCE.randrange(len(body))], headers


def _no_json() -> Request:
    whole = json.dumps(_mention()).encode()
    return _signed(whole[: CHANCE.randrange(1, len(whole) - 1)] + _blanks(), JSON)


def _blanks() -> bytes:
    """So many that no two requests are the same."""
    return b" " * next(COUNT)


def _no_object() -> Request:
    value = CHANCE.choice([None, True, 7, "text", [], [_mention()], float("nan")])
    if CHANCE.random() < 0.5:
        return _signed(json.dumps(value).encode() + _blanks(), JSON)
    return _signed(urlencode({"payload": json.dumps(value), "salt": CHANCE.random()}).encode(), FORM)


def _deep() -> Request:
    depth = CHANCE.randint(20_000, 90_000)
    return _signed(b'{"type":' + b"[" * depth + b"]" * depth + b"}" + _blanks(), JSON)


def _no_text() -> Request:
    place, whole = CHANCE.randrange(20), json.dumps(_mention()).encode()
    return _signed(whole[:place] + bytes([CHANCE.randint(0x80, 0xFF)]) + whole[place:], JSON)


def _no_such_content() -> Request:
    kind = CHANCE.choice(["text/plain", "multipart/form-data", "application/xml", "", "a/b; charset=utf-8"])
    return _signed(json.dumps(_mention()).encode(), kind)


def _twice() -> Request:
    name = CHANCE.choice(["text", "user_id", "command"])
    return _signed(urlencode(_command()).encode() + f"&{name}={CHANCE.random()}".encode(), FORM)


def _of_another_kind() -> Request:
    payload = _mention()
    name = CHANCE.choice(["event", "team_id", "authorizations", "type"])
    payload[name] = CHANCE.choice([7, True, [[]], "text" if name == "event" else {"id": 1}])
    return _signed(json.dumps(payload).encode(), JSON)


REFUSED = {
    _unsigned: 401,
    _forged: 401,
    _at_another_time: 401,
    _altered: 401,
    _cut: 401,
    _no_json: 400,
    _no_object: 400,
    _deep: 400,
    _no_text: 401,
    _no_such_content: 400,
    _twice: 400,
    _of_another_kind: 400,
}


@pytest.fixture
def send(scene: Scene) -> Iterator[Callable[[Request], int]]:
    """Sends a request over one connection, as strangers do who are in a hurry: the status."""
    connection = HTTPConnection(_host(scene), timeout=10)

    def send(request: Request) -> int:
        body, headers = request
        connection.request("POST", "/slack/events", body, headers)
        with connection.getresponse() as response:
            response.read()
            return response.status

    yield send
    connection.close()


def _host(scene: Scene) -> str:
    assert isinstance(scene.workspace.door, HttpDoor)
    return urlsplit(scene.workspace.door.url).netloc


@pytest.mark.parametrize(("make", "status"), REFUSED.items(), ids=lambda kind: getattr(kind, "__name__", ""))
def test_it_is_refused(
    scene: Scene,
    send: Callable[[Request], int],
    caplog: pytest.LogCaptureFixture,
    make: Callable[[], Request],
    status: int,
) -> None:
    assert Counter(send(make()) for _ in range(EACH)) == {status: EACH}
    assert send(_signed(urlencode(_command()).encode(), FORM)) == 200
    scene.settle()
    assert scene.oracle.asked == [(QUESTION, ())]
    assert "Traceback" not in caplog.text


def test_what_was_sent_before_is_refused(scene: Scene, send: Callable[[Request], int]) -> None:
    requests = [_valid() for _ in range(15)]
    first = [send(request) for request in requests]
    again = [send(CHANCE.choice(requests)) for _ in range(EACH)]
    scene.settle()
    assert set(first) == {200}
    assert set(again) == {401}
    assert len(scene.oracle.asked) == len(requests)


def test_what_lacks_a_field_breaks_nothing(
    scene: Scene, send: Callable[[Request], int], caplog: pytest.LogCaptureFixture
) -> None:
    statuses = set()
    for _ in range(EACH):
        payload: dict[str, Any] = CHANCE.choice([_command, _mention])()
        part = payload["event"] if "event" in payload and CHANCE.random() < 0.5 else payload
        for name in CHANCE.sample(sorted(part), CHANCE.randint(1, 3)):
            del part[name]
        payload["salt"] = str(next(COUNT))  # else some would be the same, and seen before
        body = urlencode(payload).encode() if "command" in payload else json.dumps(payload).encode()
        statuses.add(send(_signed(body, FORM if "command" in payload else JSON)))
    assert statuses <= {200, 400}
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("kind", ["too-large", "lying", "negative", "no-number", "chunked"])
def test_bodies_of_a_false_length_are_refused(scene: Scene, kind: str) -> None:
    body, headers = _signed(urlencode(_command()).encode(), FORM)
    statuses = {_raw(scene, headers, *_false_length(kind, body)) for _ in range(20)}
    scene.settle()
    assert statuses == {"too-large": {413}, "lying": {0}}.get(kind, {400})
    assert scene.oracle.asked == []


def _false_length(kind: str, body: bytes) -> tuple[Mapping[str, str], bytes]:
    match kind:
        case "too-large":
            return {"Content-Length": str(LARGEST_BODY + CHANCE.randint(1, 10**12))}, b""
        case "lying":
            return {"Content-Length": str(len(body) + CHANCE.randint(1, 999))}, body
        case "negative":
            return {"Content-Length": f"-{CHANCE.randint(1, 999)}"}, body
        case "no-number":
            return {
                "Content-Length": CHANCE.choice(["ten", "1e3", "0x10", "१"]).encode().decode("latin-1")
            }, body
    return {"Transfer-Encoding": "chunked"}, b"zz\r\n" + body


def _raw(scene: Scene, headers: Mapping[str, str], length: Mapping[str, str], body: bytes) -> int:
    """The status of a request written byte for byte, whose sender then says no more; 0: no response."""
    host, _, port = _host(scene).partition(":")
    lines = [f"{name}: {value}" for name, value in {"Host": host, **headers, **length}.items()]
    head = "\r\n".join(["POST /slack/events HTTP/1.1", *lines, "", ""])
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(head.encode("latin-1") + body)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            line = answer.readline()
    return int(line.split()[1]) if line else 0
