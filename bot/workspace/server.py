"""The HTTP side of the stand-in: the Web API, and the addresses given with commands and clicks."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from bot.workspace import web_api

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace


def listen(workspace: Workspace) -> ThreadingHTTPServer:
    """A server on a free port of loopback, which answers for the workspace until it is shut down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, workspace))
    threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, workspace: Workspace, *args: Any) -> None:
        self._workspace = workspace
        super().__init__(*args)

    def do_POST(self) -> None:
        body = self._body()
        _, kind, name = self.path.split("?")[0].split("/", 2)
        if kind == "api":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ") or body.get("token", "")
            reply = web_api.call(self._workspace, name, token, body)
            self._workspace.called(name, body, reply)
            if name in self._workspace.dropping:
                self.close_connection = True
                return
            limited = reply.get("error") == "ratelimited"
            self._send(429 if limited else 200, json.dumps(reply), {"Retry-After": "1"} if limited else {})
        else:
            status, reply_text = self._workspace.respond(name, body)
            self._send(status, reply_text, {})

    def log_message(self, *_: Any) -> None:
        """Stay silent: what matters is recorded."""

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
