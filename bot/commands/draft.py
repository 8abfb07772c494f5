"""What can be read from one article."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.data import read_seed
from bot.draft import draft_article
from bot.show.draft import draft_lines, draft_record


@click.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record.")
def command(file: Path, as_json: bool) -> None:
    """Print what can be read from an article.

    FILE is text in UTF-8. With --json, every value stands beside the words that prove it.
    """
    records = draft_article(read_seed(file))
    if as_json:
        click.echo(json.dumps(draft_record(records), ensure_ascii=False))
        return
    for line in draft_lines(records):
        click.echo(line)
