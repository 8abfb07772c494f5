"""A day's digest, printed."""

from __future__ import annotations

from datetime import date, datetime

import click

from bot.commands.showing import knowledge_at_hand
from bot.reply.digest import digest
from bot.show.plain import plain


@click.command("digest")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, as 2025-11-19; today, if not given."
)
def command(day: datetime | None) -> None:
    """Print a day's digest.

    It is the one for readers to whom none of the articles is new.
    """
    knowledge = knowledge_at_hand()
    today = day.date() if day else date.today()
    click.echo(plain(digest(knowledge, today, known=knowledge.seeds, shown=())))
