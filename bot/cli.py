"""`nato`: the commands by their names, their errors, and the encoding of what they read and print."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from bot.errors import NatoError

GROUPS = {
    "Ask": ("ask", "chat", "quote", "digest"),
    "Look after the articles": ("draft", "build", "check", "eval"),
    "Run the bot": ("run", "doctor", "gaps", "ledger"),
}
"""The commands, as the help groups them; each is the `command` of the module of its name in bot/commands."""

_COMMANDS = tuple(name for names in GROUPS.values() for name in names)
_WIDTH = max(map(len, _COMMANDS))


class _Commands(click.Group):
    """The commands, loaded when they are wanted; here an error of ours becomes a message and a status."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"bot.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for group, names in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(_WIDTH), self._told(ctx, name)) for name in names])

    def _told(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=80) if command else ""

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
