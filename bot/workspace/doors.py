"""The two ways in which Slack reaches an app: signed HTTP requests, and a WebSocket that the app opened."""

from __future__ import annotations

import itertools
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """How the app took a payload: 200 where it acknowledged it, and what it replied with that."""

    status: int
    body: str = ""

    @property
    def replied(self) -> dict[str, Any]:
        """What the app said with its acknowledgement, where that is JSON."""
        return dict(json.loads(self.body)) if self.body.startswith("{") else {}


class Door(Protocol):
    """Hands a payload to the app and waits for its acknowledgement, no longer than Slack does."""

    def deliver(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0) -> Receipt:
        """Deliver the payload, for the `retry`th time again."""


ACKNOWLEDGED_WITHIN = 3.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class HttpDoor:
    """Signed requests to `url`."""

    url: str
    signing_secret: str

    def deliver(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0) -> Receipt:
        """Deliver the payload as Slack encodes its kind."""
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(form), "application/x-www-form-urlencoded"
        timestamp = str(int(time.time()))
        signature = SignatureVerifier(self.signing_secret).generate_signature(timestamp=timestamp, body=body)
        headers = {"Content-Type": content_type, "X-Slack-Request-Timestamp": timestamp}
        headers |= {"X-Slack-Signature": str(signature)}
        headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        return self.send(body.encode(), headers)

    def send(self, body: bytes, headers: Mapping[str, str]) -> Receipt:
        """Send a body as it is, rightly signed or not."""
        request = urllib.request.Request(self.url, body, dict(headers), method="POST")  # noqa: S310 - loopback
        try:
            with urllib.request.urlopen(request, timeout=ACKNOWLEDGED_WITHIN) as response:  # noqa: S310
                return Receipt(response.status, response.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Receipt(error.code, error.read().decode())


class SocketDoor:
    """A WebSocket server; payloads go over the newest connection, unless another is named."""

    def __init__(self) -> None:
        self._server: Server = serve(self._hold, "127.0.0.1", 0)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self._connections: list[ServerConnection] = []
        self._acknowledged: dict[str, str] = {}
        self._changed = threading.Condition()
        self._count = itertools.count(1)

    @property
    def url(self) -> str:
        """Where apps.connections.open sends the app."""
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/link"

    def wait_for_app(self, seconds: float) -> None:
        """Wait until an app is connected. Raises TimeoutError where none comes."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._connections, seconds):
                raise TimeoutError("no app opened the socket")

    def deliver(
        self, kind: Kind, payload: Mapping[str, Any], retry: int = 0, *, over: int = -1, cut: bool = False
    ) -> Receipt:
        """Deliver the payload in an envelope; 0 is the status of what nobody acknowledged in time.

        `over` counts through the connections, from the oldest on, again and again. With `cut`, Slack hangs up
        once the envelope is sent.
        """
        envelope: dict[str, Any] = {"envelope_id": f"envelope-{next(self._count)}", "type": kind}
        envelope |= {"payload": payload, "accepts_response_payload": kind != "events_api"}
        envelope |= {"retry_attempt": retry, "retry_reason": "timeout"} if retry else {}
        self.wait_for_app(ACKNOWLEDGED_WITHIN)
        with self._changed:
            connection = self._connections[over % len(self._connections)]
        try:
            connection.send(json.dumps(envelope))
        except ConnectionClosed:
            return Receipt(0)
        if cut:
            connection.close()
        return self._receipt(envelope["envelope_id"], connection)

    def _receipt(self, envelope_id: str, connection: ServerConnection) -> Receipt:
        """How an envelope was taken, once that is known, or its connection is gone."""
        with self._changed:
            self._changed.wait_for(
                lambda: envelope_id in self._acknowledged or connection not in self._connections,
                ACKNOWLEDGED_WITHIN,
            )
            reply = self._acknowledged.get(envelope_id)
        return Receipt(0) if reply is None else Receipt(200, reply)

    def refresh(self) -> None:
        """Ask the app for a new connection, as Slack does every few hours; TimeoutError without one."""
        self.wait_for_app(ACKNOWLEDGED_WITHIN)
        with self._changed:
            old = self._connections[-1]
            old.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
            if not self._changed.wait_for(lambda: self._connections[-1] is not old, ACKNOWLEDGED_WITHIN):
                raise TimeoutError("the app opened no new connection")

    def hang_up(self) -> None:
        """Close the connections without a word."""
        with self._changed:
            connections = list(self._connections)
        for connection in connections:
            connection.close()
        with self._changed:
            self._changed.wait_for(lambda: not {*connections} & {*self._connections}, ACKNOWLEDGED_WITHIN)

    def close(self) -> None:
        """Close everything."""
        self._server.shutdown()
        self.hang_up()
        self._thread.join()

    def _hold(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self._connections.append(connection)
            self._changed.notify_all()
        try:
            for frame in connection:
                self._acknowledge(json.loads(frame))
        except ConnectionClosed:
            pass  # an app that goes away without a word is as gone as any other
        finally:
            with self._changed:
                self._connections.remove(connection)
                self._changed.notify_all()

    def _acknowledge(self, reply: Mapping[str, Any]) -> None:
        with self._changed:
            self._acknowledged[reply["envelope_id"]] = json.dumps(reply.get("payload") or {})
            self._changed.notify_all()
