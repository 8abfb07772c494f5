"""The scoreboard over files of questions."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
import msgspec

from bot.commands.showing import knowledge_at_hand
from bot.data import data_folder
from bot.evaluate import measurement, read_items, results_of, score_of, scoreboard, scoreboard_record
from bot.knowledge.measurement import save_measurement


@click.command("eval")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--failures", default=20, show_default=True, type=click.IntRange(0), help="Failures to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record, with all failures.")
@click.option("--save", is_flag=True, help="Keep the sum in knowledge/scores.yaml, for the App Home to show.")
def command(files: tuple[Path, ...], failures: int, as_json: bool, save: bool) -> None:
    """Ask question files and print the scoreboard.

    Exit 1 where the promise is broken.
    """
    asked = [item for file in files for item in read_items(file)]
    folder, today = data_folder(), date.today()
    knowledge = knowledge_at_hand()
    results = list(results_of(asked, knowledge, today))
    if save:
        save_measurement(folder, measurement(results, knowledge, today))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(scoreboard_record(results)), ensure_ascii=False))
    else:
        for line in scoreboard(results, failures):
            click.echo(line)
    sys.exit(1 if score_of(results).broken else 0)
