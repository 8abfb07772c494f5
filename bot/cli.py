"""`nato`: the commands by their names, their errors, and the encoding of what they read and print."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from bot.errors import NatoError

COMMANDS = ("ask", "build", "chat", "check", "digest", "draft", "eval", "gaps", "ledger", "quote", "run")
"""Each is the `command` of the module of that name in bot/commands."""


class _Commands(click.Group):
    """The commands, loaded when they are wanted; here an error of ours becomes a message and a status."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bot.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        _speak_utf8()
        try:
            return super().invoke(ctx)
        except NatoError as error:
            for fault in error.faults:
                click.echo(str(fault), err=True)
            sys.exit(2)


def _speak_utf8() -> None:
    """Whatever the locale: the articles hold characters that others lack, and any byte may be typed."""
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


@click.group(cls=_Commands)
def main() -> None:
    """Answer questions about meetings, officials and initiatives, in verbatim quotes from seeds/."""
