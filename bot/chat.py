"""A conversation in the terminal: the same questions, threads and answers as in Slack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from bot import ask
from bot.knowledge.base import KnowledgeBase
from bot.models import Answer
from bot.show.wording import credit, searched

_WELCOME = "Ask about meetings, officials and initiatives. “new” starts another conversation, “quit” ends."
_ENDS = frozenset({"quit", "exit", "bye", "q"})


def converse(knowledge: KnowledgeBase) -> None:
    """Asks and answers until the input ends; earlier questions are the context of later ones."""
    console = Console(highlight=False)
    if sys.stdin.isatty():
        console.print(_WELCOME, style="dim")
    thread: list[str] = []
    for question in _questions(console):
        if question.lower() in _ENDS:
            return
        if question.lower() == "new":
            thread.clear()
            continue
        answer = ask(question, thread, knowledge=knowledge, today=date.today())
        thread.append(question)
        _print(console, answer)


def _questions(console: Console) -> Iterator[str]:
    """The lines typed, with history and editing; the lines piped in, echoed so that the output reads on its own."""
    if sys.stdin.isatty():
        import readline  # noqa: F401, PLC0415 - its import gives input() editing and history; of no use to pipes
    while True:
        try:
            line = console.input("\n[bold]›[/bold] ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not sys.stdin.isatty():
            console.print(line, markup=False)
        if line:
            yield line


def _print(console: Console, answer: Answer) -> None:
    for note in answer.notes:
        console.print(escape(note), style="yellow")
    console.print(Text(answer.lead, style="bold" if answer.outcome == "answered" else "bold yellow"))
    for quote in answer.quotes:
        console.print(Padding(Text(f"“{quote.span.text}”", style="italic"), (1, 2, 0, 2)))
        console.print(Padding(Text(credit(quote), style="cyan"), (0, 2)))
    if answer.more:
        console.print(Padding(Text(f"{len(answer.more)} more"), (1, 2, 0, 2)))
    for suggestion in answer.suggestions:
        console.print(Text(f"  → {suggestion}", style="green"))
    console.print(Text(searched(answer.scope), style="dim"))
