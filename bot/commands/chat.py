"""A conversation in the terminal."""

from __future__ import annotations

import click

from bot.chat import converse
from bot.commands.showing import knowledge_at_hand


@click.command("chat")
def command() -> None:
    """Talk to the bot here in the terminal.

    Questions can be piped in too, one a line.
    """
    converse(knowledge_at_hand())
