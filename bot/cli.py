"""The commands: each reads its input, calls one function of the project, prints the result."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from bot.data import data_folder
from bot.errors import NatoError
from bot.knowledge.base import load
from bot.reply.digest import digest
from bot.show.wording import credit


class _Commands(click.Group):
    """The one place where an error of ours becomes a message and an exit status."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NatoError as error:
            for fault in error.faults:
                click.echo(str(fault), err=True)
            sys.exit(2)


@click.group(cls=_Commands)
def main() -> None:
    """Questions about meetings, officials and initiatives, answered in verbatim quotes from seeds/."""


@main.command("digest")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, as 2025-11-19; today, if not given."
)
def print_digest(day: datetime | None) -> None:
    """Print a day's digest, for readers to whom none of the articles is new."""
    knowledge = load(data_folder())
    answer = digest(knowledge, day.date() if day else date.today(), known=knowledge.seeds, shown={})
    click.echo(answer.lead)
    for quote in answer.quotes:
        click.echo(f"\n  “{quote.span.text}”\n  {credit(quote)}")
