"""Start the bot in Slack: `python -m bot.slack`, over the socket with SLACK_APP_TOKEN, else over HTTP."""

from __future__ import annotations

import os
import sys

from bot.errors import NatoError
from bot.slack.app import start
from bot.slack.settings import read_settings
from bot.slack.socket import work


def run() -> None:
    """Serve Slack until told to stop. Raises NatoError where the environment or the data do not allow it."""
    if read_settings(os.environ).uses_socket:
        work(start())
    else:
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:bot.slack.serving"]
        os.execv(sys.executable, gunicorn)  # noqa: S606 - our own interpreter, fixed arguments


if __name__ == "__main__":
    try:
        run()
    except NatoError as error:
        sys.exit(str(error))
