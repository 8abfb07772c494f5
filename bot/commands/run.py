"""The bot itself, in Slack or here."""

from __future__ import annotations

import os
import stat
import sys

import click

from bot.chat import converse
from bot.commands.showing import knowledge_at_hand
from bot.data import data_folder
from bot.slack.settings import wants_slack


@click.command("run")
@click.option(
    "--port",
    default=4949,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Of the page; if it is taken, any other.",
)
@click.option("--keep", is_flag=True, help="Keep what is asked on the page in the ledger.")
def command(port: int, keep: bool) -> None:
    """Start the bot, in Slack or here.

    In Slack, if one of its tokens is in the environment; else on a page on this machine, to try it. Questions
    that are piped in are answered here.
    """
    # The other commands need none of these libraries.
    if wants_slack():
        from bot.slack.__main__ import run  # noqa: PLC0415

        run()
    elif _is_piped():
        converse(knowledge_at_hand())
    else:
        from bot.workspace.page.visit import visit  # noqa: PLC0415

        visit(data_folder(), port, keep=keep)


def _is_piped() -> bool:
    """Whether standard input may hold questions: not where it is a terminal, or nothing."""
    if sys.stdin is None:
        return False
    try:
        return not stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError):  # a program handed lines in
        return True
