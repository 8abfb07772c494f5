"""Workspaces install the app themselves, on its pages, and are answered each with its own token."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine

from bot.data import read_yaml
from bot.slack.app import Service
from bot.slack.installing import MANIFEST
from bot.workspace.installing import get, install
from bot.workspace.workspace import Workspace
from tests.slack.installing.conftest import address_of, tables_about


def test_each_workspace_is_answered_with_its_own_token(
    workspace: Workspace, other: Workspace, service: Service
) -> None:
    assert install(workspace, address_of(workspace)).status == 200
    here, there = workspace.mention("who spoke?"), other.mention("who spoke?")
    service.drain()
    assert [post.thread_ts for post in workspace.said()] == [here.ts]
    assert [post.thread_ts for post in other.said()] == [there.ts]


def test_the_page_of_success_names_the_workspace_and_leads_back_to_slack(
    workspace: Workspace, service: Service
) -> None:
    page = install(workspace.beside("T0002"), address_of(workspace))
    assert page.status == 200
    assert "The bot is installed in t0002." in page.body
    assert 'href="https://slack.com/app_redirect?app=' in page.body


def test_what_is_not_allowed_is_not_installed(workspace: Workspace, service: Service, ledger: Engine) -> None:
    page = install(workspace.beside("T0002"), address_of(workspace), denied=True)
    assert "You did not allow what the bot needs, so nothing was installed." in page.body
    assert tables_about(ledger, "T0002") == set()


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
    answered = get(address_of(workspace), f"/slack/oauth_redirect{query}")
    assert (answered[0], told in answered[2], "<script>" in answered[2]) == (status, True, False)


def test_a_way_back_serves_once(workspace: Workspace, service: Service) -> None:
    _, headers, _ = get(address_of(workspace), "/slack/install")
    cookie = headers["set-cookie"].partition(";")[0]
    state = cookie.partition("=")[2]
    workspace.codes |= {"first", "second"}
    statuses = [
        get(address_of(workspace), f"/slack/oauth_redirect?code={code}&state={state}", Cookie=cookie)[0]
        for code in ("first", "second")
    ]
    assert statuses == [200, 401]


def test_the_page_of_installation_asks_for_what_the_manifest_lists(
    workspace: Workspace, service: Service
) -> None:
    _, _, page = get(address_of(workspace), "/slack/install")
    asked = parse_qs(urlsplit(unescape(page).split('href="')[1].split('"')[0]).query)
    assert set(asked["scope"][0].split(",")) == set(read_yaml(MANIFEST)["oauth_config"]["scopes"]["bot"])
