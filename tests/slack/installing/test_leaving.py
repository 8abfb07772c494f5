"""A workspace that removes the bot leaves nothing behind, whatever was under way."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

from sqlalchemy import Engine, text

from bot.slack.app import Service
from bot.slack.surfaces.leaving import UNDER_WAY, forget_rest
from bot.workspace.conversations import Post
from bot.workspace.installing import install
from bot.workspace.payloads import event_callback
from bot.workspace.troubles import held
from bot.workspace.workspace import Workspace
from tests.slack.installing.conftest import address_of, running, tables_about
from tests.waiting import wait_until


def test_a_workspace_that_removes_the_bot_leaves_nothing(
    workspace: Workspace, other: Workspace, service: Service, ledger: Engine
) -> None:
    assert install(workspace, address_of(workspace)).status == 200
    for team in (workspace, other):
        team.command("digest on 09:00 Europe/Brussels")
        team.mention("who spoke?")
    service.desk.workers.wait()
    kept = {"slack_bots", "slack_installations", "digest_subscriptions"}
    assert tables_about(ledger, "T0002") >= kept
    other.uninstall()
    service.drain()
    assert tables_about(ledger, "T0002") == set()
    assert tables_about(ledger, "T0001") >= kept


def test_what_was_under_way_when_a_workspace_removed_the_bot_is_forgotten_too(
    workspace: Workspace, other: Workspace, service: Service, ledger: Engine
) -> None:
    assert install(workspace, address_of(workspace)).status == 200
    workspace.mention("who spoke?")
    slow = threading.Event()
    other.disturb("chat.postMessage", held(slow), times=1)
    other.mention("who spoke?")
    other.send_event({"type": "app_uninstalled"})
    wait_until(lambda: "slack_bots" not in tables_about(ledger, "T0002"))
    slow.set()
    service.desk.workers.wait()
    assert "posts" in tables_about(ledger, "T0002")
    forget_rest(service.desk, datetime.now(UTC) + 2 * UNDER_WAY, threading.Event())
    assert tables_about(ledger, "T0002") == set()
    assert "posts" in tables_about(ledger, "T0001")


def test_who_comes_back_soon_keeps_what_is_new(other: Workspace, service: Service, ledger: Engine) -> None:
    with ledger.begin() as connection:
        connection.execute(text("UPDATE slack_bots SET installed_at = '2026-01-01 00:00:00.000000'"))
    ended = event_callback({"type": "app_uninstalled"}, "Ev-end", other.team)
    other.deliver("events_api", ended | {"event_time": int(time.time()) - 60})
    service.desk.workers.wait()
    assert tables_about(ledger, "T0002") == set()
    assert install(other, address_of(other)).status == 200
    other.command("digest on 09:00 Europe/Brussels")
    service.desk.workers.wait()
    forget_rest(service.desk, datetime.now(UTC) + 2 * UNDER_WAY, threading.Event())
    assert tables_about(ledger, "T0002") >= {"slack_bots", "digest_subscriptions"}


def test_a_late_word_of_an_end_does_not_undo_a_new_beginning(
    other: Workspace, service: Service, ledger: Engine
) -> None:
    ended = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [other.team.bot_user]}}
    callback = event_callback(ended, "Ev-late", other.team) | {"event_time": int(time.time()) - 60}
    assert other.deliver("events_api", callback).status == 200
    service.drain()
    assert len(_answers_after_a_restart(other, ledger)) == 1


def test_the_token_of_a_person_ends_nothing(other: Workspace, service: Service, ledger: Engine) -> None:
    other.send_event({"type": "tokens_revoked", "tokens": {"oauth": ["U0001"], "bot": []}})
    service.drain()
    assert len(_answers_after_a_restart(other, ledger)) == 1


def _answers_after_a_restart(workspace: Workspace, ledger: Engine) -> list[Post]:
    with running(workspace, ledger):
        workspace.mention("who spoke?")
    return workspace.said()


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
