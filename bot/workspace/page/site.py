"""The page's own server: its files, what it draws, what people do on it; for this machine alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from bot.question.gaps import gaps_in
from bot.workspace.page.deeds import do
from bot.workspace.page.examples import opening
from bot.workspace.page.picture import picture
from bot.workspace.page.playground import Playground
from bot.workspace.page.serving import LOOPBACK
from bot.workspace.page.sources import article, places, reasons

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FILES = Path(__file__).with_name("static")
_TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml"}
_LARGEST_DEED = 200_000
"""Bytes."""
_HEARTBEAT = 15.0
"""Seconds after which a stream without news shows that it is alive."""


class Site:
    """The page over a playground, as a WSGI application."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._closing = threading.Event()
        self._gets = {
            "/article": self._article,
            "/events": self._events,
            "/gaps": self._gaps,
            "/opening": self._opening,
            "/places": self._places,
            "/why": self._why,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            response = self._answer(Request(environ))
        except HTTPException as error:
            response = Response(error.description, error.code, mimetype="text/plain")
        except (KeyError, LookupError, ValueError) as error:
            response = _told({"error": str(error)}, 400)
        response.headers.extend(HEADERS)
        return response(environ, start_response)

    def close(self) -> None:
        """End the streams."""
        self._closing.set()
        changed = self._playground.workspace.changed
        with changed:
            changed.notify_all()

    def _answer(self, request: Request) -> Response:
        _require_own(request)
        if request.method == "POST" and request.path == "/do":
            return _told(do(self._playground, _deed(request)))
        if request.method != "GET":
            raise NotFound
        if request.path in self._gets:
            return self._gets[request.path](request)
        if request.path.startswith("/archives/"):
            return redirect(f"/#{request.path.split('/')[2]}")
        return _file(request.path)

    def _opening(self, _: Request) -> Response:
        return _told(opening(self._playground.knowledge))

    def _places(self, request: Request) -> Response:
        return _told(places(self._playground.knowledge, request.args["words"]))

    def _article(self, request: Request) -> Response:
        start, end = int(request.args["start"]), int(request.args["end"])
        return _told(article(self._playground.knowledge, request.args["file"], start, end))

    def _why(self, request: Request) -> Response:
        exchange = self._playground.transcript.exchange(int(request.args["exchange"]))
        return _told(reasons(self._playground.knowledge, exchange))

    def _gaps(self, _: Request) -> Response:
        return _told([asdict(gap) for gap in gaps_in(self._playground.service.desk.ledger)])

    def _events(self, _: Request) -> Response:
        return Response(self._stream(), mimetype="text/event-stream")

    def _stream(self) -> Iterator[str]:
        """The picture, anew whenever it changes."""
        shown = ""
        while not self._closing.is_set():
            drawn = self._await_other(shown)
            yield ": alive\n\n" if drawn == shown else f"data: {drawn}\n\n"
            shown = drawn

    def _await_other(self, shown: str) -> str:
        """The picture, once it is another than the one shown, or some time has passed."""
        workspace, drawn = self._playground.workspace, shown

        def is_other() -> bool:
            nonlocal drawn
            drawn = json.dumps(picture(workspace, self._playground.transcript), ensure_ascii=False)
            return drawn != shown or self._closing.is_set()

        with workspace.changed:
            workspace.changed.wait_for(is_other, _HEARTBEAT)
        return drawn


def _require_own(request: Request) -> None:
    """Refuse what another site's page sends here, by a name that it made point here or across origins."""
    request.trusted_hosts = [LOOPBACK, "localhost"]
    own = (None, f"http://{request.host}")
    embedded = request.headers.get("Sec-Fetch-Mode") != "navigate"
    foreign = embedded and request.headers.get("Sec-Fetch-Site") == "cross-site"
    if foreign or request.headers.get("Origin") not in own:
        raise Forbidden("this page is for this machine alone")


def _deed(request: Request) -> Mapping[str, Any]:
    request.max_content_length = _LARGEST_DEED
    deed = request.get_json()
    if not isinstance(deed, dict):
        raise BadRequest("no deed")
    return deed


def _told(what: Any, status: int = 200) -> Response:
    body = json.dumps(what, ensure_ascii=False, default=str)
    return Response(body, status, mimetype="application/json")


def _file(path: str) -> Response:
    """A file of the page; there are no folders among them."""
    name = path.removeprefix("/") or "index.html"
    file = _FILES / name
    if "/" in name or file.suffix not in _TYPES or not file.is_file():
        raise NotFound
    return Response(file.read_bytes(), mimetype=_TYPES[file.suffix])
