"""What the doctor says of the clock: where it is wrong, requests are refused, and nothing else says why."""

from __future__ import annotations

import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

import pytest

from bot.workspace.workspace import Workspace
from tests.doctor.conftest import examined
from tests.slack.conftest import SECRET


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (0, "✓ the clock tells the same time as Slack's"),
        (-3600, "seconds ahead of Slack's"),
        (600, "seconds behind Slack's"),
    ],
)
def test_a_clock_is_held_against_slacks(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, ahead: int, told: str
) -> None:
    monkeypatch.setattr(
        BaseHTTPRequestHandler, "date_time_string", lambda *_: formatdate(time.time() + ahead, usegmt=True)
    )
    environment = {
        "SLACK_API_URL": workspace.url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_SIGNING_SECRET": SECRET,
    }
    result = examined(**environment)
    assert told in result.output
    assert (result.exit_code == 0) == (ahead == 0)
