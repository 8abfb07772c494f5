"""What the bot remembers, moved to another database."""

from __future__ import annotations

from pathlib import Path

import click

from bot.data import data_folder
from bot.ledger.database import ledger_of
from bot.ledger.moving import export_ledger, import_ledger


@click.group("ledger")
def command() -> None:
    """Move what the bot remembers to another database.

    Stop the bot, export, set DATABASE_URL to the new database, import, and start the bot again.
    """


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path))
def export_to(file: Path) -> None:
    """Write the ledger to a new FILE.

    It holds what people asked and what the bot may do: keep it as safe as the database.
    """
    with ledger_of(data_folder()) as ledger:
        click.echo(f"{export_ledger(ledger, file):,} rows written to {file}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_from(file: Path) -> None:
    """Read an exported FILE into a ledger that is still empty.

    It is taken over as a whole or not at all.
    """
    with ledger_of(data_folder()) as ledger:
        click.echo(f"{import_ledger(ledger, file):,} rows read from {file}")
