"""The app that manifest.yaml creates may do what the code does, and no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from tests.slack.listeners import Listeners

ROOT = Path(__file__).parents[2]

SCOPES = {
    "assistant_threads_setStatus": {"assistant:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_revoke": set(),
    "auth_test": set(),
    "chat_getPermalink": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
"""What a method of the Web API may be called with."""

OF_EVENTS = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "message": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "tokens_revoked": set(),
}
"""The scopes without which Slack does not send an event, of whatever conversations."""

KEYS = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "background_color", "long_description"},
    "features": {"app_home", "bot_user", "slash_commands", "shortcuts", "agent_view"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
}
"""The keys that Slack takes; it refuses a manifest for any other."""


@pytest.fixture(scope="module")
def heard() -> Listeners:
    return Listeners()


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return dict(read_yaml(ROOT / "manifest.yaml"))


def test_it_asks_for_the_scopes_that_the_code_uses(manifest: dict[str, Any], heard: Listeners) -> None:
    code = "".join(path.read_text() for path in (ROOT / "bot" / "slack").rglob("*.py"))
    methods = set(re.findall(r"client\.([a-z]+_\w+)\(", code))
    needed = {scope for method in methods for scope in SCOPES[method]}
    events = {scope for event in heard.events for scope in OF_EVENTS[event]}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed | events | {"commands"}


def test_it_subscribes_to_the_events_that_are_heard(manifest: dict[str, Any], heard: Listeners) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {event.split(".")[0] for event in subscribed} == heard.events


def test_it_registers_the_command(manifest: dict[str, Any], heard: Listeners) -> None:
    (command,) = manifest["features"]["slash_commands"]
    assert {command["command"]} == heard.commands
    assert command["should_escape"] is True


def test_it_registers_the_shortcuts(manifest: dict[str, Any], heard: Listeners) -> None:
    shortcuts = manifest["features"]["shortcuts"]
    assert {shortcut["callback_id"] for shortcut in shortcuts} == heard.shortcuts
    assert all(len(shortcut["name"]) <= 24 for shortcut in shortcuts)


def test_it_hears_messages_wherever_people_write(manifest: dict[str, Any]) -> None:
    heard = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert {"message.channels", "message.groups", "message.im", "message.mpim"} <= heard


def test_it_suggests_at_most_four_questions(manifest: dict[str, Any]) -> None:
    assert 1 <= len(manifest["features"]["agent_view"]["suggested_prompts"]) <= 4


def test_people_can_write_to_the_bot_and_click(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, False)
    assert home["home_tab_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["settings"]["socket_mode_enabled"] is True


@pytest.mark.parametrize("section", KEYS)
def test_it_holds_only_keys_that_slack_takes(manifest: dict[str, Any], section: str) -> None:
    assert set(manifest[section] if section else manifest) <= KEYS[section]


def test_its_texts_are_as_short_as_slack_demands(manifest: dict[str, Any]) -> None:
    assert len(manifest["display_information"]["name"]) <= 35
    assert len(manifest["display_information"]["description"]) <= 140
