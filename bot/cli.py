"""The commands: each reads its input, calls one function of the project, prints the result."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from bot import ask, explain
from bot.chat import converse
from bot.data import data_folder, read_seed, read_seeds
from bot.draft import draft_article
from bot.errors import NatoError
from bot.evaluate import measurement, read_items, results_of, score_of, scoreboard, scoreboard_record
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.build import build
from bot.knowledge.check import check
from bot.knowledge.measurement import save_measurement
from bot.ledger.database import ledger_of
from bot.ledger.moving import export_ledger, import_ledger
from bot.lines import answer_lines
from bot.models import Seed
from bot.question.compiled import compile_index, open_knowledge
from bot.question.gaps import gaps_in
from bot.reply.digest import digest
from bot.reply.verbatim import check_quotation
from bot.show.draft import draft_lines, draft_record
from bot.show.gaps import gap_lines, gap_records
from bot.show.plain import plain
from bot.show.record import answer_record
from bot.slack.settings import wants_slack


class _Commands(click.Group):
    """The one place where an error of ours becomes a message and an exit status."""

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


@main.command("ask")
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record.")
@click.option(
    "--jsonl", "lines", is_flag=True, help="Read questions as JSON lines, write answers as JSON lines."
)
@click.option(
    "--explain", "why", is_flag=True, help="Tell how the question was read, and what stood for choice."
)
def ask_question(question: tuple[str, ...], as_json: bool, lines: bool, why: bool) -> None:
    """Answer a question.

    With --jsonl, each line of standard input is a question, such as {"id": "1", "question": "and where?",
    "thread": ["When did they meet?"]}; its answer is written before the next line is read.
    """
    if lines == bool(question):
        raise click.UsageError("give either a question or --jsonl")
    knowledge = _knowledge()
    if lines:
        for record in answer_lines(sys.stdin, knowledge, date.today()):
            click.echo(record)
        return
    text = " ".join(question)
    answer = ask(text, knowledge=knowledge, today=date.today())
    click.echo(json.dumps(answer_record(answer, text, ""), ensure_ascii=False) if as_json else plain(answer))
    if why:
        click.echo(f"\n{explain(text, knowledge=knowledge, today=date.today())}")
        click.echo(f"rule        {answer.why.rpartition('; rule ')[2]}")


@main.command("build")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def build_knowledge(dry_run: bool) -> None:
    """Write knowledge/ from seeds/ and curation.yaml.

    Tells what changed (+ added, - removed, ~ changed) and what somebody should look at (?).
    """
    folder = data_folder()
    done = build(folder, dry_run=dry_run, watch=_watch("Drafting"))
    if not dry_run:
        compile_index(folder, done.records, read_seeds(folder), _watch("Indexing"))
    for line in (*done.changes, *done.notices):
        click.echo(str(line))
    click.echo(done.summary)


def _knowledge() -> KnowledgeBase:
    return open_knowledge(data_folder(), _watch("Indexing"))


def _watch(task: str) -> Callable[[Iterable[Seed]], Iterable[Seed]]:
    """What shows, to people only, how far a task is."""
    if not sys.stderr.isatty():
        return iter
    return partial(track, description=task, console=Console(stderr=True), transient=True)


@main.command("check")
def check_knowledge() -> None:
    """Verify knowledge/ against seeds/.

    Tells each fault as file:line:column with its remedy; exit 1 where there is one.
    """
    faults = check(data_folder())
    for fault in faults:
        click.echo(str(fault))
    sys.exit(1 if faults else 0)


@main.command("digest")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, as 2025-11-19; today, if not given."
)
def print_digest(day: datetime | None) -> None:
    """Print a day's digest.

    It is the one for readers to whom none of the articles is new.
    """
    knowledge = _knowledge()
    today = day.date() if day else date.today()
    click.echo(plain(digest(knowledge, today, known=knowledge.seeds, shown=())))


@main.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record.")
def draft_file(file: Path, as_json: bool) -> None:
    """Print what can be read from an article.

    FILE is text in UTF-8. With --json, every value stands beside the words that prove it.
    """
    records = draft_article(read_seed(file))
    if as_json:
        click.echo(json.dumps(draft_record(records), ensure_ascii=False))
        return
    for line in draft_lines(records):
        click.echo(line)


@main.command("chat")
def chat() -> None:
    """Talk to the bot here in the terminal.

    Questions can be piped in too, one a line.
    """
    converse(_knowledge())


@main.command("eval")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--failures", default=20, show_default=True, type=click.IntRange(0), help="Failures to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record, with all failures.")
@click.option("--save", is_flag=True, help="Keep the sum in knowledge/scores.yaml, for the App Home to show.")
def evaluate_files(files: tuple[Path, ...], failures: int, as_json: bool, save: bool) -> None:
    """Ask question files and print the scoreboard.

    Exit 1 where the promise is broken.
    """
    asked = [item for file in files for item in read_items(file)]
    folder, today = data_folder(), date.today()
    knowledge = _knowledge()
    results = list(results_of(asked, knowledge, today))
    if save:
        save_measurement(folder, measurement(results, knowledge, today))
    if as_json:
        click.echo(json.dumps(asdict(scoreboard_record(results)), ensure_ascii=False))
    else:
        for line in scoreboard(results, failures):
            click.echo(line)
    sys.exit(1 if score_of(results).broken else 0)


@main.command("gaps")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record a gap.")
def list_gaps(as_json: bool) -> None:
    """List what was asked in Slack and has no good answer.

    Questions that ask the same are counted together, with why they were refused, or what people found wrong.
    """
    with ledger_of(data_folder()) as ledger:
        gaps = gaps_in(ledger)
    for line in (gap_records if as_json else gap_lines)(gaps):
        click.echo(line)


@main.group("ledger")
def ledger_commands() -> None:
    """Move what the bot remembers to another database.

    Stop the bot, export, set DATABASE_URL to the new database, import, and start the bot again.
    """


@ledger_commands.command("export")
@click.argument("file", type=click.Path(path_type=Path))
def export_to(file: Path) -> None:
    """Write the ledger to a new FILE.

    It holds what people asked and what the bot may do: keep it as safe as the database.
    """
    with ledger_of(data_folder()) as ledger:
        click.echo(f"{export_ledger(ledger, file):,} rows written to {file}")


@ledger_commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_from(file: Path) -> None:
    """Read an exported FILE into a ledger that is still empty.

    It is taken over as a whole or not at all.
    """
    with ledger_of(data_folder()) as ledger:
        click.echo(f"{import_ledger(ledger, file):,} rows read from {file}")


@main.command("quote")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record.")
def quote_words(words: tuple[str, ...], as_json: bool) -> None:
    """Look up a quotation in the sources.

    Tells whether WORDS are there word for word, altered, or not at all.
    """
    text = " ".join(words)
    answer = check_quotation(text, _knowledge())
    click.echo(json.dumps(answer_record(answer, text, ""), ensure_ascii=False) if as_json else plain(answer))


@main.command("run")
@click.option("--port", default=4949, show_default=True, help="Of the page; if it is taken, any other.")
@click.option("--keep", is_flag=True, help="Keep what is asked on the page in the ledger.")
def run_bot(port: int, keep: bool) -> None:
    """Start the bot, in Slack or here.

    In Slack, if one of its tokens is in the environment; else on a page on this machine, to try it. Questions
    that are piped in are answered here.
    """
    # The other commands need none of these libraries.
    if wants_slack():
        from bot.slack.__main__ import run  # noqa: PLC0415

        run()
    elif _is_piped():
        converse(_knowledge())
    else:
        from bot.workspace.page.visit import visit  # noqa: PLC0415

        visit(data_folder(), port, keep=keep)


def _is_piped() -> bool:
    """Whether standard input may hold questions: not where it is a terminal, or nothing."""
    if sys.stdin is None:
        return False
    try:
        return not stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError):  # a program handed lines in
        return True
