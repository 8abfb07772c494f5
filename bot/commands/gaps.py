"""What was asked in Slack and has no good answer."""

from __future__ import annotations

import click

from bot.data import data_folder
from bot.ledger.database import ledger_of
from bot.question.gaps import gaps_in
from bot.show.gaps import gap_lines, gap_records


@click.command("gaps")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record a gap.")
def command(as_json: bool) -> None:
    """List what was asked in Slack and has no good answer.

    Questions that ask the same are counted together, with why they were refused, or what people found wrong.
    """
    with ledger_of(data_folder()) as ledger:
        gaps = gaps_in(ledger)
    for line in (gap_records if as_json else gap_lines)(gaps):
        click.echo(line)
