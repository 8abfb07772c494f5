"""The page, served until somebody ends it: what `nato run` does where there is no Slack."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from bot.data import DataFolder
from bot.ledger.database import database_url
from bot.workspace.page.playground import Playground, playground_over
from bot.workspace.page.serving import served
from bot.workspace.page.site import Site

_ENDING = (signal.SIGINT, signal.SIGTERM)


def visit(folder: DataFolder, port: int, *, keep: bool) -> None:
    """Serve the page until SIGINT or SIGTERM; at a terminal, open it in the browser.

    Raises NatoError where the knowledge cannot be read.
    """
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    ended = threading.Event()
    ledger = database_url(folder) if keep else None
    with playground_over(folder, keep=ledger) as playground, page_of(playground, port) as address:
        for each in _ENDING:
            signal.signal(each, lambda *_: ended.set())
        print(f"nato is at {address}/ – press Ctrl-C to end it.", flush=True)
        if sys.stdin.isatty():
            _show(address)
        ended.wait()


@contextmanager
def page_of(playground: Playground, port: int = 0) -> Iterator[str]:
    """The address of the page over a playground: at that port, or where it is taken at another."""
    site = Site(playground)
    with served(site, port) as address:
        playground.workspace.site = f"{address}/"
        try:
            yield address
        finally:
            site.close()


def _show(address: str) -> None:
    """Open the address in a browser of its own; one in the terminal would hide what is told there."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
