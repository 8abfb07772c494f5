"""A conversation in the terminal: the same questions, threads and answers as in Slack."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, repeat

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from bot import ask
from bot.knowledge.base import KnowledgeBase
from bot.models import Answer, Quote
from bot.show.wording import credit, searched
from bot.slack.help import examples

_WELCOME = "Ask about meetings, officials and initiatives. Every answer quotes its sources word for word."
_HOW = "number: that question · more: further quotes · new: start afresh · help · quit"
_FORGOTTEN = "A new conversation: what was asked before is forgotten."
_ENDS = frozenset({"quit", "exit", "bye", "q"})
_WIDEST = 100
"""Columns that are still easy to read, however wide the terminal is."""
_UNBROKEN = 1_000_000
"""Columns where nobody looks: a quote that goes into a file or another program stays on one line."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """What the next line may refer to: the questions before it, and the suggestions with their numbers."""

    thread: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Behind:
    """A text behind a mark, its further lines behind `then`, else level with the first."""

    mark: str
    text: Text
    then: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        marks = chain([self.mark], repeat(self.then or " " * len(self.mark)))
        for mark, line in zip(
            marks, self.text.wrap(console, options.max_width - len(self.mark)), strict=False
        ):
            yield Text(mark) + line


def converse(knowledge: KnowledgeBase) -> None:
    """Asks and answers until the input ends; earlier questions are the context of later ones."""
    console = _console()
    typed = sys.stdin.isatty()
    try:
        talk = _help(console, knowledge, _Talk()) if typed else _Talk()
        for line in _typed() if typed else _piped(console):
            if line.casefold() in _ENDS:
                return
            talk = _turn(console, knowledge, talk, line)
    except KeyboardInterrupt:
        console.print()


def _console() -> Console:
    console = Console(highlight=False)
    console.width = min(console.width, _WIDEST) if console.is_terminal else _UNBROKEN
    return console


def _typed() -> Iterator[str]:
    """The lines typed, with editing and history."""
    import readline  # noqa: F401, PLC0415 - its import gives input() both; of no use to pipes

    while True:
        try:
            line = input("\n› ").strip()
        except EOFError:
            print()
            return
        if line:
            yield line


def _piped(console: Console) -> Iterator[str]:
    """The lines piped in, echoed so that the output reads on its own."""
    for line in filter(None, map(str.strip, sys.stdin)):
        _print(console, [Text(f"› {line}", style="bold")])
        yield line
        console.print()


def _turn(console: Console, knowledge: KnowledgeBase, talk: _Talk, line: str) -> _Talk:
    """Answers one line, and says what the next one may refer to."""
    match line.casefold():
        case "help" | "?":
            return _help(console, knowledge, talk)
        case "new":
            _print(console, [Text(_FORGOTTEN, style="dim")])
            return _Talk()
    question = dict(_numbered(talk.suggestions)).get(line, line)
    answer = ask(question, talk.thread, knowledge=knowledge, today=date.today())
    _print(console, _answer(answer))
    return _Talk((*talk.thread, question), answer.suggestions)


def _help(console: Console, knowledge: KnowledgeBase, talk: _Talk) -> _Talk:
    suggestions = examples(knowledge)
    _print(console, [Text(_WELCOME), *_suggestions(suggestions), Text(_HOW, style="dim")])
    return replace(talk, suggestions=suggestions)


def _answer(answer: Answer) -> Iterator[RenderableType]:
    yield from (Text(note, style="yellow") for note in answer.notes)
    yield Text(answer.lead, style="bold" if answer.outcome == "answered" else "bold yellow")
    yield from _quotes(answer.quotes)
    if answer.more:
        yield Text(f"\n  {len(answer.more):,} more: type “more”", style="dim")
    yield from _suggestions(answer.suggestions)
    yield Text(f"\n{searched(answer.scope)}", style="dim")


def _quotes(quotes: Iterable[Quote]) -> Iterator[RenderableType]:
    for quote in quotes:
        yield Text()
        yield _Behind("  │ ", Text(quote.span.text, style="italic"), "  │ ")
        yield _Behind("    ", Text(credit(quote), style="cyan"))


def _suggestions(suggestions: tuple[str, ...]) -> Iterator[RenderableType]:
    for number, suggestion in _numbered(suggestions):
        yield _Behind(f"  {number}  ", Text(suggestion, style="green"))


def _numbered(suggestions: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((str(number), suggestion) for number, suggestion in enumerate(suggestions, start=1))


def _print(console: Console, parts: Iterable[RenderableType]) -> None:
    console.print(Group(*parts))
