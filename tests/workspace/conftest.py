"""A workspace without an app: what reaches its door is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.doors import Kind, Receipt
from bot.workspace.workspace import Workspace


@dataclass
class Recorder:
    """A door behind which nobody answers: it keeps what was delivered, and says `reply` to it."""

    reply: Mapping[str, Any] = field(default_factory=dict)
    delivered: list[dict[str, Any]] = field(default_factory=list)

    def deliver(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0) -> Receipt:
        self.delivered.append({"kind": kind, "retry": retry, **payload})
        return Receipt(200, json.dumps(self.reply) if self.reply else "")

    @property
    def last(self) -> dict[str, Any]:
        return self.delivered[-1]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [delivered["event"] for delivered in self.delivered]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace() as workspace:
        yield workspace


@pytest.fixture
def recorder(workspace: Workspace) -> Recorder:
    recorder = Recorder()
    workspace.door = recorder
    return recorder


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=workspace.url)


def error_of(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(caught.value.response["error"])
