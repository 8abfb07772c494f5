"""A question from the shell, or many, and their answers."""

from __future__ import annotations

import json
import sys
from datetime import date

import click

from bot import ask, explain
from bot.commands.showing import knowledge_at_hand
from bot.knowledge.collector import settle
from bot.models import Answer
from bot.show.plain import plain


@click.command("ask")
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record.")
@click.option(
    "--jsonl", "lines", is_flag=True, help="Read questions as JSON lines, write answers as JSON lines."
)
@click.option(
    "--explain", "why", is_flag=True, help="Tell how the question was read, and what stood for choice."
)
def command(question: tuple[str, ...], as_json: bool, lines: bool, why: bool) -> None:
    """Answer a question.

    With --jsonl, each line of standard input is a question, such as {"id": "1", "question": "and where?",
    "thread": ["When did they meet?"]}; its answer is written before the next line is read.
    """
    if lines == bool(question):
        raise click.UsageError("give either a question or --jsonl")
    settle()
    knowledge = knowledge_at_hand()
    if lines:
        from bot.lines import answer_lines  # noqa: PLC0415 - nor is it needed for one question

        for record in answer_lines(sys.stdin, knowledge, date.today()):
            click.echo(record)
        return
    text = " ".join(question)
    answer = ask(text, knowledge=knowledge, today=date.today())
    click.echo(_json(answer, text) if as_json else plain(answer))
    if why:
        click.echo(f"\n{explain(text, knowledge=knowledge, today=date.today())}")
        click.echo(f"rule        {answer.why.rpartition('; rule ')[2]}")


def _json(answer: Answer, question: str) -> str:
    from bot.show.record import answer_record  # noqa: PLC0415 - as above

    return json.dumps(answer_record(answer, question, ""), ensure_ascii=False)
