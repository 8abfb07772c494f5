"""The HTTP side of the stand-in: the Web API, and the addresses given with commands and clicks."""

from __future__ import annotations

import json
import sys
import threading
from base64 import b64decode
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from bot.workspace import web_api
from bot.workspace.replies import Arguments, Reply, refused
from bot.workspace.troubles import Trouble
from bot.workspace.web_api import Workspaces

_ALL_WELL = Trouble()


def listen(workspaces: Workspaces, socket_url: str) -> ThreadingHTTPServer:
    """A server on a free port of loopback, which answers for the workspaces until it is shut down."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, workspaces, socket_url))
    threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True).start()
    return server


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who has hung up meanwhile is not waited for; any other fault of the stand-in is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, workspaces: Workspaces, socket_url: str, *args: Any) -> None:
        self._workspaces = workspaces
        self._socket_url = socket_url
        super().__init__(*args)

    def do_POST(self) -> None:
        body = self._body()
        _, kind, name = self.path.split("?")[0].split("/", 2)
        if kind == "api":
            self._answer(name, body)
        else:
            team, _, number = name.partition("/")
            status, reply_text = self._workspaces[team].respond(number, body)
            self._send(status, reply_text, {})

    def log_message(self, *_: Any) -> None:
        """Stay silent: what matters is recorded."""

    def _answer(self, method: str, body: dict[str, Any]) -> None:
        """Answer a call as the method does, unless trouble is ordered for it."""
        token, arguments = self._token(body), {**body, **self._client()}
        state = web_api.state_of(self._workspaces, token) or next(iter(self._workspaces.values()))
        trouble = state.troubles.next(method) or _ALL_WELL
        if trouble.until:
            trouble.until.wait()
        reply: Reply = {}
        if trouble.breaks != "before":
            reply = refused(trouble.error) if trouble.error else self._call(method, token, arguments)
        state.called(method, body, reply)
        if trouble.breaks:
            self.close_connection = True
            return
        headers = {"x-oauth-scopes": ",".join(sorted(state.scopes))} if token in state.tokens else {}
        if trouble.retry_after:
            headers["Retry-After"] = str(trouble.retry_after)
        self._send(trouble.status, json.dumps(reply), headers)

    def _call(self, method: str, token: str, arguments: Arguments) -> Reply:
        return web_api.call(self._workspaces, self._socket_url, method, token, arguments)

    def _token(self, body: dict[str, Any]) -> str:
        given = self.headers.get("Authorization", "")
        return given.removeprefix("Bearer ") if given.startswith("Bearer ") else str(body.get("token", ""))

    def _client(self) -> dict[str, str]:
        """The app's own credentials, where it gives those."""
        scheme, _, encoded = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            return {}
        client_id, _, client_secret = b64decode(encoded).decode().partition(":")
        return {"client_id": client_id, "client_secret": client_secret}

    def _body(self) -> dict[str, Any]:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if raw.startswith("{"):  # whatever its content type says: the SDK labels some forms as JSON
            return dict(json.loads(raw))
        return dict(parse_qsl(raw, keep_blank_values=True))

    def _send(self, status: int, body: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())
