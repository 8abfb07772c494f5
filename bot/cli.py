"""The commands: each reads its input, calls one function of the project, prints the result."""

from __future__ import annotations

import sys

import click

from bot.errors import NatoError


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
