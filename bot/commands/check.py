"""The knowledge, held against the articles."""

from __future__ import annotations

import sys

import click

from bot.data import data_folder
from bot.knowledge.check import check


@click.command("check")
def command() -> None:
    """Verify knowledge/ against seeds/.

    Tells each fault as file:line:column with its remedy; exit 1 where there is one.
    """
    faults = check(data_folder())
    for fault in faults:
        click.echo(str(fault))
    sys.exit(1 if faults else 0)
