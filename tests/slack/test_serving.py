"""The port as it closes: whoever was heard is answered."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from bot.slack import serving

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_LONG = 3_000 * b"."


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


def test_who_is_being_answered_when_the_port_closes_gets_the_whole_response() -> None:
    for _ in range(20):
        heard, may_answer = threading.Semaphore(0), threading.Event()
        port = serving.open_port(partial(_answer_when, heard, may_answer), 0, "127.0.0.1")
        with ThreadPoolExecutor(serving.THREADS + 1) as pool:
            answers = [pool.submit(_get, f"http://127.0.0.1:{port.number}/") for _ in range(serving.THREADS)]
            for _ in answers:
                heard.acquire()
            closing = pool.submit(port.close)
            may_answer.set()
            assert [answer.result() for answer in answers] == [_LONG] * serving.THREADS
            closing.result()


def _answer_when(
    heard: threading.Semaphore,
    may_answer: threading.Event,
    _: WSGIEnvironment,
    start_response: StartResponse,
) -> Iterable[bytes]:
    heard.release()
    may_answer.wait()
    start_response("200 OK", [("Content-Length", str(len(_LONG)))])
    return [_LONG]


def _get(url: str) -> bytes:
    with urlopen(url, timeout=10) as response:  # noqa: S310 - loopback
        return bytes(response.read())
