"""Start the bot in Slack: `python -m bot.slack`, over the socket with SLACK_APP_TOKEN, else over HTTP."""

from __future__ import annotations

import os
import sys

from bot.data import data_folder
from bot.errors import NatoError
from bot.slack import process
from bot.slack.app import open_desk, serve
from bot.slack.logs import log_lines
from bot.slack.settings import read_settings


def run() -> None:
    """Serve Slack until told to stop. Raises NatoError where the environment or the data do not allow it."""
    log_lines(os.environ)
    settings = read_settings(os.environ)
    process.run(serve(settings, open_desk(data_folder())))


if __name__ == "__main__":
    try:
        run()
    except NatoError as error:
        sys.exit(str(error))
