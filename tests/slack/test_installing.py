"""Several workspaces: they install the app themselves, are kept apart, and leave nothing behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import URL, Engine, MetaData, select, text
from sqlalchemy.sql.functions import count

from bot.data import read_yaml
from bot.errors import NatoError
from bot.ledger.database import open_ledger
from bot.slack.app import Service, serve
from bot.slack.desk import Desk
from bot.slack.installing import MANIFEST
from bot.slack.library import Edition, Library
from bot.slack.settings import Settings
from bot.slack.surfaces.leaving import UNDER_WAY, forget_rest
from bot.workspace.doors import HttpDoor
from bot.workspace.installing import install
from bot.workspace.payloads import event_callback
from bot.workspace.troubles import held
from bot.workspace.workspace import Workspace
from tests.slack.conftest import KNOWLEDGE, SECRET, Oracle, opened
from tests.waiting import wait_until

KEY, NEW_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    engine = open_ledger(URL.create("sqlite", database=str(tmp_path / "ledger.sqlite3")))
    yield engine
    engine.dispose()


def _service(workspace: Workspace, ledger: Engine, key: str = KEY) -> Service:
    settings = Settings(
        client_id="1.2",
        client_secret="of-the-app",  # noqa: S106 - opens nothing
        token_key=key,
        signing_secret=SECRET,
        api_url=workspace.url,
    )
    return serve(settings, Desk(Library(lambda: Edition(Oracle(), KNOWLEDGE)), ledger))


@pytest.fixture
def service(workspace: Workspace, ledger: Engine) -> Iterator[Service]:
    service = _service(workspace, ledger)
    with opened(workspace, service):
        yield service
    service.drain()


@pytest.fixture
def other(workspace: Workspace, service: Service) -> Workspace:
    """A second workspace with the bot in it."""
    other = workspace.beside("T0002")
    assert install(other, _address(workspace)).status == 200
    return other


def _address(workspace: Workspace) -> str:
    assert isinstance(workspace.door, HttpDoor)
    return workspace.door.url.removesuffix("/slack/events")


def _get(app: str, path: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection(urlsplit(app).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={"Cookie": cookie})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read().decode()
    finally:
        connection.close()


def _rows(ledger: Engine, workspace: str) -> set[str]:
    """The tables that hold anything of a workspace."""
    tables = MetaData()
    tables.reflect(ledger)
    held = set()
    with ledger.connect() as connection:
        for table in tables.sorted_tables:
            owner = table.columns.get("workspace", table.columns.get("team_id"))
            if owner is not None and connection.scalar(select(count()).where(owner == workspace)):
                held.add(table.name)
    return held


def test_each_workspace_is_answered_with_its_own_token(
    workspace: Workspace, other: Workspace, service: Service
) -> None:
    assert install(workspace, _address(workspace)).status == 200
    here, there = workspace.mention("who spoke?"), other.mention("who spoke?")
    service.drain()
    assert [post.thread_ts for post in workspace.said()] == [here.ts]
    assert [post.thread_ts for post in other.said()] == [there.ts]


def test_the_page_of_success_names_the_workspace_and_leads_back_to_slack(
    workspace: Workspace, service: Service
) -> None:
    page = install(workspace.beside("T0002"), _address(workspace))
    assert page.status == 200
    assert "The bot is installed in t0002." in page.body
    assert 'href="https://slack.com/app_redirect?app=' in page.body


def test_what_is_not_allowed_is_not_installed(workspace: Workspace, service: Service, ledger: Engine) -> None:
    page = install(workspace.beside("T0002"), _address(workspace), denied=True)
    assert "You did not allow what the bot needs, so nothing was installed." in page.body
    assert _rows(ledger, "T0002") == set()


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("?code=1&state=made-up", 400, "not reached from the page of installation"),
        ("", 400, "not reached from the page of installation"),
        ("?error=%3Cscript%3E", 200, "could not be installed"),
    ],
)
def test_who_comes_back_without_having_been_sent_is_refused(
    workspace: Workspace, service: Service, query: str, status: int, told: str
) -> None:
    answered = _get(_address(workspace), f"/slack/oauth_redirect{query}")
    assert (answered[0], told in answered[2], "<script>" in answered[2]) == (status, True, False)


def test_a_way_back_serves_once(workspace: Workspace, service: Service) -> None:
    _, headers, _ = _get(_address(workspace), "/slack/install")
    cookie = headers["set-cookie"].partition(";")[0]
    state = cookie.partition("=")[2]
    workspace.codes |= {"first", "second"}
    statuses = [
        _get(_address(workspace), f"/slack/oauth_redirect?code={code}&state={state}", cookie)[0]
        for code in ("first", "second")
    ]
    assert statuses == [200, 401]


def test_the_page_of_installation_asks_for_what_the_manifest_lists(
    workspace: Workspace, service: Service
) -> None:
    _, _, page = _get(_address(workspace), "/slack/install")
    asked = parse_qs(urlsplit(unescape(page).split('href="')[1].split('"')[0]).query)
    assert set(asked["scope"][0].split(",")) == set(read_yaml(MANIFEST)["oauth_config"]["scopes"]["bot"])


def test_tokens_rest_encrypted(other: Workspace, ledger: Engine) -> None:
    assert ledger.url.database
    (token,) = other.tokens
    for file in Path(ledger.url.database).parent.iterdir():
        assert token.encode() not in file.read_bytes()


def test_a_new_key_before_the_old_one_opens_the_old_tokens(
    workspace: Workspace, other: Workspace, ledger: Engine
) -> None:
    changed = _service(workspace, ledger, f"{NEW_KEY},{KEY}")
    with opened(workspace, changed):
        other.mention("who spoke?")
    changed.drain()
    assert len(other.said()) == 1


def test_a_token_that_no_key_opens_leaves_the_other_workspaces_alone(
    workspace: Workspace, other: Workspace, ledger: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    third = workspace.beside("T0003")
    both_keys = _service(workspace, ledger, f"{NEW_KEY},{KEY}")
    with opened(workspace, both_keys):
        install(third, _address(workspace))
    both_keys.drain()
    one_lost = _service(workspace, ledger, NEW_KEY)
    with opened(workspace, one_lost):
        third.mention("who spoke?")
        other.mention("who spoke?")
    one_lost.drain()
    assert (len(third.said()), len(other.said())) == (1, 0)
    assert "NATO_TOKEN_KEY: opens not the token of workspace T0002: add the key" in caplog.text


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("", "NATO_TOKEN_KEY: is not set: make one: python -c"),
        ("short", "NATO_TOKEN_KEY: holds what is no key"),
        (f"{KEY},{'x' * 44}", "NATO_TOKEN_KEY: holds what is no key"),
        (NEW_KEY, "NATO_TOKEN_KEY: opens not the token of workspace T0002: add the key"),
    ],
    ids=["none", "short", "no-base64", "other"],
)
def test_a_key_that_opens_nothing_is_told(
    workspace: Workspace, other: Workspace, ledger: Engine, key: str, told: str
) -> None:
    with pytest.raises(NatoError) as caught:
        _service(workspace, ledger, key)
    assert str(caught.value).startswith(told)
    assert KEY not in str(caught.value)


def test_a_workspace_that_removes_the_bot_leaves_nothing(
    workspace: Workspace, other: Workspace, service: Service, ledger: Engine
) -> None:
    assert install(workspace, _address(workspace)).status == 200
    for team in (workspace, other):
        team.command("digest on 09:00 Europe/Brussels")
        team.mention("who spoke?")
    service.desk.workers.wait()
    kept = {"slack_bots", "slack_installations", "digest_subscriptions"}
    assert _rows(ledger, "T0002") >= kept
    other.uninstall()
    service.drain()
    assert _rows(ledger, "T0002") == set()
    assert _rows(ledger, "T0001") >= kept


def test_what_was_under_way_when_a_workspace_removed_the_bot_is_forgotten_too(
    workspace: Workspace, other: Workspace, service: Service, ledger: Engine
) -> None:
    assert install(workspace, _address(workspace)).status == 200
    workspace.mention("who spoke?")
    slow = threading.Event()
    other.disturb("chat.postMessage", held(slow), times=1)
    other.mention("who spoke?")
    other.send_event({"type": "app_uninstalled"})
    wait_until(lambda: "slack_bots" not in _rows(ledger, "T0002"))
    slow.set()
    service.desk.workers.wait()
    assert "posts" in _rows(ledger, "T0002")
    forget_rest(service.desk, datetime.now(UTC) + 2 * UNDER_WAY, threading.Event())
    assert _rows(ledger, "T0002") == set()
    assert "posts" in _rows(ledger, "T0001")


def test_who_comes_back_soon_keeps_what_is_new(other: Workspace, service: Service, ledger: Engine) -> None:
    with ledger.begin() as connection:
        connection.execute(text("UPDATE slack_bots SET installed_at = '2026-01-01 00:00:00.000000'"))
    ended = event_callback({"type": "app_uninstalled"}, "Ev-end", other.team)
    other.deliver("events_api", ended | {"event_time": int(time.time()) - 60})
    service.desk.workers.wait()
    assert _rows(ledger, "T0002") == set()
    assert install(other, _address(other)).status == 200
    other.command("digest on 09:00 Europe/Brussels")
    service.desk.workers.wait()
    forget_rest(service.desk, datetime.now(UTC) + 2 * UNDER_WAY, threading.Event())
    assert _rows(ledger, "T0002") >= {"slack_bots", "digest_subscriptions"}


def test_a_late_word_of_an_end_does_not_undo_a_new_beginning(
    workspace: Workspace, other: Workspace, service: Service, ledger: Engine
) -> None:
    ended = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [other.team.bot_user]}}
    callback = event_callback(ended, "Ev-late", other.team) | {"event_time": int(time.time()) - 60}
    assert other.deliver("events_api", callback).status == 200
    service.drain()
    assert "slack_bots" in _rows(ledger, "T0002")


def test_the_token_of_a_person_ends_nothing(other: Workspace, service: Service, ledger: Engine) -> None:
    other.send_event({"type": "tokens_revoked", "tokens": {"oauth": ["U0001"], "bot": []}})
    service.drain()
    assert "slack_bots" in _rows(ledger, "T0002")


def test_where_the_bot_is_not_installed_that_is_all_it_says(
    workspace: Workspace, service: Service, other: Workspace
) -> None:
    stranger = workspace.beside("T0003")
    stranger.command("who spoke?")
    stranger.mention("who spoke?")
    service.drain()
    assert [post.body["text"] for post in stranger.said()] == [
        "I am not installed in this workspace any more. Please add me again."
    ]
