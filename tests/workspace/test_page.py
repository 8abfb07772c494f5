"""The playground's server speaks to its own page alone."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from bot.data import DataFolder
from bot.workspace.page import site
from bot.workspace.page.picture import ASKING
from bot.workspace.page.playground import Playground, playground_over
from bot.workspace.page.visit import page_of

NATO = Path(sys.executable).with_name("nato")
STATIC = sorted(Path(site.__file__).with_name("static").iterdir())


@pytest.fixture
def playground(data: Path) -> Iterator[Playground]:
    with playground_over(DataFolder(data)) as playground:
        yield playground


@pytest.fixture
def address(playground: Playground) -> Iterator[str]:
    with page_of(playground) as address:
        yield address


def _asked(
    address: str, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: str = ""
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request(method, path, body=body.encode() or None, headers=dict(headers or {}))
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def _done(address: str, deed: Mapping[str, Any], **headers: str) -> tuple[int, str]:
    sent = {
        "Content-Type": "application/json",
        **{key.replace("_", "-"): one for key, one in headers.items()},
    }
    response, told = _asked(address, "/do", "POST", sent, json.dumps(deed))
    return response.status, told


SAY = {"deed": "say", "channel": ASKING, "text": "Lunch?"}


def test_it_listens_on_loopback_alone(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["rebound.example", "rebound.example:80", "127.0.0.1.example"])
def test_another_name_that_points_here_is_refused(address: str, host: str) -> None:
    response, _ = _asked(address, "/opening", headers={"Host": host})
    assert response.status == 400


def test_what_another_sites_page_sends_is_refused(playground: Playground, address: str) -> None:
    before = len(playground.workspace.conversations.posts())
    assert _done(address, SAY, Origin="https://other.example")[0] == 403
    assert _done(address, SAY, Sec_Fetch_Site="cross-site")[0] == 403
    assert _done(address, SAY, Content_Type="text/plain")[0] == 415
    assert not any(post.text == "Lunch?" for post in playground.workspace.conversations.posts()[before:])
    assert _done(address, SAY, Origin=address)[0] == 200


@pytest.mark.parametrize("path", ["/", "/page.js", "/opening", "/nowhere"])
def test_nothing_but_its_own_files_may_run_or_be_fetched(address: str, path: str) -> None:
    response, _ = _asked(address, path)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/../site.py", "/..%2fsite.py", "/static/page.js", "/page.py", "/%00"])
def test_no_other_file_is_given_out(address: str, path: str) -> None:
    response, _ = _asked(address, path)
    assert response.status == 404


@pytest.mark.parametrize("file", STATIC, ids=lambda file: file.name)
def test_its_files_name_no_other_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"(?:https?:)?//[\w.]+\.\w{2,}", text) == []


@pytest.mark.parametrize(
    "deed",
    [
        {},
        {"deed": "fly"},
        {"deed": "say", "channel": ASKING, "text": " "},
        {"deed": "choose", "channel": ASKING, "ts": "1.1", "action_id": "x"},
        {"deed": "submit", "view": "V1", "answers": []},
        {"deed": "digest", "day": "someday"},
    ],
    ids=str,
)
def test_what_cannot_be_done_is_told_in_a_sentence(address: str, deed: dict[str, Any]) -> None:
    status, told = _done(address, deed)
    assert status == 400
    assert json.loads(told)["error"]


def test_an_article_is_told_in_three_parts(playground: Playground, address: str) -> None:
    words = "The first buoy is ours"
    _, told = _asked(address, f"/places?words={quote(words)}")
    (place,) = json.loads(told)
    _, told = _asked(address, "/article?file={file}&start={start}&end={end}".format(**place))
    before, middle, after = json.loads(told)["parts"]
    assert middle == words
    assert before + middle + after == playground.knowledge.seeds[place["file"]].text


@pytest.mark.parametrize(
    "query", ["file=none.txt&start=0&end=1", "file=regatta.txt&start=5&end=99999", "start=0"]
)
def test_no_article_is_made_up(address: str, query: str) -> None:
    response, _ = _asked(address, f"/article?{query}")
    assert response.status == 400


def test_a_link_to_a_message_leads_to_its_channel(playground: Playground, address: str) -> None:
    link = playground.service.app.client.chat_getPermalink(
        channel=ASKING, message_ts=playground.workspace.conversations.posts()[0].ts
    )["permalink"]
    response, _ = _asked(address, urlsplit(str(link)).path)
    assert (response.status, response.headers["Location"]) == (302, f"/#{ASKING}")


def test_the_ledger_is_gone_with_the_playground(data: Path) -> None:
    with playground_over(DataFolder(data)) as playground:
        ledger = Path(str(playground.service.desk.ledger.url.database))
        assert ledger.is_file()
    assert not ledger.exists()
    assert list(data.glob("*.sqlite3*")) == []


def test_a_port_that_is_taken_is_left_to_who_has_it(playground: Playground, address: str) -> None:
    with page_of(playground, int(address.rpartition(":")[2])) as other:
        assert other != address
        assert _asked(other, "/opening")[0].status == 200


def test_run_without_slack_serves_the_page_until_it_is_told_to_stop(data: Path) -> None:
    process = subprocess.Popen(
        [NATO, "run", "--port", "0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        told = process.stdout.readline()
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", told)
        assert "<title>nato – playground</title>" in _asked(address, "/")[1]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert list(data.glob("*.sqlite3*")) == []


def test_what_is_asked_on_the_page_is_kept_if_wanted(data: Path) -> None:
    process = subprocess.Popen(
        [NATO, "run", "--port", "0", "--keep"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert (data / "ledger.sqlite3").is_file()
