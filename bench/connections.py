"""Signed slash commands over kept connections, and how long their acknowledgements take."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

_count = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of requests took, in seconds of each, their statuses, and how many came with a message."""

    took: tuple[float, ...]
    statuses: Counter[int]
    answered: int


def command(text: str, secret: str, response_url: str, user: str = "") -> bytes:
    """A `/nato` command as Slack sends it; of a person who gives no other, if none is named."""
    number = next(_count)
    fields = {
        "token": "legacy",
        "team_id": "T0001",
        "team_domain": "bench",
        "channel_id": f"C{number % 997:04}",
        "channel_name": "general",
        "user_id": user or f"U{number:07}",
        "user_name": "someone",
        "command": "/nato",
        "text": text,
        "api_app_id": "A0001",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": f"1.{number}",
    }
    return _request(urlencode(fields).encode(), secret)


def _request(body: bytes, secret: str) -> bytes:
    stamp = str(int(time.time()))
    seal = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: v0={seal}\r\n\r\n"
    )
    return head.encode() + body


def send_all(port: int, requests: Sequence[bytes], connections: int) -> Run:
    """Send the requests, as many at a time as there are connections."""
    waiting = iter(requests)
    took: list[float] = []
    statuses: Counter[int] = Counter()
    answered = 0
    with selectors.DefaultSelector() as selector:
        for request in itertools.islice(waiting, connections):
            opened = socket.create_connection(("127.0.0.1", port))
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(opened, selectors.EVENT_READ, _sent(opened, request))
        while selector.get_map():
            for key, _ in selector.select():
                connection = key.fileobj
                assert isinstance(connection, socket.socket)  # noqa: S101 - tells the type
                status, message = _response(connection)
                statuses[status] += 1
                answered += bool(message)
                took.append(time.perf_counter() - key.data)
                following = next(waiting, None)
                if following is None:
                    selector.unregister(connection)
                    connection.close()
                else:
                    selector.modify(connection, selectors.EVENT_READ, _sent(connection, following))
    return Run(tuple(took), statuses, answered)


def _sent(connection: socket.socket, request: bytes) -> float:
    now = time.perf_counter()
    connection.sendall(request)
    return now


def _response(connection: socket.socket) -> tuple[int, bytes]:
    """The status and the body of one response, whose length its header tells."""
    response = b""
    for part in _parts(connection):
        response += part
        head, ended, body = response.partition(b"\r\n\r\n")
        if ended and len(body) >= _length(head):
            return int(head[9:12]), body
    raise ConnectionError("the server hung up")


def _parts(connection: socket.socket) -> Iterator[bytes]:
    while part := connection.recv(65536):
        yield part


def _length(head: bytes) -> int:
    _, _, length = head.lower().partition(b"content-length:")
    return int(length.partition(b"\r\n")[0] or 0)
