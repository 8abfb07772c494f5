"""The bot in Slack, over a compiled index instead of the folder that the index was made of.

    python -m bench.over_index INDEX

A hundred thousand generated articles are thus served without their files; all else is as `bot.slack` has it.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from bot.data import data_folder
from bot.ledger.database import database_url, open_ledger
from bot.question.compiled import knowledge_in
from bot.slack import process
from bot.slack.app import edition_over, serve
from bot.slack.desk import Desk
from bot.slack.library import Library
from bot.slack.logs import log_lines
from bot.slack.settings import read_settings


def run(index: Path) -> None:
    """Serve Slack from the index until told to stop."""
    log_lines(os.environ)
    library = Library(partial(edition_over, knowledge_in(index)))
    desk = Desk(library, open_ledger(database_url(data_folder())))
    process.run(serve(read_settings(os.environ), desk))


if __name__ == "__main__":
    run(Path(sys.argv[1]))
