"""Whether the ledger can be used as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL

from bot.data import data_folder
from bot.doctor.finding import Finding, notable, right, wrong
from bot.errors import Fault
from bot.ledger.database import database_url, version_at
from bot.ledger.schema import versions


def look_at_ledger() -> Iterator[Finding]:
    """Whether the database can be reached, written to, and has the schema of this program.

    Raises NatoError where it cannot be opened or was written by a newer program.
    """
    url = database_url(data_folder())
    shown, version, newest = url.render_as_string(hide_password=True), version_at(url), versions()[-1]
    if version == newest:
        yield right(f"{shown} can be written to, and has schema {newest}")
    elif version:
        remedy = f"the next start brings it to schema {newest}; back it up before"
        yield notable(f"{shown} has schema {version}", remedy)
    elif _can_be_made(url):
        yield notable(f"{shown} holds nothing yet", "nothing to do: the first start in Slack sets it up")
    else:
        yield wrong(Fault(f"{shown} cannot be made", "make its folder, open to the bot"))


def _can_be_made(url: URL) -> bool:
    """Whether a file that is not there could be; a server's database is."""
    return url.get_backend_name() != "sqlite" or os.access(Path(url.database or "").parent, os.W_OK)
