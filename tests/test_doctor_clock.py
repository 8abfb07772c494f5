"""`nato doctor` on the clock: Slack's requests are refused where it is wrong, and nothing else tells why."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.workspace import server
from bot.workspace.workspace import Workspace
from tests.slack.conftest import SECRET, workspace

__all__ = ["workspace"]


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
        server._Handler, "date_time_string", lambda *_: formatdate(time.time() + ahead, usegmt=True)
    )
    environment = {
        "SLACK_API_URL": workspace.url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_SIGNING_SECRET": SECRET,
    }
    result = CliRunner().invoke(main, ["doctor"], env=environment, catch_exceptions=False)
    assert told in result.output
    assert (result.exit_code == 0) == (ahead == 0)
