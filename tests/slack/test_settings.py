"""A wrong environment is told at once: every variable, what is wrong with it, what to do."""

from __future__ import annotations

import pytest

from bot.errors import NatoError
from bot.slack.settings import SLACK_API, Settings, read_settings, wants_slack

SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret"}
SEVERAL = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hidden"}


@pytest.mark.parametrize(
    ("environment", "settings"),
    [
        (SOCKET, Settings("xoxb-1", "xapp-1", "", SLACK_API)),
        (SOCKET | {"PORT": "80"}, Settings("xoxb-1", "xapp-1", "", SLACK_API, 80)),
        (HTTP, Settings("xoxb-1", "", "secret", SLACK_API, 3000)),
        (HTTP | {"PORT": "8080"}, Settings("xoxb-1", "", "secret", SLACK_API, 8080)),
        (HTTP | {"PORT": "", "SLACK_API_URL": " "}, Settings("xoxb-1", "", "secret", SLACK_API, 3000)),
        (
            SOCKET | {"SLACK_API_URL": "http://127.0.0.1:8888/api"},
            Settings("xoxb-1", "xapp-1", "", "http://127.0.0.1:8888/api/"),
        ),
        (SOCKET | {"NATO_RETENTION_DAYS": ""}, Settings("xoxb-1", "xapp-1", retention_days=90)),
        (SOCKET | {"NATO_RETENTION_DAYS": "0"}, Settings("xoxb-1", "xapp-1", retention_days=0)),
        (SOCKET | {"NATO_RETENTION_DAYS": "3650"}, Settings("xoxb-1", "xapp-1", retention_days=3650)),
        ({name: f" {value}\n" for name, value in SOCKET.items()}, Settings("xoxb-1", "xapp-1")),
    ],
)
def test_what_is_set_is_read(environment: dict[str, str], settings: Settings) -> None:
    assert read_settings(environment) == settings


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, ["SLACK_BOT_TOKEN: is not set", "SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: neither is set"]),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: neither is set"]),
        (HTTP | {"SLACK_BOT_TOKEN": ""}, ["SLACK_BOT_TOKEN: is not set"]),
        (SOCKET | {"SLACK_BOT_TOKEN": "xapp-1"}, ["SLACK_BOT_TOKEN: is no bot token"]),
        (SOCKET | {"SLACK_APP_TOKEN": "xoxb-1"}, ["SLACK_APP_TOKEN: is no app-level token"]),
        (HTTP | {"PORT": "80a"}, ["PORT: '80a' is no port number"]),
        (HTTP | {"PORT": "0"}, ["PORT: '0' is no port number"]),
        (HTTP | {"PORT": "65536"}, ["PORT: '65536' is no port number"]),
        (HTTP | {"PORT": "٣"}, ["PORT: '٣' is no port number"]),
        (HTTP | {"PORT": "9" * 5000}, ["PORT: '999"]),
        (HTTP | {"SLACK_API_URL": "slack.com/api"}, ["SLACK_API_URL: is no http address"]),
        (HTTP | {"SLACK_API_URL": "http://["}, ["SLACK_API_URL: is no http address"]),
        (HTTP | {"SLACK_API_URL": "file:///etc/passwd"}, ["SLACK_API_URL: is no http address"]),
        *(
            (SOCKET | {"NATO_RETENTION_DAYS": days}, [f"NATO_RETENTION_DAYS: {days!r} is no number of days"])
            for days in ("-1", "1.5", "forever", "3651", "٣")
        ),
        (SOCKET | {"SLACK_CLIENT_ID": "1"}, ["SLACK_BOT_TOKEN, SLACK_CLIENT_ID: all are set"]),
        (HTTP | SEVERAL, ["SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: all are set"]),
        ({"SLACK_CLIENT_ID": "1", "SLACK_SIGNING_SECRET": "s"}, ["SLACK_CLIENT_SECRET: is not set"]),
        (SEVERAL, ["SLACK_SIGNING_SECRET: is not set"]),
        (SEVERAL | {"SLACK_APP_TOKEN": "xapp-1"}, ["SLACK_APP_TOKEN: does not go with SLACK_CLIENT_ID"]),
        (
            {"SLACK_BOT_TOKEN": "x", "SLACK_APP_TOKEN": "y", "PORT": "z", "SLACK_API_URL": "w"},
            ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "PORT"],
        ),
    ],
)
def test_each_fault_is_told_with_its_remedy(environment: dict[str, str], told: list[str]) -> None:
    with pytest.raises(NatoError) as caught:
        read_settings(environment)
    assert [fault.what[: len(start)] for fault, start in zip(caught.value.faults, told, strict=True)] == told
    assert all(fault.remedy for fault in caught.value.faults)
    assert all(len(str(fault)) < 300 for fault in caught.value.faults)


def test_no_secret_is_ever_repeated() -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "tok-hidden",
        "SLACK_APP_TOKEN": "app-hidden",
        "SLACK_SIGNING_SECRET": "hidden",
    }
    with pytest.raises(NatoError) as caught:
        read_settings(wrong)
    assert "hidden" not in str(caught.value)
    assert "hidden" not in repr(Settings("xoxb-hidden", "xapp-hidden", "hidden"))


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"SLACK_BOT_TOKEN": " "}, False),
        ({"PORT": "80"}, False),
        ({"SLACK_APP_TOKEN": "x"}, True),
    ],
)
def test_any_token_asks_for_slack(environment: dict[str, str], wanted: bool) -> None:
    assert wants_slack(environment) is wanted
