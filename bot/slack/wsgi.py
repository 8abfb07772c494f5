"""HTTP in its plainest form: who answers a method and a path, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered to a request."""

    status: int
    body: bytes
    content_type: str = TEXT
    headers: tuple[tuple[str, str], ...] = ()


Routes = Mapping[tuple[str, str], Callable[["WSGIEnvironment"], Response]]
"""Who answers, by method and path."""

_NOT_FOUND = Response(404, b"not found")


def application(routes: Routes) -> WSGIApplication:
    """The routes as a WSGI application."""

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        route = routes.get((environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")))
        answer = route(environ) if route else _NOT_FOUND
        headers = [
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
            *answer.headers,
        ]
        start_response(f"{int(answer.status)} {HTTPStatus(answer.status).phrase}", headers)
        return [answer.body]

    return respond
