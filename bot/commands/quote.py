"""A quotation, looked up."""

from __future__ import annotations

import json

import click

from bot.commands.showing import knowledge_at_hand
from bot.reply.verbatim import check_quotation
from bot.show.plain import plain
from bot.show.record import answer_record


@click.command("quote")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record.")
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Look up a quotation in the sources.

    Tells whether WORDS are there word for word, altered, or not at all.
    """
    text = " ".join(words)
    answer = check_quotation(text, knowledge_at_hand())
    click.echo(json.dumps(answer_record(answer, text, ""), ensure_ascii=False) if as_json else plain(answer))
