"""The port as it closes: whoever was heard is answered."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from bot.slack import serving

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


def test_a_response_that_takes_longer_than_the_port_stays_open_arrives_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving, "_LAST_RESPONSES", 0)
    heard, may_answer = threading.Event(), threading.Event()

    def slow(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        heard.set()
        may_answer.wait()
        start_response("200 OK", [("Content-Length", "4")])
        return [b"late"]

    port = serving.open_port(slow, 0, "127.0.0.1")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(_get, f"http://127.0.0.1:{port.number}/")
        heard.wait()
        port.close()
        may_answer.set()
        assert answer.result() == b"late"


def _get(url: str) -> bytes:
    with urlopen(url, timeout=10) as response:  # noqa: S310 - loopback
        return bytes(response.read())
