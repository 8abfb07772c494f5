"""The knowledge, made anew from the articles."""

from __future__ import annotations

import click

from bot.commands.showing import watch
from bot.data import data_folder, read_seeds
from bot.knowledge.build import build
from bot.question.compiled import compile_index


@click.command("build")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def command(dry_run: bool) -> None:
    """Write knowledge/ from seeds/ and curation.yaml.

    Tells what changed (+ added, - removed, ~ changed) and what somebody should look at (?).
    """
    folder = data_folder()
    done = build(folder, dry_run=dry_run, watch=watch("Drafting"))
    if not dry_run:
        compile_index(folder, done.records, read_seeds(folder), watch("Indexing"))
    for line in (*done.changes, *done.notices):
        click.echo(str(line))
    click.echo(done.summary)
